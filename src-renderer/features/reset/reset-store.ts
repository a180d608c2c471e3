import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { ResetStageName } from '../../../src-shared/domain/reset-stage.ts';
import type { ResetEnd, ResetPreview } from '../../../src-shared/ipc/reset-contract.ts';
import { api } from '../../api.ts';
import { keysStore } from '../../stores/keys-store.ts';
import type { KeySelection } from '../../stores/navigation-store.ts';
import { showFailure } from '../../stores/notice-store.ts';
import { settle } from '../../stores/run.ts';

/** A reset as the window sees it, from the consent to its end. */
export interface ResetState {
  /** The plug-in that is to be reset, and the page from which that was asked. */
  readonly target: { readonly handle: string; readonly selection: KeySelection } | null;
  /** Its cost; null while that is asked, and where it cannot be reset as things are. */
  readonly preview: ResetPreview | null;
  /** Reason why it cannot be reset as things are. */
  readonly refusal: OperationFailure | null;
  /** `system`: the system's dialog is open. `end`: it is over. */
  readonly phase: 'consent' | 'system' | 'guided' | 'end';
  readonly stage: ResetStageName;
  readonly isLate: boolean;
  /** Moments at which stages began, in milliseconds. */
  readonly reachedAt: Readonly<Partial<Record<ResetStageName | 'agreed', number>>>;
  readonly end: ResetEnd | null;
}

const nothing: ResetState = {
  target: null,
  preview: null,
  refusal: null,
  phase: 'consent',
  stage: 'unplug',
  isLate: false,
  reachedAt: {},
  end: null,
};

const resetStore = createStore<ResetState>(() => nothing);

export function useReset<Selected>(select: (state: ResetState) => Selected): Selected {
  return useStore(resetStore, select);
}

/** Opens the page of a reset, which asks what it costs. Nothing is sent to the key. */
export function openReset(handle: string, selection: KeySelection): void {
  resetStore.setState({ ...nothing, target: { handle, selection } });
}

/** Asks again what the reset costs, and whether it can be begun: other keys may have come or gone. */
export async function prepareReset(): Promise<void> {
  const { target } = resetStore.getState();
  if (target === null) return;
  const preview = await settle(api().keys.prepareReset({ handle: target.handle }));
  if (resetStore.getState().target !== target || resetStore.getState().phase !== 'consent') return;
  resetStore.setState(
    preview.ok ? { preview: preview.value, refusal: null } : { preview: null, refusal: preview.failure },
  );
}

/** Runs the guided reset with what was typed; ends with it. */
export async function beginReset(word: string): Promise<void> {
  const { target, preview } = resetStore.getState();
  if (target === null || preview === null) return;
  const { handle } = target;
  resetStore.setState({ phase: 'system', refusal: null });
  const unsubscribe = api().keys.onResetStage((reached) => {
    if (reached.handle !== handle) return;
    resetStore.setState(({ reachedAt }) => ({
      phase: 'guided',
      stage: reached.stage,
      isLate: reached.isLate,
      reachedAt: { agreed: Date.now(), ...reachedAt, [reached.stage]: Date.now() },
    }));
  });
  const outcome = await settle(api().keys.confirmReset({ handle, confirmationId: preview.confirmationId, word }));
  unsubscribe();
  if (resetStore.getState().target !== target) return;
  if (outcome.ok) return resetStore.setState({ phase: 'end', end: outcome.value });
  const wasBegun = resetStore.getState().phase === 'guided';
  const end = { outcome, isErased: outcome.failure.kind === 'outcome-unknown' ? null : false, handle: null };
  if (wasBegun) return resetStore.setState({ phase: 'end', end });
  // Nothing was begun: the consent is asked for again, unless it was taken back.
  if (outcome.failure.kind === 'cancelled') return closeReset();
  showFailure(outcome.failure);
  resetStore.setState({ phase: 'consent', preview: null });
}

/** Stops the reset: before the key was asked nothing is sent, and a key that waits for its touch is asked to stop. */
export function stopReset(): void {
  const { target, phase } = resetStore.getState();
  if (target !== null && phase === 'guided') void api().keys.cancel({ handle: target.handle });
  else if (phase !== 'system') closeReset();
}

/** Closes the page; what runs is stopped first. */
export function closeReset(): void {
  const { target, phase } = resetStore.getState();
  if (target !== null && phase === 'guided') void api().keys.cancel({ handle: target.handle });
  resetStore.setState(nothing);
}

/** Starts again with the plug-in that is there now; only the one key that is plugged in can be meant. */
export function resetAgain(): void {
  const { target } = resetStore.getState();
  const { keys } = keysStore.getState();
  const present = keys.find(({ handle }) => handle === target?.handle) ?? (keys.length === 1 ? keys[0] : undefined);
  if (target === null || present === undefined) return closeReset();
  openReset(present.handle, target.selection);
}
