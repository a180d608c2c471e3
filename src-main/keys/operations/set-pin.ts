import type { Capability } from '../../../src-shared/domain/capability.ts';
import { setPin } from '../../ctap2/pin-uv-auth/set-pin.ts';
import { deadlines } from '../deadlines.ts';
import { no, yes } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { requireProtocol, startPinExchange } from '../pin-exchange.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2, requireValidNewPin } from '../requirements.ts';

/** Returns whether a key can get a first PIN. */
export function capability({ pin }: CapabilityFacts): Capability {
  if (!pin.supported) return no('no-pin-support');
  return pin.set === true ? no('pin-already-set') : yes;
}

/** Sets the first PIN. Throws KeyFailure, before anything is sent where the key's own rules already say no. */
export async function run(opened: OpenedKey, { newPin }: RunInput<'set-pin'>): Promise<null> {
  const info = requireFido2(opened.record);
  const clientPin = info.options.get('clientPin');
  if (clientPin === undefined) throw new KeyFailure({ kind: 'not-supported', feature: 'pin' });
  if (clientPin) throw new KeyFailure({ kind: 'pin-already-set' });
  requireValidNewPin(newPin, info);
  const exchange = await startPinExchange(opened, requireProtocol(info.pinUvAuthProtocols));
  const sending = setPin(opened.session, exchange, newPin, deadlines.write);
  await withFailureContext({ operation: 'set-pin', step: 'set-pin', changesKey: true }, sending);
  opened.record.retries.restored();
  await readAfterChange(opened);
  return null;
}
