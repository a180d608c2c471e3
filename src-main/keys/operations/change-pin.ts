import type { Capability } from '../../../src-shared/domain/capability.ts';
import { changePin } from '../../ctap2/pin-uv-auth/set-pin.ts';
import { deadlines } from '../deadlines.ts';
import { presentPinCapability } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure } from '../operation-failure.ts';
import { requireProtocol, startPinExchange } from '../pin-exchange.ts';
import { pinLock, withPinTry } from '../pin-lock.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2, requireUsablePin, requireValidNewPin } from '../requirements.ts';

/** Returns whether a key has a PIN that can be changed. */
export function capability({ pin }: CapabilityFacts): Capability {
  return presentPinCapability(pin);
}

/** Changes the PIN: sent once, so that a wrong present PIN costs exactly one try. Throws KeyFailure. */
export async function run(opened: OpenedKey, { pin, newPin }: RunInput<'change-pin'>): Promise<null> {
  const { record, session } = opened;
  const info = requireFido2(record);
  requireUsablePin(pin, info, await pinLock(opened, info));
  requireValidNewPin(newPin, info);
  // CTAP 2.1 §6.5.5.6: a forced change to the same PIN is refused by the key, after it has cost nothing but confusion.
  if (info.forcePinChange && pin.equals(newPin)) throw new KeyFailure({ kind: 'pin-same' });
  const exchange = await startPinExchange(opened, requireProtocol(info.pinUvAuthProtocols));
  const sending = changePin(session, exchange, pin, newPin, deadlines.write);
  await withPinTry(opened, info, { operation: 'change-pin', step: 'change-pin', changesKey: true }, sending);
  // CTAP 2.1 §6.5.5.6: every token of the key has ended.
  record.dropToken();
  record.retries.restored();
  await readAfterChange(opened);
  return null;
}
