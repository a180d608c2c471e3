import { createPublicKey, type KeyObject } from 'node:crypto';
import type { CosePublicKey } from '../ctap2/cose-public-key.ts';

const curves = {
  1: { name: 'P-256', size: 32 },
  2: { name: 'P-384', size: 48 },
  3: { name: 'P-521', size: 66 },
} as const;

/** Hash of each signature algorithm that we verify, by COSE number; null: the algorithm hashes by itself (EdDSA). */
const hashes: ReadonlyMap<number, 'sha256' | 'sha384' | 'sha512' | null> = new Map([
  [-7, 'sha256'],
  [-8, null],
  [-35, 'sha384'],
  [-36, 'sha512'],
  [-257, 'sha256'],
] as const);

/** Returns the hash of a signature algorithm; undefined for a number that we do not verify. */
export function hashOfAlgorithm(algorithm: number): string | null | undefined {
  return hashes.get(algorithm);
}

/** Returns a credential's public key for Node's crypto; null where its kind is not supported or its point is not on the curve. */
export function keyObjectOf({ keyType, map }: CosePublicKey): KeyObject | null {
  try {
    return createPublicKey({
      format: 'jwk',
      key: keyType === 2 ? ecJwk(map) : keyType === 1 ? okpJwk(map) : rsaJwk(map),
    });
  } catch {
    return null;
  }
}

type Members = CosePublicKey['map'];

function ecJwk(map: Members) {
  const curve = map.get(-1);
  const { name, size } = curves[curve as keyof typeof curves];
  return { kty: 'EC', crv: name, x: base64url(map.get(-2), size), y: base64url(map.get(-3), size) };
}

function okpJwk(map: Members) {
  if (map.get(-1) !== 6) throw new RangeError('no Ed25519 key');
  return { kty: 'OKP', crv: 'Ed25519', x: base64url(map.get(-2), 32) };
}

function rsaJwk(map: Members) {
  return { kty: 'RSA', n: base64url(map.get(-1)), e: base64url(map.get(-2)) };
}

function base64url(value: unknown, size?: number): string {
  if (!(value instanceof Uint8Array) || (size !== undefined && value.length !== size))
    throw new RangeError('a member of the key is missing or has the wrong length');
  return Buffer.from(value).toString('base64url');
}
