import { createECDH, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { compareBytes, concat, fromHex } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import { sha256 } from '../seeded-random.ts';

/** COSE algorithm numbers that the virtual key signs with: ES256 and EdDSA over Ed25519. */
export type SignatureAlgorithm = -7 | -8;

/** A credential's key pair. */
export interface SigningKey {
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: CborMap;
  /** The point 04 ‖ x ‖ y (ES256) or the 32-byte public key (EdDSA). */
  readonly publicBytes: Uint8Array;
  /** Signs: DER for ES256, 64 raw bytes for EdDSA. */
  sign(message: Uint8Array): Uint8Array;
}

const p256Order = fromHex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const ed25519Pkcs8 = fromHex('302e020100300506032b657004220420');

/** Creates a P-256 scalar out of 32 seed bytes. */
export function scalarFromSeed(seed: Uint8Array): Uint8Array {
  let scalar = seed;
  while (compareBytes(scalar, p256Order) >= 0 || scalar.every((byte) => byte === 0)) scalar = sha256(scalar);
  return scalar;
}

/** Creates the key pair that belongs to 32 seed bytes. */
export function signingKeyFromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): SigningKey {
  return algorithm === -7 ? es256(scalarFromSeed(seed)) : ed25519(seed);
}

function es256(scalar: Uint8Array): SigningKey {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  const point = Uint8Array.from(ecdh.getPublicKey());
  const x = point.slice(1, 33);
  const y = point.slice(33, 65);
  let key: KeyObject | null = null;
  return {
    algorithm: -7,
    publicBytes: point,
    publicKey: new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, x],
      [-3, y],
    ]),
    sign: (message) => {
      key ??= createPrivateKey({
        format: 'jwk',
        key: { kty: 'EC', crv: 'P-256', d: base64Url(scalar), x: base64Url(x), y: base64Url(y) },
      });
      return Uint8Array.from(sign('sha256', message, key));
    },
  };
}

function ed25519(seed: Uint8Array): SigningKey {
  const key = createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.from(concat(ed25519Pkcs8, seed)) });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const x = Uint8Array.from(der.subarray(der.length - 32));
  return {
    algorithm: -8,
    publicBytes: x,
    publicKey: new Map<number, CborValue>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, x],
    ]),
    sign: (message) => Uint8Array.from(sign(null, message, key)),
  };
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
