import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { getInfo } from '../../ctap2/commands/get-info.ts';
import { CtapError } from '../../ctap2/ctap-error.ts';
import { deadlines } from '../deadlines.ts';
import { keyFacts } from '../key-facts.ts';
import type { OpenedKey } from '../opened-key.ts';
import { pinLock } from '../pin-lock.ts';
import { unlockedTries } from '../pin-state.ts';
import { readUvRetries } from '../read-uv-retries.ts';
import { readVendor } from '../read-vendor.ts';

/** Vendor:product of U2F keys that hang on any CBOR request, as hosts have had to learn. */
const hangsOnCbor = new Set(['10c4:8acf', '20a0:4287']);

/**
 * Reads what a key says about itself without PIN and touch: getInfo, the PIN tries where a PIN is set, the tries of built-in verification where that is set up, and the vendor's
 * own information where the vendor is known; of a key that is spared for a reset getInfo only. A key that does not know getInfo is a U2F key; one that says it speaks CBOR and
 * does not answer is not: nothing is known of it. Throws CtapHidError for a key that is gone, busy or silent, CtapError for one
 * that refuses getInfo, CtapResponseError for a malformed getInfo.
 */
export async function run(opened: OpenedKey): Promise<null> {
  const { record } = opened;
  const info = speaksCbor(opened) ? await readInfo(opened) : null;
  record.freshLock = null;
  const { isSpared } = record;
  const lock = info === null || isSpared ? null : await pinLock(opened, info);
  const vendor = isSpared ? null : await readVendor(opened);
  const uvRetries = info === null || isSpared ? null : await readUvRetries(opened, info);
  const facts = keyFacts(opened, info, lock ?? unlockedTries, vendor, uvRetries);
  record.info = info;
  record.vendor = vendor;
  record.view = { ...record.view, state: info === null ? 'u2f-only' : 'ready', problem: null, facts };
  return null;
}

function speaksCbor({ session: { channel }, record: { device } }: OpenedKey): boolean {
  const id = [device.vendorId, device.productId].map((part) => part.toString(16).padStart(4, '0')).join(':');
  return channel.info.capabilities.cbor && !hangsOnCbor.has(id);
}

async function readInfo({ session, signal }: OpenedKey): Promise<AuthenticatorInfo | null> {
  try {
    const info = await session.send(getInfo, null, { ...deadlines.quick, signal });
    session.limitMessagesTo(info.maxMsgSize);
    return info.versions.every((version) => version === 'U2F_V2') ? null : info;
  } catch (error) {
    // Flags lie: keys of the 4.4.5 class claim CBOR and do not know getInfo.
    const isUnknown = error instanceof CtapError && error.status === 'INVALID_COMMAND';
    if (isUnknown && session.channel.info.capabilities.msg) return null;
    throw error;
  }
}
