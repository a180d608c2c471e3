import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { toggled } from '../../../src-shared/lib/toggled.ts';
import type { ChooserGroup } from './chooser-rows.ts';
import { showView } from '../../stores/navigation-store.ts';

/** Things that are marked together; of a place or key ring with its name. */
export interface MarkedThings {
  readonly group: ChooserGroup;
  readonly name: string;
  readonly keyIds: readonly string[];
  readonly wayIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly accountIds: readonly string[];
}

interface LossState {
  /** The things that the drill assumes lost. Nothing of it is stored. */
  readonly keyIds: ReadonlySet<string>;
  readonly wayIds: ReadonlySet<string>;
  readonly deviceIds: ReadonlySet<string>;
  /** Accounts that are closed or taken over. */
  readonly accountIds: ReadonlySet<string>;
  /** Places and key rings that are lost with everything on them. */
  readonly wholes: readonly MarkedThings[];
  /** Lost keys whose PIN somebody else may know. */
  readonly pinKnownIds: ReadonlySet<string>;
  /** The recorded loss whose checklist is shown; null: the drill. */
  readonly lossId: string | null;
}

const nothing: ReadonlySet<string> = new Set();

export const lossStore = createStore<LossState>(() => ({
  keyIds: nothing,
  wayIds: nothing,
  deviceIds: nothing,
  accountIds: nothing,
  wholes: [],
  pinKnownIds: nothing,
  lossId: null,
}));

export function useLoss<Selected>(select: (state: LossState) => Selected): Selected {
  return useStore(lossStore, select);
}

/** Adds things to the drill or removes them. */
export function markLost(what: MarkedThings, on: boolean): void {
  const isWhole = what.group === 'place' || what.group === 'ring';
  lossStore.setState((state) => ({
    keyIds: toggled(state.keyIds, what.keyIds, on),
    wayIds: toggled(state.wayIds, what.wayIds, on),
    deviceIds: toggled(state.deviceIds, what.deviceIds, on),
    accountIds: toggled(state.accountIds, what.accountIds, on),
    wholes: on ? (isWhole ? [...state.wholes, what] : state.wholes) : state.wholes.filter((one) => !share(one, what)),
    pinKnownIds: on ? state.pinKnownIds : toggled(state.pinKnownIds, what.keyIds, false),
  }));
}

/** Lists the ids of everything that is marked together. */
export function idsOf({ keyIds, wayIds, deviceIds, accountIds }: MarkedThings): readonly string[] {
  return [...keyIds, ...wayIds, ...deviceIds, ...accountIds];
}

function share(one: MarkedThings, other: MarkedThings): boolean {
  const ids = new Set(idsOf(one));
  return idsOf(other).some((id) => ids.has(id));
}

export function markPinKnown(keyId: string, on: boolean): void {
  lossStore.setState((state) => ({ pinKnownIds: toggled(state.pinKnownIds, [keyId], on) }));
}

export function clearMarks(): void {
  lossStore.setState({
    keyIds: nothing,
    wayIds: nothing,
    deviceIds: nothing,
    accountIds: nothing,
    wholes: [],
    pinKnownIds: nothing,
  });
}

/** Shows the checklist of a recorded loss, or with null the drill. */
export function showLoss(lossId: string | null): void {
  lossStore.setState({ lossId });
  showView('loss');
}
