import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { CtapHidCommand, type CtapHidChannel, type ExchangeOptions } from '../../ctaphid/ctaphid-channel.ts';
import { CtapResponseError } from '../ctap-error.ts';

/** Status words of U2F (FIDO U2F raw message formats §3.3). */
export const U2fStatus = {
  ok: 0x9000,
  /** Touch needed; for a check of a key handle: it is known. */
  conditionsNotSatisfied: 0x6985,
  /** Unknown key handle, or of another application. */
  wrongData: 0x6a80,
  wrongLength: 0x6700,
  classNotSupported: 0x6e00,
  instructionNotSupported: 0x6d00,
  /** E.g. while alwaysUv is on. */
  commandNotAllowed: 0x6986,
} as const;

export interface U2fReply {
  readonly status: number;
  readonly data: Uint8Array;
}

export interface U2fRegistration {
  /** Uncompressed P-256 point, 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly keyHandle: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER ECDSA signature. */
  readonly signature: Uint8Array;
}

export interface U2fSignature {
  readonly userPresent: boolean;
  readonly counter: number;
  readonly signature: Uint8Array;
}

/** The control byte for a key handle: sign after a touch, only tell whether it is known, or sign without a touch. */
export const U2fControl = { sign: 0x03, checkOnly: 0x07, signWithoutTouch: 0x08 } as const;

/** Writes the VERSION request (U2F raw messages §6). */
export function u2fVersionApdu(): Uint8Array {
  return apdu(0x03, 0x00, new Uint8Array(0));
}

/** Writes a REGISTER request; challenge and application have 32 bytes each. */
export function u2fRegisterApdu(challenge: Uint8Array, application: Uint8Array): Uint8Array {
  return apdu(0x01, 0x03, concatBytes(challenge, application));
}

/** Writes an AUTHENTICATE request; the key handle has at most 255 bytes. Throws RangeError. */
export function u2fAuthenticateApdu(
  control: (typeof U2fControl)[keyof typeof U2fControl],
  challenge: Uint8Array,
  application: Uint8Array,
  keyHandle: Uint8Array,
): Uint8Array {
  if (keyHandle.length > 255) throw new RangeError('a U2F key handle has at most 255 bytes');
  return apdu(0x02, control, concatBytes(challenge, application, Uint8Array.of(keyHandle.length), keyHandle));
}

// Extended length always; without data there is no Lc, only Le (which keys expect in this form).
function apdu(instruction: number, parameter1: number, data: Uint8Array): Uint8Array {
  const head = Uint8Array.of(0x00, instruction, parameter1, 0x00, 0x00);
  if (data.length === 0) return concatBytes(head, Uint8Array.of(0x00, 0x00));
  return concatBytes(head, Uint8Array.of(data.length >> 8, data.length & 0xff), data, Uint8Array.of(0x00, 0x00));
}

/** Splits a reply into data and status word. Throws CtapResponseError where it is shorter than a status word. */
export function readU2fReply(reply: Uint8Array): U2fReply {
  if (reply.length < 2) throw new CtapResponseError('u2f', `reply of ${reply.length} bytes`);
  const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength);
  return { status: view.getUint16(reply.length - 2), data: reply.slice(0, -2) };
}

/** Reads the data of a REGISTER reply. Throws CtapResponseError. */
export function readU2fRegistration(data: Uint8Array): U2fRegistration {
  const command = 'u2f.register';
  const handleEnd = 67 + (data[66] ?? 0);
  if (data[0] !== 0x05 || data.length < handleEnd + 4) throw new CtapResponseError(command, 'malformed reply');
  const certificateEnd = handleEnd + derLength(command, data.subarray(handleEnd));
  if (certificateEnd >= data.length) throw new CtapResponseError(command, 'no signature');
  return {
    publicKey: data.slice(1, 66),
    keyHandle: data.slice(67, handleEnd),
    certificate: data.slice(handleEnd, certificateEnd),
    signature: data.slice(certificateEnd),
  };
}

/** Reads the data of an AUTHENTICATE reply. Throws CtapResponseError. */
export function readU2fSignature(data: Uint8Array): U2fSignature {
  const presence = data[0];
  if (presence === undefined || data.length < 6) throw new CtapResponseError('u2f.authenticate', 'malformed reply');
  const counter = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(1);
  return { userPresent: (presence & 0x01) !== 0, counter, signature: data.slice(5) };
}

/** Returns the length in bytes of the DER SEQUENCE that the bytes begin with, head included. */
function derLength(command: string, bytes: Uint8Array): number {
  const [tag, first = 0, high = 0, low = 0] = bytes;
  if (tag !== 0x30) throw new CtapResponseError(command, 'no certificate');
  if (first < 0x80) return 2 + first;
  if (first === 0x81) return 3 + high;
  if (first === 0x82) return 4 + high * 256 + low;
  throw new CtapResponseError(command, 'certificate too long');
}

/** Asks a key for its U2F version; null where it does not take the question. Throws CtapHidError, CtapResponseError. */
export async function readU2fVersion(channel: CtapHidChannel, options: ExchangeOptions): Promise<string | null> {
  const { status, data } = readU2fReply(await channel.exchange(CtapHidCommand.msg, u2fVersionApdu(), options));
  return status === U2fStatus.ok ? new TextDecoder().decode(data) : null;
}
