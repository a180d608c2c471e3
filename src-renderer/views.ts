import { type ComponentType, createElement } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type View, views } from './stores/navigation-store.ts';

type LaterView = Exclude<View, 'coverage'>;

/** Each view but the first is a part of the program of its own, read when the first has been drawn, or when it is asked for. */
const parts: Readonly<Record<LaterView, () => Promise<ComponentType>>> = {
  backup: async () => (await import('./features/backup/backup-view.tsx')).BackupView,
  'what-if': () => lossView('what-if'),
  loss: () => lossView('loss'),
  forbid: async () => (await import('./features/forbid/forbid-view.tsx')).ForbidView,
  policy: async () => (await import('./features/policy/policy-view.tsx')).PolicyView,
  keys: async () => (await import('./features/keys/keys-view.tsx')).KeysView,
  check: async () => (await import('./features/check/check-view.tsx')).CheckView,
  activity: async () => (await import('./features/activity/activity-view.tsx')).ActivityView,
  settings: async () => (await import('./features/settings/settings-view.tsx')).SettingsView,
};

async function lossView(mode: 'what-if' | 'loss'): Promise<ComponentType> {
  const { LossView } = await import('./features/loss/loss-view.tsx');
  return () => createElement(LossView, { mode });
}

interface ViewsState {
  readonly loaded: Readonly<Partial<Record<View, ComponentType>>>;
  /** Views that could not be read. */
  readonly failed: ReadonlySet<View>;
}

export const viewsStore = createStore<ViewsState>(() => ({ loaded: {}, failed: new Set() }));

export function useViews(): ViewsState {
  return useStore(viewsStore);
}

/** Reads a view, unless it has been read. One that cannot be read is in `failed` until it is tried again. */
export async function loadView(view: View): Promise<void> {
  if (view === 'coverage' || viewsStore.getState().loaded[view] !== undefined) return;
  try {
    const component = await parts[view]();
    viewsStore.setState(({ loaded, failed }) => ({
      loaded: { ...loaded, [view]: component },
      failed: without(failed, view),
    }));
  } catch {
    viewsStore.setState(({ failed }) => ({ failed: new Set([...failed, view]) }));
  }
}

/** Reads all views, one after the other, so that a press finds them there. */
export async function loadViews(): Promise<void> {
  for (const view of views) await loadView(view);
}

function without(set: ReadonlySet<View>, view: View): ReadonlySet<View> {
  return new Set([...set].filter((one) => one !== view));
}
