import { type CapabilityReason, unlistableFailure } from '../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import type { Pin } from '../../src-main/ctap2/pin-uv-auth/pin.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed, UsageError, valueOf } from './command-failure.ts';
import { openedInventory } from './inventory-access.ts';
import { candidates, knownKeys, named } from './key-candidates.ts';
import { nameOf } from './key-reference.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { askKeyPin } from './pin-prompt.ts';
import { type KeyCandidate, selectKey } from './select-key.ts';
import { touchedKey, touchSelector } from './touched-key.ts';

/** Returns the one key that is meant, ready to be used. Throws CommandFailed: none, several, or one that cannot be reached. */
export async function chosenKey(context: CommandContext): Promise<KeyCandidate> {
  const all = await candidates(context);
  const selection = await selectCandidate(context, all);
  if (!selection.ok) {
    if (selection.failure.kind === 'ambiguous-key') {
      for (const candidate of all) context.terminal.note(`  ${candidate.key.path}  ${nameOf(candidate)}`);
    }
    // A key that cannot be opened cannot say its serial number either: it may be the one that is meant.
    const unreachable = all.find(({ key }) => key.problem !== null)?.key.problem;
    if (selection.failure.kind === 'no-such-key' && unreachable != null) throw new CommandFailed(unreachable);
    throw new CommandFailed(selection.failure);
  }
  const { problem } = selection.value.key;
  if (problem !== null) throw new CommandFailed(problem);
  return selection.value;
}

/** Finds the one key that is meant: the one that is touched, or that fits the selector. */
export async function selectCandidate(
  context: CommandContext,
  all: readonly KeyCandidate[],
): Promise<Result<KeyCandidate, OperationFailure>> {
  const selector = context.options.key;
  return selector === touchSelector ? touchedKey(context, all) : selectKey(all, selector);
}

/** Proof of its owner by which a key was unlocked. */
export type UnlockedBy = 'pin' | 'finger';

/**
 * Unlocks a key and lists its passkeys: with the PIN, or with a finger where `--by-finger` says so. The listing may tell which remembered key this is.
 */
export async function unlock(
  context: CommandContext,
  candidate: KeyCandidate,
): Promise<{ readonly candidate: KeyCandidate; readonly listing: PasskeyListing; readonly by: UnlockedBy }> {
  const { byFinger, pinStdin } = context.options;
  if (byFinger && pinStdin) throw new UsageError(context.t('cli.usage.finger-and-pin'));
  const listing = byFinger ? await listByFinger(context, candidate) : await listByPin(context, candidate);
  // What the key reports after it was unlocked belongs to the reading.
  const read = { ...candidate, key: await presentKey(context, candidate) };
  const known = read.inventoryId !== null ? read : await named(context, await knownKeys(context), read, listing);
  await settle(context, known, listing);
  return { candidate: known, listing, by: byFinger ? 'finger' : 'pin' };
}

/**
 * Asks for the PIN, shows the tries that are left before, and lists the passkeys: one PIN message per typed PIN. Where the key
 * refused how it was sent, a person at the terminal is asked once more.
 */
async function listByPin(context: CommandContext, candidate: KeyCandidate): Promise<PasskeyListing> {
  const { listPasskeys } = candidate.key.facts?.capabilities ?? {};
  if (listPasskeys === undefined) throw new CommandFailed({ kind: 'key-not-answering' });
  if (listPasskeys.answer === 'no') throw unlistable(context, listPasskeys.reason);
  const { keys } = await context.core();
  return withTypedPin(context, candidate, (pin) =>
    keys.run('unlock', candidate.key.handle, { pin }, { signal: context.signal }),
  );
}

/** Asks the key for one finger and lists the passkeys. Where that fails the PIN is the other way, which is not taken by itself. */
async function listByFinger(context: CommandContext, { key }: KeyCandidate): Promise<PasskeyListing> {
  const { unlockByFinger } = key.facts?.capabilities ?? {};
  if (unlockByFinger === undefined) throw new CommandFailed({ kind: 'key-not-answering' });
  if (unlockByFinger.answer === 'no') throw unfingered(context, unlockByFinger.reason);
  const { keys } = await context.core();
  return valueOf(await keys.run('unlock-by-finger', key.handle, {}, { signal: context.signal }));
}

/** Stores a complete reading of a key of which a change had an unknown outcome: any reading tells what became of it. */
export async function settle(
  context: CommandContext,
  { key, inventoryId }: KeyCandidate,
  listing: PasskeyListing,
): Promise<void> {
  if (inventoryId === null || !listing.complete) return;
  const { inventory, snapshot } = await openedInventory(context);
  if (!snapshot.keys.some(({ id, needsReread }) => id === inventoryId && needsReread)) return;
  valueOf(await inventory.recordListing(key, listing, { keyId: inventoryId }));
}

/**
 * Asks for the PIN and performs an operation with it: one PIN message per typed PIN. Where the key refused how it was sent, a person at the
 * terminal is asked once more. Throws CommandFailed.
 */
export async function withTypedPin<Value>(
  context: CommandContext,
  candidate: KeyCandidate,
  perform: (pin: Pin) => Promise<Result<Value, OperationFailure>>,
): Promise<Value> {
  const pin = await askKeyPin(context, candidate);
  try {
    const outcome = await perform(pin);
    const isWayRefused = !outcome.ok && outcome.failure.kind === 'pin-way-refused';
    if (!isWayRefused || context.options.pinStdin) return pinOutcome(context, outcome);
    context.terminal.note(failureMessage(context.t, outcome.failure).text);
  } finally {
    pin.wipe();
  }
  return withTypedPin(context, candidate, perform);
}

/** Returns the value of an operation that sent a PIN. Throws CommandFailed; where nobody can type again it says how to send the PIN in another way. */
export function pinOutcome<Value>(context: CommandContext, outcome: Result<Value, OperationFailure>): Value {
  if (outcome.ok || outcome.failure.kind !== 'pin-way-refused' || !context.options.pinStdin) return valueOf(outcome);
  throw new CommandFailed(outcome.failure, null, context.t('cli.pin.way-next', { way: outcome.failure.nextWay }));
}

/** Creates the failure of a key that cannot list its passkeys now, with the reason. */
function unlistable(context: CommandContext, reason: CapabilityReason | null): CommandFailed {
  return new CommandFailed(unlistableFailure(reason), reason === null ? null : context.t(`reason.${reason}`));
}

/** Creates the failure of a key that takes no finger now, with the reason. */
function unfingered({ t }: CommandContext, reason: CapabilityReason | null): CommandFailed {
  if (reason === 'finger-blocked') return new CommandFailed({ kind: reason });
  if (reason === 'no-finger-enrolled') return new CommandFailed({ kind: 'finger-not-set-up' });
  const explanation = reason === null ? null : t(`reason.${reason}`);
  return new CommandFailed({ kind: 'not-supported', feature: 'unlock-by-finger' }, explanation);
}

/** Returns the key as the core sees it now. */
export async function presentKey(context: CommandContext, { key }: KeyCandidate): Promise<PluggedKey> {
  const core = await context.core();
  return core.keys.keys().find(({ handle }) => handle === key.handle) ?? key;
}

/** Returns the key as the core sees it now, with its name after something was stored. */
export async function refreshed(
  context: CommandContext,
  candidate: KeyCandidate,
  keyId: string,
): Promise<KeyCandidate> {
  const key = await presentKey(context, candidate);
  const { snapshot } = await openedInventory(context);
  return { ...candidate, key, inventoryId: keyId, label: snapshot.keys.find(({ id }) => id === keyId)?.label ?? null };
}
