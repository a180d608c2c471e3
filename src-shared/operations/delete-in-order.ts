import type { DeletionResult, PasskeyReference } from '../domain/deletion.ts';
import type { Outcome } from '../domain/outcome.ts';

/**
 * Deletes passkeys one after the other, and stops at the first that ends otherwise than expected: failed, unknown, still listed, or not to be checked.
 * `deleteOne` deletes one and resolves to whether the key still lists it, null where nobody could check. Returns what became of each, in their order.
 */
export async function deleteInOrder<Passkey extends PasskeyReference>(
  passkeys: readonly Passkey[],
  deleteOne: (passkey: Passkey) => Promise<Outcome<{ readonly stillListed: boolean | null }>>,
): Promise<DeletionResult[]> {
  const results: DeletionResult[] = [];
  let isExpected = true;
  for (const passkey of passkeys) {
    const end: End = isExpected ? endOf(await deleteOne(passkey)) : notTried;
    isExpected = end.state === 'deleted';
    results.push({ rpIdHash: passkey.rpIdHash, credentialId: passkey.credentialId, ...end });
  }
  return results;
}

type End = Pick<DeletionResult, 'state' | 'failure'>;

const notTried: End = { state: 'not-tried', failure: null };

function endOf(outcome: Outcome<{ readonly stillListed: boolean | null }>): End {
  if (outcome.ok) {
    const { stillListed } = outcome.value;
    return { state: stillListed === null ? 'not-checked' : stillListed ? 'still-listed' : 'deleted', failure: null };
  }
  const { failure } = outcome;
  // Nothing is sent once the person has stopped.
  if (failure.kind === 'cancelled') return notTried;
  return { state: failure.kind === 'outcome-unknown' ? 'unknown' : 'failed', failure };
}
