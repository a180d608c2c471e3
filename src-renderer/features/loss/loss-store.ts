import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { showView } from '../../stores/navigation-store.ts';

interface LossState {
  /** What the drill assumes lost. Nothing of it is stored. */
  readonly keyIds: ReadonlySet<string>;
  readonly wayIds: ReadonlySet<string>;
  /** Lost keys whose PIN somebody else may know. */
  readonly pinKnownIds: ReadonlySet<string>;
  /** The recorded loss whose checklist is shown; null: the drill. */
  readonly lossId: string | null;
}

const nothing: ReadonlySet<string> = new Set();

export const lossStore = createStore<LossState>(() => ({
  keyIds: nothing,
  wayIds: nothing,
  pinKnownIds: nothing,
  lossId: null,
}));

export function useLoss<Selected>(select: (state: LossState) => Selected): Selected {
  return useStore(lossStore, select);
}

/** Puts keys and other ways into the drill or takes them out. */
export function markLost(
  what: { readonly keyIds?: readonly string[]; readonly wayIds?: readonly string[] },
  on: boolean,
) {
  lossStore.setState((state) => ({
    keyIds: changed(state.keyIds, what.keyIds ?? [], on),
    wayIds: changed(state.wayIds, what.wayIds ?? [], on),
    pinKnownIds: on ? state.pinKnownIds : changed(state.pinKnownIds, what.keyIds ?? [], false),
  }));
}

export function markPinKnown(keyId: string, on: boolean): void {
  lossStore.setState((state) => ({ pinKnownIds: changed(state.pinKnownIds, [keyId], on) }));
}

export function clearMarks(): void {
  lossStore.setState({ keyIds: nothing, wayIds: nothing, pinKnownIds: nothing });
}

/** Shows the checklist of a recorded loss, or with null the drill. */
export function showLoss(lossId: string | null): void {
  lossStore.setState({ lossId });
  showView('loss');
}

function changed(before: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  const after = new Set(before);
  for (const id of ids) {
    if (on) after.add(id);
    else after.delete(id);
  }
  return after;
}
