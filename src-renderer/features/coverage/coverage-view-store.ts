import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type AccountFilters, noFilters } from './filters/account-filters.ts';

export const sorts = ['risk', 'name'] as const;
/** Rows in words, one line of marks each, and a picture of everything: the last two where there are many keys. */
export const zooms = ['rows', 'compact', 'map'] as const;
type Zoom = (typeof zooms)[number];

interface CoverageViewState {
  readonly zoom: Zoom;
  readonly sort: (typeof sorts)[number];
  readonly search: string;
  readonly filters: AccountFilters;
}

/** The person's view of the coverage; kept while the program runs, so that coming back to the view changes nothing. */
export const coverageViewStore = createStore<CoverageViewState>(() => ({
  zoom: 'rows',
  sort: 'risk',
  search: '',
  filters: noFilters,
}));

export function useCoverageView<Selected>(select: (state: CoverageViewState) => Selected): Selected {
  return useStore(coverageViewStore, select);
}

export function changeCoverageView(change: Partial<CoverageViewState>): void {
  coverageViewStore.setState(change);
}

export function changeFilters(change: Partial<AccountFilters>): void {
  coverageViewStore.setState((state) => ({ filters: { ...state.filters, ...change } }));
}

/** Shows every account again. */
export function clearFilters(): void {
  coverageViewStore.setState({ filters: noFilters, search: '' });
}
