import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { getInfo } from '../../ctap2/commands/get-info.ts';
import { CtapError } from '../../ctap2/ctap-error.ts';
import { CtapHidError } from '../../ctaphid/ctaphid-error.ts';
import { readVendorInfo } from '../../vendor/read-vendor-info.ts';
import type { VendorInfo } from '../../vendor/vendor-info.ts';
import { VendorReplyError } from '../../vendor/vendor-reply-error.ts';
import { deadlines } from '../deadlines.ts';
import { keyFacts } from '../key-facts.ts';
import type { OpenedKey } from '../opened-key.ts';
import { pinLock } from '../pin-lock.ts';
import { unlockedTries } from '../pin-state.ts';

/** Vendor:product of U2F keys that hang on any CBOR request, as hosts have had to learn. */
const hangsOnCbor = new Set(['10c4:8acf', '20a0:4287']);

/**
 * Reads what a key says about itself without PIN and touch: getInfo, the PIN tries where a PIN is set, and the vendor's
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
  const facts = keyFacts(opened, info, lock ?? unlockedTries, vendor);
  record.info = info;
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

async function readVendor({ session, record, signal }: OpenedKey): Promise<VendorInfo | null> {
  try {
    return await readVendorInfo(session.channel, record.device, { ...deadlines.probe, signal });
  } catch (error) {
    // What a vendor adds is never worth losing the key for; only a key that left or was given up is.
    const malformed = error instanceof VendorReplyError;
    const odd = error instanceof CtapHidError && (error.reason === 'timeout' || error.reason === 'protocol');
    if (malformed || odd) return null;
    throw error;
  }
}
