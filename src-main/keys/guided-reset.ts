import type { KeyProof } from '../../src-shared/domain/key-proof.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { type KeyJournal, withJournal } from '../../src-shared/operations/operation-journal.ts';
import type { OutputOf } from '../../src-shared/operations/operation-names.ts';
import { timeouts } from './deadlines.ts';
import type { KeyEvent, KeyManager } from './key-manager.ts';
import { areAlike, keyProof } from './key-proof.ts';
import { lookAfterReset } from './look-after-reset.ts';
import { nextStage, type ResetStage, stopped } from './reset-stages.ts';

type Outcome = Result<OutputOf<'reset'>, OperationFailure>;

/** End of a guided reset. */
export interface ResetEnd {
  readonly outcome: Outcome;
  /** Whether the key was erased, as far as it was never sent or the key shows; null where nobody knows. */
  readonly isErased: boolean | null;
  /** The plug-in to which the command went; null where it was not sent. */
  readonly handle: KeyHandle | null;
}

export interface GuidedReset {
  /** Ends it: before the command was sent nothing is, and a key that waits for its touch is asked to stop. */
  readonly signal: AbortSignal;
  readonly journal: KeyJournal | null;
  /** Called with the stage that begins, and again when the key came too late (`isLate`) and has to be unplugged once more. */
  readonly onStage: (stage: ResetStage['name'], isLate: boolean) => void;
}

/** Returns why a key cannot be reset as things are, before anything was asked of anybody; null where it can. */
export function resetRefusal(keys: readonly PluggedKey[], handle: KeyHandle): OperationFailure | null {
  const key = keys.find((candidate) => candidate.handle === handle);
  if (key === undefined) return { kind: 'key-removed' };
  if (key.problem !== null) return key.problem;
  if (key.facts?.capabilities.reset.answer !== 'yes' || keyProof(key) === null) {
    return { kind: 'not-supported', feature: 'reset' };
  }
  const others = keys.filter((candidate) => candidate !== key);
  if (others.some((other) => areAlike(key, other))) return { kind: 'reset-stopped', why: 'keys-alike' };
  return others.length === 0 ? null : { kind: 'reset-stopped', why: 'other-keys' };
}

/**
 * Resets one key, to which a person has agreed: waits until it is unplugged and plugged in again, has it prove that it is the same, and sends
 * the command at once. From the first sending on it stands in the journal. A key that was too slow is asked for once more; anything
 * unforeseen ends it.
 */
export async function guideReset(keys: KeyManager, handle: KeyHandle, guide: GuidedReset): Promise<ResetEnd> {
  const refusal = resetRefusal(keys.keys(), handle);
  const before = keys.keys().find((candidate) => candidate.handle === handle);
  const proof = before === undefined ? null : keyProof(before);
  if (refusal !== null || before === undefined || proof === null) {
    return { outcome: failed(refusal ?? { kind: 'key-removed' }), isErased: false, handle: null };
  }
  const end = keys.prepareReset();
  keys.watch();
  // Watching alone does not keep a program running that waits for a person.
  const alive = setInterval(() => undefined, timeouts.poll);
  try {
    const replugged = await awaitReplug(keys, { name: 'unplug', handle }, proof, guide, false);
    if (!replugged.ok) return { outcome: replugged, isErased: false, handle: null };
    let isErasedNow: boolean | null = false;
    let sentTo: KeyHandle | null = null;
    const outcome = await withJournal(guide.journal, 'reset', { expected: proof }, async () => {
      const sent = await sendInTime(keys, replugged.value, proof, guide);
      sentTo = sent.handle;
      end();
      const looked = await lookAfterReset(keys, before, sent, guide.signal);
      isErasedNow = looked.isErased;
      if (isErasedNow !== false) await forgetReadAccess(keys, before.readAccess ?? guide.journal?.keyId);
      return looked.outcome;
    });
    return { outcome, isErased: isErasedNow, handle: sentTo };
  } finally {
    clearInterval(alive);
    end();
  }
}

/** Sends the reset; to a key that was too slow again, once it was plugged in again. */
async function sendInTime(
  keys: KeyManager,
  handle: KeyHandle,
  proof: KeyProof,
  guide: GuidedReset,
): Promise<{ readonly handle: KeyHandle; readonly outcome: Outcome }> {
  const outcome: Outcome = await keys.run('reset', handle, { expected: proof }, { signal: guide.signal });
  const isLate = !outcome.ok && outcome.failure.kind === 'reset-stopped' && outcome.failure.why === 'too-late';
  if (!isLate) return { handle, outcome };
  const replugged = await awaitReplug(keys, { name: 'unplug', handle }, proof, guide, true);
  return replugged.ok ? sendInTime(keys, replugged.value, proof, guide) : { handle, outcome: replugged };
}

/** Waits for the key to be pulled out and plugged in again. Returns the handle of that plug-in. */
function awaitReplug(
  keys: KeyManager,
  from: ResetStage,
  proof: KeyProof,
  { signal, onStage }: GuidedReset,
  isLate: boolean,
): Promise<Result<KeyHandle, OperationFailure>> {
  return new Promise((resolve) => {
    let stage = from;
    let tooLong: NodeJS.Timeout | undefined;
    const leave = (result: Result<KeyHandle, OperationFailure>): void => {
      unsubscribe();
      clearTimeout(tooLong);
      signal.removeEventListener('abort', cancel);
      resolve(result);
    };
    const cancel = (): void => leave(failed({ kind: 'cancelled' }));
    // Nothing stays armed for a person who comes by later.
    const begin = (name: ResetStage['name']): void => {
      clearTimeout(tooLong);
      tooLong = setTimeout(() => enter(stopped('no-replug')), timeouts.replug);
      onStage(name, isLate);
    };
    const enter = (next: ResetStage): void => {
      if (next.name !== stage.name) begin(next.name);
      stage = next;
      if (next.name === 'send') leave(success(next.handle));
      if (next.name === 'stopped') leave(failed(next.failure));
    };
    const take = (event: KeyEvent): void => {
      if (event.type === 'list-failed') enter(stopped('list-failed'));
      if (event.type === 'keys-changed') enter(nextStage(stage, event.keys, proof));
    };
    const unsubscribe = keys.subscribe(take);
    signal.addEventListener('abort', cancel);
    begin(stage.name);
    if (signal.aborted) cancel();
    else take({ type: 'keys-changed', keys: keys.keys() });
  });
}

/** Forgets the read access to a key that was erased, or may have been: it takes it no more, whether or not the keychain lets go of it now. */
async function forgetReadAccess(keys: KeyManager, keyId: string | undefined): Promise<void> {
  if (keyId !== undefined) await keys.forgetReadAccess(keyId);
}
