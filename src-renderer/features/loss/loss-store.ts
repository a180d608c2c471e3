import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { toggled } from '../../../src-shared/lib/toggled.ts';
import { showView } from '../../stores/navigation-store.ts';

/** Kinds of things that can be lost: `ring` and `place` stand for all that is in them, `account` for one that is taken over. */
export const choiceKinds = ['ring', 'key', 'device', 'place', 'account', 'way'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** One thing that is assumed lost; a bag and a place are named by their name. */
export interface LossChoice {
  readonly kind: ChoiceKind;
  readonly id: string;
}

/** Question "what if", which is only asked; or a loss that is about to be recorded. */
export type LossMode = 'what-if' | 'loss';

interface LossState {
  /** The things that are assumed lost. Nothing of it is stored. */
  readonly chosen: Readonly<Record<LossMode, readonly LossChoice[]>>;
  /** Lost keys whose PIN somebody else may know. */
  readonly pinKnownIds: ReadonlySet<string>;
  /** The recorded loss whose checklist is shown; null: the question. */
  readonly lossId: string | null;
}

export const lossStore = createStore<LossState>(() => ({
  chosen: { 'what-if': [], loss: [] },
  pinKnownIds: new Set(),
  lossId: null,
}));

export function useLoss<Selected>(select: (state: LossState) => Selected): Selected {
  return useStore(lossStore, select);
}

/** Adds a thing to what is assumed lost, or removes it. */
export function choose(mode: LossMode, choice: LossChoice, on: boolean): void {
  lossStore.setState(({ chosen }) => {
    const others = chosen[mode].filter((one) => !isSameChoice(one, choice));
    return { chosen: { ...chosen, [mode]: on ? [...others, choice] : others } };
  });
}

/** Checks whether two choices name the same thing. */
export function isSameChoice(one: LossChoice, other: LossChoice): boolean {
  return one.kind === other.kind && one.id === other.id;
}

export function clearChoices(mode: LossMode): void {
  lossStore.setState(({ chosen }) => ({ chosen: { ...chosen, [mode]: [] }, pinKnownIds: new Set() }));
}

/** Opens the question what would follow if one thing were lost; null: nothing is chosen yet. */
export function askWhatIf(choice: LossChoice | null): void {
  lossStore.setState(({ chosen }) => ({ chosen: { ...chosen, 'what-if': choice === null ? [] : [choice] } }));
  showView('what-if');
}

/** Opens the record of a loss with what is asked about. */
export function takeAsLost(): void {
  lossStore.setState(({ chosen }) => ({ chosen: { ...chosen, loss: chosen['what-if'] }, lossId: null }));
  showView('loss');
}

export function markPinKnown(keyId: string, on: boolean): void {
  lossStore.setState((state) => ({ pinKnownIds: toggled(state.pinKnownIds, [keyId], on) }));
}

/** Shows the checklist of a recorded loss, or with null the question. */
export function showLoss(lossId: string | null): void {
  lossStore.setState({ lossId });
  showView('loss');
}
