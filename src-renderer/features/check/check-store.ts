import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import type { DeskState } from '../../../src-shared/domain/desk.ts';

interface CheckState {
  /** Null until the main process has answered. */
  readonly desk: DeskState | null;
  /** Checks that are not in the inventory, oldest first. */
  readonly unrecorded: readonly KeyCheck[];
  /** Id of the earlier check that is shown; null: the last one. */
  readonly shownId: string | null;
}

export const checkStore = createStore<CheckState>(() => ({ desk: null, unrecorded: [], shownId: null }));

export function useCheckStore<Selected>(select: (state: CheckState) => Selected): Selected {
  return useStore(checkStore, select);
}

/** So many are listed. */
const mostUnrecorded = 1_000;

/** Stores what the desk does now. A key that comes takes the place of whatever was shown. */
export function deskChanged(desk: DeskState): void {
  const { desk: before, unrecorded, shownId } = checkStore.getState();
  const last = desk.last;
  const isNew = last !== null && last.check.id !== before?.last?.check.id;
  const isKnown = unrecorded.some(({ id }) => id === last?.check.id);
  checkStore.setState({
    desk,
    shownId: isNew || desk.checking !== null ? null : shownId,
    unrecorded:
      isNew && last.recorded !== 'recorded' && !isKnown
        ? [...unrecorded, last.check].slice(-mostUnrecorded)
        : unrecorded,
  });
}

export function showCheck(id: string): void {
  const { desk } = checkStore.getState();
  checkStore.setState({ shownId: desk?.last?.check.id === id ? null : id });
}
