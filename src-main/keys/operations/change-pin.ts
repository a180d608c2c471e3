import type { Capability } from '../../../src-shared/domain/capability.ts';
import { changePin } from '../../ctap2/pin-uv-auth/set-pin.ts';
import { explainPolicy } from '../explain-policy.ts';
import { presentPinCapability } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf } from '../operation-failure.ts';
import { endReadAccess } from '../read-access/match-read-access.ts';
import { startPinExchange } from '../pin-exchange.ts';
import { notePinAccepted, pinLock, withPinTry } from '../pin-lock.ts';
import { pinWayFailure } from '../pin-way-failure.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2, requirePinWay, requireUsablePin, requireValidNewPin } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Returns whether a key has a PIN that can be changed. */
export function capability({ pin }: CapabilityFacts): Capability {
  return presentPinCapability(pin);
}

/**
 * Changes the PIN: sent once, so that a wrong present PIN costs exactly one try; both PINs are wiped when they have been sent.
 * Throws KeyFailure.
 */
export async function run(opened: OpenedKey<'look'>, { pin, newPin }: RunInput<'change-pin'>): Promise<null> {
  const { record, session, knowledge } = opened;
  const info = requireFido2(record);
  requireUsablePin(pin, info, await pinLock(opened, info));
  requireValidNewPin(newPin, info);
  // CTAP 2.1 §6.5.5.6: a forced change to the same PIN is refused by the key, after it has cost nothing but confusion.
  if (info.forcePinChange && pin.equals(newPin)) throw new KeyFailure({ kind: 'pin-same' });
  const way = { ...requirePinWay(opened, info), withPermissions: false };
  const exchange = await startPinExchange(opened, way.protocol);
  const options = writeOptions(opened);
  const context = { operation: 'change-pin', step: 'change-pin', changesKey: true } as const;
  try {
    await withPinTry(opened, info, context, [pin, newPin, exchange], () =>
      changePin(session, exchange, pin, newPin, options),
    );
  } catch (error) {
    // The PIN may have been changed: whether the read access that is kept is still good is then not known either.
    if (isInDoubt(error)) await endReadAccess(knowledge.readAccess, record);
    const refusal = refusalOf(error);
    const isWayRefused = refusal?.status === 'PIN_AUTH_INVALID';
    throw (isWayRefused ? pinWayFailure(record, info, way, refusal) : null) ?? explainPolicy(error, record.device);
  }
  // CTAP 2.1 §6.5.5.6: every token of the key has ended.
  record.dropToken();
  await endReadAccess(knowledge.readAccess, record);
  notePinAccepted(record);
  await readAfterChange(opened);
  return null;
}

function isInDoubt(error: unknown): boolean {
  return error instanceof KeyFailure && error.failure.kind === 'outcome-unknown';
}
