import { contextBridge, ipcRenderer } from 'electron';
import type { AppContract } from '../src-shared/ipc/contract.ts';
import { contractLeaves } from '../src-shared/ipc/contract-leaves.ts';
import { createRendererApi } from '../src-shared/ipc/create-renderer-api.ts';

contextBridge.exposeInMainWorld('sparekey', createRendererApi<AppContract>(contractLeaves, ipcRenderer));
