import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { showView } from '../../stores/navigation-store.ts';
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
  /** Whether the reminders are listed beside the table. */
  readonly reminders: boolean;
}

/** The person's view of the coverage; kept while the program runs, so that coming back to the view changes nothing. */
export const coverageViewStore = createStore<CoverageViewState>(() => ({
  zoom: 'rows',
  sort: 'risk',
  search: '',
  filters: noFilters,
  reminders: false,
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

/** Shows the coverage narrowed to what has these names; Esc shows all of it again. */
export function showInCoverage(service: string, userName: string | null): void {
  changeCoverageView({ filters: noFilters, search: [service, userName ?? ''].join(' ').trim() });
  showView('coverage');
}

/** Shows the reminders beside the coverage. */
export function showReminders(): void {
  changeCoverageView({ reminders: true });
  showView('coverage');
}
