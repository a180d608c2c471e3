import { getPinRetries } from '../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { deadlines, timeouts } from './deadlines.ts';
import { KeyFailure, refusalOf, toOperationFailure } from './operation-failure.ts';
import { keyDetails } from './key-details.ts';
import { keySettings } from './key-settings.ts';
import type { KeyRecord } from './key-record.ts';
import type { OpenedKey } from './opened-key.ts';
import { type PinLockState, pinState, unlockedTries } from './pin-state.ts';
import type { FailureContext } from './status-meaning.ts';

/** Reads the tries left, unless they were read a moment ago; free of charge, and possible while blocked. */
export async function pinLock(opened: OpenedKey, info: AuthenticatorInfo): Promise<PinLockState> {
  const { record } = opened;
  // Another program may have used the key while a person typed.
  const isFresh = record.freshLock !== null && performance.now() - record.freshLock.readAt < timeouts.triesKnown;
  if (record.freshLock !== null && isFresh) return record.freshLock.lock;
  const lock = await readLock(opened, info);
  record.freshLock = { lock, readAt: performance.now() };
  return lock;
}

async function readLock({ session, record, signal }: OpenedKey, info: AuthenticatorInfo): Promise<PinLockState> {
  const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
  if (info.options.get('clientPin') !== true || protocol === null) return unlockedTries;
  const { retries, needsReplug, blocked } = record;
  try {
    const answer = await session.send(getPinRetries, { protocol: protocol.version }, { ...deadlines.quick, signal });
    const retriesLeft = retries.report(answer.retries);
    return {
      retriesLeft,
      retriesInAll: retries.inAll,
      // A lock stays until the key is unplugged or reset; some keys go on saying so until they get the right PIN.
      needsReplug: needsReplug || answer.powerCycleState === true,
      blocked: blocked || retriesLeft === 0,
    };
  } catch (error) {
    // Keys that cannot tell their tries can still be used; the number is then not known.
    if (!(error instanceof CtapError || error instanceof CtapResponseError)) throw error;
    return knownLock(record);
  }
}

/** Reads the tries left again and shows them; null where the key left or fell silent, which shows elsewhere. */
export async function showTries(opened: OpenedKey, info: AuthenticatorInfo): Promise<PinLockState | null> {
  const { record } = opened;
  record.freshLock = null;
  try {
    const lock = await pinLock(opened, info);
    showFacts(opened, info, lock, record.view.facts?.details.uvRetries ?? null);
    return lock;
  } catch {
    return null;
  }
}

/** Shows what follows from the tries left of PIN and built-in verification. */
export function showFacts(
  { record, knowledge }: OpenedKey,
  info: AuthenticatorInfo,
  lock: PinLockState,
  uvRetries: number | null,
): void {
  const { facts } = record.view;
  if (facts === null) return;
  const pin = pinState(info, lock);
  const told = { info, pin, vendor: record.vendor, uvRetries };
  const capabilities = knowledge.capabilitiesOf(told);
  const details = keyDetails(info, record.vendor, uvRetries);
  record.view = { ...record.view, facts: { ...facts, pin, capabilities, settings: keySettings(told), details } };
}

/**
 * Waits for a command that sends a PIN, and wipes that as soon as it has been answered. Throws KeyFailure: a refusal is remembered, shown,
 * and completed with the tries left.
 */
export async function withPinTry<Value>(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  context: FailureContext,
  secrets: readonly { wipe(): void }[],
  command: () => Promise<Value>,
): Promise<Value> {
  const { record } = opened;
  const wipe = (): void => {
    for (const secret of secrets) secret.wipe();
  };
  const before = await pinLock(opened, info).catch((error: unknown) => {
    wipe();
    throw error;
  });
  record.freshLock = null;
  try {
    return await command().finally(wipe);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw new KeyFailure(toOperationFailure(error, context), { cause: error });
    const isThirdMiss = refusal.status === 'PIN_AUTH_BLOCKED' && record.retries.misses === missesBeforeLock;
    if (refusal.status === 'PIN_INVALID') record.retries.missed();
    if (refusal.status === 'PIN_AUTH_BLOCKED') record.needsReplug = true;
    if (refusal.status === 'PIN_BLOCKED') record.blocked = true;
    const lock = (await showTries(opened, info)) ?? knownLock(record);
    const isTryLost = lost(before, lock) ?? (isThirdMiss && !before.needsReplug);
    const failure = toOperationFailure(refusal, { ...context, ...lock, wasCompared: isTryLost });
    throw new KeyFailure(failure, { cause: refusal });
  }
}

/** Records a right PIN: it ends whatever wrong ones brought about. */
export function notePinAccepted(record: KeyRecord): void {
  record.retries.restored();
  record.needsReplug = false;
}

/** CTAP 2.1 §6.5.5.6: the third wrong PIN in a row locks the key, and is answered as the fourth would be. */
const missesBeforeLock = 2;

/** Returns what is known of the tries without asking the key. */
export function knownLock({ retries, needsReplug, blocked }: KeyRecord): PinLockState {
  return { retriesLeft: retries.report(null), retriesInAll: retries.inAll, needsReplug, blocked };
}

/** Checks whether a try was lost; null where the key does not tell its tries. */
function lost(before: PinLockState, after: PinLockState): boolean | null {
  if (before.retriesLeft === null || after.retriesLeft === null) return null;
  return after.retriesLeft < before.retriesLeft;
}
