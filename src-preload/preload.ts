import { contextBridge, ipcRenderer } from 'electron';
import type { AppContract } from '../src-shared/ipc/contract.ts';
import { createRendererApi } from '../src-shared/ipc/create-renderer-api.ts';
import type { LeafTypesOf } from '../src-shared/ipc/define-contract.ts';

// Computed from the contract when this file is built (electron.config.ts): a sandboxed preload is one small file without
// schemas, and inputs are parsed in the main process.
declare const windowLeaves: LeafTypesOf<AppContract>;

contextBridge.exposeInMainWorld('sparekey', createRendererApi<AppContract>(windowLeaves, ipcRenderer));
