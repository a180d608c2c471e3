import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { dismissFailure } from './notice-store.ts';
import { menuViews } from '../../src-shared/domain/app-command.ts';

/** Those of the menu, and the questions that are asked from the coverage and the desk. */
export const views = [...menuViews, 'what-if', 'forbid'] as const;
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

/** Shows a view, the keys always as their list; a failure of what was done on the view before is left there. */
export function showView(view: View): void {
  if (navigationStore.getState().view !== view) dismissFailure(() => true);
  navigationStore.setState(view === 'keys' ? { view, selection: null } : { view });
}

/** Opens the detail of a key; a failure of what was done elsewhere is left there. */
export function showKey(selection: KeySelection, tab?: KeyTab): void {
  const { view, selection: before } = navigationStore.getState();
  if (view !== 'keys' || !isSameKey(before, selection)) dismissFailure(() => true);
  navigationStore.setState((state) => ({ view: 'keys', selection, tab: tab ?? state.tab }));
}

/** Checks whether two selections name the same key in the same way. */
export function isSameKey(one: KeySelection | null, other: KeySelection): boolean {
  if (one?.type === 'plugged') return other.type === 'plugged' && other.handle === one.handle;
  return one !== null && other.type === 'remembered' && other.keyId === one.keyId;
}

export function showTab(tab: KeyTab): void {
  navigationStore.setState({ tab });
}
