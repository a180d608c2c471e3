import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { readVendorInfo } from '../vendor/read-vendor-info.ts';
import type { VendorInfo } from '../vendor/vendor-info.ts';
import { VendorReplyError } from '../vendor/vendor-reply-error.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/** Reads the vendor's own information; null where the key has none, or answers oddly. */
export async function readVendor({ session, record, signal }: OpenedKey): Promise<VendorInfo | null> {
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
