import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Advisory } from '../../src-shared/domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { LastPicture } from '../../src-shared/domain/last-picture.ts';
import type { AppStatus, Banner } from '../../src-shared/domain/settings.ts';

interface AppState {
  /** Null until the main process has answered. */
  readonly status: AppStatus | null;
  /** Look of the coverage last time; null where nothing was kept, and once the inventory is there. */
  readonly lastPicture: LastPicture | null;
  /** With the person's corrections. */
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  readonly otherWays: readonly OtherWayProvider[];
}

export const appStore = createStore<AppState>(() => ({
  status: null,
  lastPicture: null,
  services: [],
  advisories: [],
  otherWays: [],
}));

export function useApp<Selected>(select: (state: AppState) => Selected): Selected {
  return useStore(appStore, select);
}

/** Returns what a person must know about this run besides that keys are simulated, which is said all the time. */
export function sessionNotes(status: AppStatus): readonly Banner[] {
  return status.banners.filter((banner) => banner !== 'demo');
}
