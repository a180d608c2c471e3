import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type MatrixFilters, noFilters } from '../filters/matrix-filters.ts';
import type { MatrixGrouping, MatrixSort } from './matrix-index.ts';

/** From words that can be read at leisure to an overview of hundreds of keys and accounts at once. */
export const matrixZooms = ['comfortable', 'compact', 'overview'] as const;
export type MatrixZoom = (typeof matrixZooms)[number];

interface MatrixViewState {
  readonly zoom: MatrixZoom;
  readonly sort: MatrixSort;
  readonly grouping: MatrixGrouping;
  readonly search: string;
  readonly filters: MatrixFilters;
}

/** The person's view of the matrix; kept while the program runs, so that coming back to the view changes nothing. */
export const matrixViewStore = createStore<MatrixViewState>(() => ({
  zoom: 'comfortable',
  sort: 'risk',
  grouping: 'service',
  search: '',
  filters: noFilters,
}));

export function useMatrixView<Selected>(select: (state: MatrixViewState) => Selected): Selected {
  return useStore(matrixViewStore, select);
}

export function changeMatrixView(change: Partial<MatrixViewState>): void {
  matrixViewStore.setState(change);
}

export function changeFilters(change: Partial<MatrixFilters>): void {
  matrixViewStore.setState((state) => ({ filters: { ...state.filters, ...change } }));
}

/** Changes to the next smaller (-1) or larger (1) picture; at the ends nothing happens. */
export function zoomMatrix(direction: 1 | -1): void {
  matrixViewStore.setState(({ zoom }) => {
    const next = matrixZooms[matrixZooms.indexOf(zoom) - direction];
    return next === undefined ? {} : { zoom: next };
  });
}
