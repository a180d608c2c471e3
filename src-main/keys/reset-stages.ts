import type { KeyProof } from '../../src-shared/domain/key-proof.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { assertNever } from '../../src-shared/lib/assert-never.ts';
import { mayBeSameKey } from './key-proof.ts';

/** Stage of a reset before it is sent: the key is pulled out, plugged in again, and says something of itself; then it is sent to that plug-in and no other. */
export type ResetStage =
  | { readonly name: 'unplug'; readonly handle: KeyHandle }
  | { readonly name: 'insert' }
  | { readonly name: 'reading'; readonly handle: KeyHandle }
  | { readonly name: 'send'; readonly handle: KeyHandle }
  | { readonly name: 'stopped'; readonly failure: OperationFailure };

/** Returns the stage that follows from the keys that are plugged in now. Any surprise ends it: nothing stays armed. */
export function nextStage(stage: ResetStage, keys: readonly PluggedKey[], proof: KeyProof): ResetStage {
  const [key, ...others] = keys;
  if (others.length > 0) return isOver(stage) ? stage : stopped('two-keys');
  switch (stage.name) {
    case 'unplug':
      if (key === undefined) return { name: 'insert' };
      // A quick hand, or a listing that came late: the key left and another plug-in stands there.
      return key.handle === stage.handle ? stage : afterInsertion(key, proof);
    case 'insert':
      return key === undefined ? stage : afterInsertion(key, proof);
    case 'reading':
      return key === undefined ? { name: 'insert' } : afterInsertion(key, proof);
    case 'send':
    case 'stopped':
      return stage;
    default:
      return assertNever(stage);
  }
}

/** Returns the end of a reset that something unforeseen disarmed before it was sent. */
export function stopped(why: Extract<OperationFailure, { kind: 'reset-stopped' }>['why']): ResetStage {
  return { name: 'stopped', failure: { kind: 'reset-stopped', why } };
}

function isOver({ name }: ResetStage): boolean {
  return name === 'send' || name === 'stopped';
}

function afterInsertion(key: PluggedKey, proof: KeyProof): ResetStage {
  const { handle, state, problem } = key;
  if (state === 'reading') return { name: 'reading', handle };
  // Right after plugging in, the system may not have given the rights yet: the key is then tried again.
  if (problem?.kind === 'no-permission') return { name: 'reading', handle };
  if (problem !== null && state === 'unreachable') return { name: 'stopped', failure: problem };
  return mayBeSameKey(proof, key) ? { name: 'send', handle } : stopped('other-key');
}
