import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { KeyProof } from '../../../src-shared/domain/key-proof.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';
import { reset } from '../../ctap2/commands/reset.ts';
import { readVendorInfo } from '../../vendor/read-vendor-info.ts';
import { deadlines } from '../deadlines.ts';
import { no, yes } from '../key-capabilities.ts';
import { mayBeSameKey } from '../key-proof.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2 } from '../requirements.ts';
import { isErased } from '../reset-evidence.ts';

/** Returns whether a key can be reset over USB: no PIN is needed for it, and none keeps from it. */
export function capability({ info, vendor }: CapabilityFacts): Capability {
  if (vendor?.resetBlocked === true) return no('reset-by-maker');
  return info.transportsForReset?.includes('usb') === false ? no('reset-not-over-usb') : yes;
}

/**
 * Resets the key, once it has proved to be the one that is meant, with nothing sent in between: sent once, waiting for the touch. Given up
 * while it waits, the key is asked to stop, and what it answers counts. Throws KeyFailure: `reset-stopped` (too-late) where it was plugged in
 * too long ago, and (other-key) for a key that does not prove it.
 */
export async function run(
  opened: OpenedKey<'working' | 'touch' | 'hold'>,
  { expected }: RunInput<'reset'>,
): Promise<OutputOf<'reset'>> {
  const { session, record, report, signal } = opened;
  const { longTouchForReset } = requireFido2(record);
  const before = record.view.facts;
  await requireSameKey(opened, expected);
  signal.throwIfAborted();
  const touch = longTouchForReset === true ? 'hold' : 'touch';
  const options = {
    ...deadlines.touch,
    signal,
    onKeepalive: (step: 'working' | 'touch') => report(step === 'touch' ? touch : step),
  };
  const sending = session.send(reset, null, options);
  await withFailureContext({ operation: 'reset', step: 'reset', changesKey: true }, sending);
  record.dropToken();
  record.listing = null;
  record.retries.restored();
  record.needsReplug = false;
  record.blocked = false;
  const after = (await readAfterChange(opened)) ? record.view.facts : null;
  return { confirmed: before === null || after === null ? null : isErased(before, after) };
}

/** Throws KeyFailure for any other key. A serial number is asked for only where the key has proved to be the one by it. */
async function requireSameKey({ session: { channel }, record, signal }: OpenedKey, expected: KeyProof): Promise<void> {
  if (!mayBeSameKey(expected, record.view)) throw otherKey();
  if (expected.vendorSerial === null) return;
  const vendor = await readVendorInfo(channel, record.device, { ...deadlines.probe, signal });
  if (tellingSerial(vendor?.serial ?? null) !== expected.vendorSerial) throw otherKey();
}

function otherKey(): KeyFailure {
  return new KeyFailure({ kind: 'reset-stopped', why: 'other-key' });
}
