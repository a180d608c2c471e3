import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { OutputOf } from '../../src-shared/operations/operation-names.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed } from './command-failure.ts';
import { presentKey, settle, unlock, type UnlockedBy } from './key-access.ts';
import type { KeyCandidate } from './select-key.ts';

/** Way in which passkeys were read. */
type ReadBy = UnlockedBy | 'read-access';

/** Failures after which the PIN is asked for. */
const asksForPin: ReadonlySet<OperationFailure['kind']> = new Set([
  'read-access-ended',
  'keychain-unavailable',
  'pin-required',
]);

export interface ReadKey {
  readonly candidate: KeyCandidate;
  readonly listing: PasskeyListing;
  readonly by: ReadBy;
}

/** Lists the passkeys with the read access that is kept, else asks for the PIN. */
export async function readPasskeys(context: CommandContext, candidate: KeyCandidate): Promise<ReadKey> {
  return listedOrAsked(context, candidate, await recheck(context, candidate, null));
}

/** Returns the listing of a recheck; where there is none the PIN is asked for. */
export async function listedOrAsked(
  context: CommandContext,
  candidate: KeyCandidate,
  rechecked: OutputOf<'recheck-passkeys'> | null,
): Promise<ReadKey> {
  const listing = rechecked?.listing ?? null;
  if (listing === null) return unlock(context, candidate);
  const read = { ...candidate, key: await presentKey(context, candidate) };
  await settle(context, read, listing);
  return { candidate: read, listing, by: 'read-access' };
}

/**
 * Reads a key with the read access that is kept, as far as it changed since the complete listing of `since`. Returns null where the PIN is needed:
 * none is kept, or it has ended, which is said. `--pin-stdin` gives the PIN that is then used, `--by-finger` asks for the finger.
 */
export async function recheck(
  context: CommandContext,
  { key }: KeyCandidate,
  since: string | null,
): Promise<OutputOf<'recheck-passkeys'> | null> {
  const { readAccess: keyId, handle } = key;
  if (keyId === null || context.options.pinStdin || context.options.byFinger) return null;
  const { keys } = await context.core();
  const outcome = await keys.run('recheck-passkeys', handle, { keyId, since }, { signal: context.signal });
  if (outcome.ok) return outcome.value;
  const { failure } = outcome;
  if (!asksForPin.has(failure.kind) || !context.terminal.canAsk) throw new CommandFailed(failure);
  context.terminal.note(failureMessage(context.t, failure).text);
  return null;
}
