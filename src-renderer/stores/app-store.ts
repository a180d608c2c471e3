import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { AppStatus } from '../../src-shared/domain/settings.ts';

interface AppState {
  /** Null until the main process has answered. */
  readonly status: AppStatus | null;
  readonly services: readonly CatalogueService[];
}

export const appStore = createStore<AppState>(() => ({ status: null, services: [] }));

export function useApp<Selected>(select: (state: AppState) => Selected): Selected {
  return useStore(appStore, select);
}
