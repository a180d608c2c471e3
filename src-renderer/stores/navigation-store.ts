import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export const views = ['coverage', 'backup', 'loss', 'policy', 'keys', 'activity', 'settings'] as const;
export type View = (typeof views)[number];
export const keyTabs = ['passkeys', 'security', 'about', 'details'] as const;
export type KeyTab = (typeof keyTabs)[number];

/** A key as the window names it: a plug-in by its handle, a remembered one by its inventory id. */
export type KeySelection =
  { readonly type: 'plugged'; readonly handle: string } | { readonly type: 'remembered'; readonly keyId: string };

interface NavigationState {
  readonly view: View;
  readonly selection: KeySelection | null;
  readonly tab: KeyTab;
  /** Whether the bench of simulated keys is open. */
  readonly demoOpen: boolean;
}

export const navigationStore = createStore<NavigationState>(() => ({
  view: 'coverage',
  selection: null,
  tab: 'passkeys',
  demoOpen: false,
}));

export function useNavigation<Selected>(select: (state: NavigationState) => Selected): Selected {
  return useStore(navigationStore, select);
}

/** Shows a view; the keys always as their list. */
export function showView(view: View): void {
  navigationStore.setState(view === 'keys' ? { view, selection: null } : { view });
}

/** Opens the detail of a key. */
export function showKey(selection: KeySelection, tab?: KeyTab): void {
  navigationStore.setState((state) => ({ view: 'keys', selection, tab: tab ?? state.tab }));
}

export function showTab(tab: KeyTab): void {
  navigationStore.setState({ tab });
}
