import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';

/** COSE_Key numbers (RFC 9053 §7.1): EC2 on P-256, ECDH-ES + HKDF-256. */
const keyTypeEc2 = 2;
const curveP256 = 1;
/** Some firmwares leave the curve out of a key whose point is on P-256. */
const curveUnnamed = 0;
const algorithmEcdhEsHkdf256 = -25;

/**
 * Imports the key's agreement key; null where it is no point of P-256, told by trying to import it. An algorithm number
 * is not asked for: keys send −25, −7 or none. Nor is the curve where its number is 0, which stands for none.
 */
export function importKeyAgreement(cose: CborMap): KeyObject | null {
  const x = cose.get(-2);
  const y = cose.get(-3);
  const curve = cose.get(-1);
  if (cose.get(1) !== keyTypeEc2 || (curve !== curveP256 && curve !== curveUnnamed)) return null;
  if (!(x instanceof Uint8Array) || x.length !== 32 || !(y instanceof Uint8Array) || y.length !== 32) return null;
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: base64Url(x), y: base64Url(y) }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** Checks whether a key agreement key says which curve its point is on. */
export function namesCurve(cose: CborMap): boolean {
  return cose.get(-1) === curveP256;
}

/** Writes our public key in the form that every key takes: exactly these five members, alg −25. */
export function exportKeyAgreement(publicKey: KeyObject): CborMap {
  const { x, y } = coordinates(publicKey);
  return new Map<number, CborValue>([
    [1, keyTypeEc2],
    [3, algorithmEcdhEsHkdf256],
    [-1, curveP256],
    [-2, x],
    [-3, y],
  ]);
}

/** Returns the coordinates of a P-256 public key, 32 bytes each. */
export function coordinates(publicKey: KeyObject): { readonly x: Uint8Array; readonly y: Uint8Array } {
  const jwk: JsonWebKey = publicKey.export({ format: 'jwk' });
  return { x: fromBase64Url(jwk.x), y: fromBase64Url(jwk.y) };
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function fromBase64Url(text: string | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(text ?? '', 'base64url'));
}
