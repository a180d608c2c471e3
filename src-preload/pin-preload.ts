import { contextBridge, ipcRenderer } from 'electron';
import { pinContractLeaves } from '../src-shared/ipc/contract-leaves.ts';
import { createRendererApi } from '../src-shared/ipc/create-renderer-api.ts';
import type { PinContract } from '../src-shared/ipc/pin-contract.ts';
import { pinPortChannel } from '../src-shared/ipc/pin-port-channel.ts';

contextBridge.exposeInMainWorld('sparekeyPin', createRendererApi<PinContract>(pinContractLeaves, ipcRenderer));

// The page needs the port itself, so that a PIN goes straight to the key host; ports cannot cross the context bridge.
ipcRenderer.on(pinPortChannel, (event) => {
  window.postMessage(pinPortChannel, window.location.origin, [...event.ports]);
});
