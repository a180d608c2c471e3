import type { AppContract } from '../src-shared/ipc/contract.ts';
import type { ApiOf } from '../src-shared/ipc/define-contract.ts';

export type SparekeyApi = ApiOf<AppContract>;

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly sparekey: SparekeyApi;
  }
}

/** Returns the window its only way out: the typed contract with the main process. */
export function api(): SparekeyApi {
  return window.sparekey;
}
