import type { CtapHidChannel, ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { VendorInfo } from './vendor-info.ts';
import { VendorReplyError } from './vendor-reply-error.ts';

interface TrussedProduct {
  readonly vendor: 'nitrokey' | 'solokeys';
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
}

/** Products with the Trussed admin commands. Their bootloaders have other product numbers and no FIDO. */
export const trussedProducts: readonly TrussedProduct[] = [
  { vendor: 'nitrokey', name: 'Nitrokey 3', vendorId: 0x20a0, productId: 0x42b2 },
  { vendor: 'nitrokey', name: 'Nitrokey Passkey', vendorId: 0x20a0, productId: 0x42f3 },
  { vendor: 'solokeys', name: 'Solo 2', vendorId: 0x1209, productId: 0xbeee },
];

/** The only two commands ever sent: 51 and 53 begin an update or restart the key. */
const readVersion = 0x61;
const readUuid = 0x62;

/**
 * Reads firmware version and UUID of a Trussed key: no PIN, no touch, two exchanges. Throws VendorReplyError and
 * CtapHidError ('device-error' where the version is not known).
 */
export async function readTrussedInfo(
  channel: CtapHidChannel,
  product: TrussedProduct,
  options: ExchangeOptions,
): Promise<VendorInfo> {
  const firmware = trussedVersion(await channel.exchange(readVersion, new Uint8Array(0), options));
  return {
    vendor: product.vendor,
    serial: await trussedUuid(channel, options),
    firmware,
    formFactor: product.name,
    fido2Off: null,
    fips: null,
    fipsApproved: null,
    pinComplexity: null,
    resetBlocked: null,
    partNumber: null,
    nfcRestricted: null,
    configLocked: null,
    switchedOff: null,
  };
}

/** Reads a version: 10 bits major, 16 bits minor, 6 bits patch. Throws VendorReplyError. */
export function trussedVersion(reply: Uint8Array): string {
  if (reply.length !== 4) throw new VendorReplyError(`version of ${reply.length} bytes`);
  const value = new DataView(reply.buffer, reply.byteOffset, reply.byteLength).getUint32(0);
  return `${value >>> 22}.${(value >>> 6) & 0xffff}.${value & 0x3f}`;
}

// Old firmware has no UUID and answers with an error or with nothing.
async function trussedUuid(channel: CtapHidChannel, options: ExchangeOptions): Promise<string | null> {
  try {
    const uuid = await channel.exchange(readUuid, new Uint8Array(0), options);
    return uuid.length === 16 ? toHex(uuid) : null;
  } catch (error) {
    if (error instanceof CtapHidError && error.reason === 'device-error') return null;
    throw error;
  }
}
