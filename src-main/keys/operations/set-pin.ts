import type { Capability } from '../../../src-shared/domain/capability.ts';
import { setPin } from '../../ctap2/pin-uv-auth/set-pin.ts';
import { explainPolicy } from '../explain-policy.ts';
import { no, yes } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf, withFailureContext } from '../operation-failure.ts';
import { startPinExchange } from '../pin-exchange.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2, requirePinWay, requireValidNewPin } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Returns whether a key can get a first PIN. */
export function capability({ pin }: CapabilityFacts): Capability {
  if (!pin.supported) return no('no-pin-support');
  return pin.set === true ? no('pin-already-set') : yes;
}

/**
 * Sets the first PIN, sent once and wiped when it has been. Throws KeyFailure, before anything is sent where the key's own rules
 * already say no, and `pin-already-set` where a key that refused says that it has one now.
 */
export async function run(opened: OpenedKey<'look'>, { newPin }: RunInput<'set-pin'>): Promise<null> {
  const { record, session } = opened;
  const info = requireFido2(record);
  const clientPin = info.options.get('clientPin');
  if (clientPin === undefined) throw new KeyFailure({ kind: 'not-supported', feature: 'pin' });
  if (clientPin) throw new KeyFailure({ kind: 'pin-already-set' });
  requireValidNewPin(newPin, info);
  const exchange = await startPinExchange(opened, requirePinWay(opened, info).protocol);
  try {
    const sending = setPin(session, exchange, newPin, writeOptions(opened));
    await withFailureContext({ operation: 'set-pin', step: 'set-pin', changesKey: true }, sending);
  } catch (error) {
    if (isRefused(error) && (await hasPinNow(opened))) throw new KeyFailure({ kind: 'pin-already-set' });
    throw explainPolicy(error, record.device);
  } finally {
    newPin.wipe();
    exchange.wipe();
  }
  record.retries.restored();
  await readAfterChange(opened);
  return null;
}

/** Checks whether the key said that it did not set the PIN, and not that it may have. */
function isRefused(error: unknown): boolean {
  return refusalOf(error) !== null && error instanceof KeyFailure && error.failure.kind !== 'outcome-unknown';
}

/** Reads the key again: keys say in several ways that they have a PIN (33 as specified, 31, 36). */
async function hasPinNow(opened: OpenedKey<'look'>): Promise<boolean> {
  await readAfterChange(opened);
  return opened.record.info?.options.get('clientPin') === true;
}
