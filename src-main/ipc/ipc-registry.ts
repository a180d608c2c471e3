import { type BrowserWindow, ipcMain } from 'electron';
import { createEmitters } from '../../src-shared/ipc/create-emitters.ts';
import type { Contract, EmittersOf } from '../../src-shared/ipc/define-contract.ts';
import { channelName } from '../../src-shared/ipc/leaf-names.ts';
import type { InvokeRegistry } from './register-handlers.ts';

/** Registry of handlers in the running program. */
export const ipcRegistry: InvokeRegistry = ipcMain;

/** Creates the functions that send a contract's events to a window; without a window they do nothing. */
export function windowEmitters<C extends Contract>(
  contract: C,
  window: () => BrowserWindow | null,
  log: (line: string) => void,
): EmittersOf<C> {
  return createEmitters(
    contract,
    (group, leaf, payload) => {
      const target = window();
      if (target !== null && !target.isDestroyed()) target.webContents.send(channelName(group, leaf), payload);
    },
    log,
  );
}
