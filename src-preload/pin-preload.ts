import { contextBridge, ipcRenderer } from 'electron';
import { createRendererApi } from '../src-shared/ipc/create-renderer-api.ts';
import type { LeafTypesOf } from '../src-shared/ipc/define-contract.ts';
import type { PinContract } from '../src-shared/ipc/pin-contract.ts';
import { pinPortChannel } from '../src-shared/ipc/pin-port-channel.ts';

// Computed from the contract when this file is built (electron.config.ts).
declare const pinWindowLeaves: LeafTypesOf<PinContract>;

contextBridge.exposeInMainWorld('sparekeyPin', createRendererApi<PinContract>(pinWindowLeaves, ipcRenderer));

// The page needs the port itself, so that a PIN goes straight to the key host; ports cannot cross the context bridge.
ipcRenderer.on(pinPortChannel, (event) => {
  window.postMessage(pinPortChannel, window.location.origin, [...event.ports]);
});
