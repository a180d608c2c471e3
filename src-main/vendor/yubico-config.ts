import { concatBytes } from '../../src-shared/lib/bytes.ts';
import { VendorReplyError } from './vendor-reply-error.ts';

/** Bits of the capability fields (tags 01, 03, 0D, 0E, 18). */
export const YubicoCapability = {
  otp: 0x001,
  u2f: 0x002,
  openPgp: 0x008,
  piv: 0x010,
  oath: 0x020,
  yubiHsmAuth: 0x100,
  fido2: 0x200,
} as const;

/** A YubiKey's device configuration, pages merged. Null where a tag is absent. */
export interface YubicoConfig {
  readonly usbSupported: number | null;
  readonly usbEnabled: number | null;
  readonly nfcSupported: number | null;
  readonly nfcEnabled: number | null;
  readonly serial: number | null;
  /** Low four bits name the shape. */
  readonly formFactor: number | null;
  readonly fipsSeries: boolean;
  readonly securityKeySeries: boolean;
  readonly firmware: readonly [number, number, number] | null;
  readonly versionQualifier: {
    readonly version: readonly [number, number, number];
    readonly type: number;
    readonly iteration: number;
  } | null;
  readonly configLocked: boolean | null;
  readonly fipsCapable: number | null;
  readonly fipsApproved: number | null;
  readonly pinComplexity: boolean | null;
  readonly nfcRestricted: boolean | null;
  readonly resetBlocked: number | null;
  readonly partNumber: string | null;
}

/** One page of tag → value. */
export type YubicoTags = ReadonlyMap<number, Uint8Array>;

const moreDataTag = 0x10;

/** Reads one reply: length byte, then TLVs with one-byte tags and lengths. Throws VendorReplyError. */
export function readYubicoPage(reply: Uint8Array): YubicoTags {
  const [length, ...rest] = reply;
  if (length === undefined || length !== rest.length) throw new VendorReplyError('configuration of another length');
  return readTags(reply.subarray(1));
}

/** Checks whether another page follows. */
export function announcesMore(tags: YubicoTags): boolean {
  return (number(tags.get(moreDataTag)) ?? 0) > 0;
}

/** Reads merged pages into a configuration. Numbers are big endian, of whatever length arrives. Unknown tags are skipped. */
export function readYubicoConfig(tags: YubicoTags): YubicoConfig {
  const form = number(tags.get(0x04));
  return {
    usbSupported: number(tags.get(0x01)),
    usbEnabled: number(tags.get(0x03)),
    nfcSupported: number(tags.get(0x0d)),
    nfcEnabled: number(tags.get(0x0e)),
    serial: number(tags.get(0x02)),
    formFactor: form === null ? null : form & 0x0f,
    fipsSeries: ((form ?? 0) & 0x80) !== 0,
    securityKeySeries: ((form ?? 0) & 0x40) !== 0,
    firmware: version(tags.get(0x05)),
    versionQualifier: readVersionQualifier(tags.get(0x19)),
    configLocked: flag(tags.get(0x0a)),
    fipsCapable: number(tags.get(0x14)),
    fipsApproved: number(tags.get(0x15)),
    pinComplexity: flag(tags.get(0x16)),
    nfcRestricted: flag(tags.get(0x17)),
    resetBlocked: number(tags.get(0x18)),
    partNumber: readPartNumber(tags.get(0x13)),
  };
}

function readTags(bytes: Uint8Array): YubicoTags {
  const tags = new Map<number, Uint8Array>();
  let offset = 0;
  while (offset < bytes.length) {
    const [tag, length] = bytes.subarray(offset);
    const end = offset + 2 + (length ?? 0);
    if (tag === undefined || length === undefined || end > bytes.length) throw new VendorReplyError('cut-off tag');
    tags.set(tag, concatBytes(bytes.subarray(offset + 2, end)));
    offset = end;
  }
  return tags;
}

function number(bytes: Uint8Array | undefined): number | null {
  // Beyond six bytes a number would lose digits; no field is that long.
  if (bytes === undefined || bytes.length === 0 || bytes.length > 6) return null;
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function flag(bytes: Uint8Array | undefined): boolean | null {
  const value = number(bytes);
  return value === null ? null : value === 1;
}

function version(bytes: Uint8Array | undefined): readonly [number, number, number] | null {
  const [major, minor, patch] = bytes ?? [];
  if (bytes?.length !== 3 || major === undefined || minor === undefined || patch === undefined) return null;
  return [major, minor, patch];
}

function readVersionQualifier(bytes: Uint8Array | undefined): YubicoConfig['versionQualifier'] {
  if (bytes === undefined) return null;
  const tags = readTags(bytes);
  const qualified = version(tags.get(0x01));
  const type = number(tags.get(0x02));
  const iteration = number(tags.get(0x03));
  return qualified === null || type === null || iteration === null ? null : { version: qualified, type, iteration };
}

function readPartNumber(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length === 0) return null;
  const text = new TextDecoder().decode(bytes);
  return /^[\x20-\x7e]+$/.test(text) ? text : null;
}
