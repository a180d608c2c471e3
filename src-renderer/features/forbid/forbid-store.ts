import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ModelList } from '../../../src-shared/domain/model-list.ts';
import { toggled } from '../../../src-shared/lib/toggled.ts';
import { navigationStore, showView, type View } from '../../stores/navigation-store.ts';

interface ForbidState {
  /** AAGUIDs of the models that are assumed forbidden one by one. Nothing of it is stored. */
  readonly models: ReadonlySet<string>;
  /** A list that is assumed to count; null: none. */
  readonly list: ModelList | null;
  /** The one service that holds keys against it; null: all do. */
  readonly serviceId: string | null;
  /** The view from which it was asked. */
  readonly from: View;
}

export const forbidStore = createStore<ForbidState>(() => ({
  models: new Set(),
  list: null,
  serviceId: null,
  from: 'coverage',
}));

export function useForbid<Selected>(select: (state: ForbidState) => Selected): Selected {
  return useStore(forbidStore, select);
}

/** Opens the question who would be shut out if models were forbidden; null: nothing is chosen yet. */
export function askForbidden(list: ModelList | null): void {
  forbidStore.setState({ ...forbidStore.getInitialState(), list, from: navigationStore.getState().view });
  showView('forbid');
}

export function forbidModel(aaguid: string, on: boolean): void {
  forbidStore.setState(({ models }) => ({ models: toggled(models, [aaguid], on) }));
}

export function setForbidList(list: ModelList | null): void {
  forbidStore.setState({ list });
}

export function setForbidService(serviceId: string | null): void {
  forbidStore.setState({ serviceId });
}

/** Shows the view again from which the question was asked. */
export function leaveForbidden(): void {
  const { from } = forbidStore.getState();
  forbidStore.setState(forbidStore.getInitialState());
  showView(from === 'forbid' ? 'coverage' : from);
}
