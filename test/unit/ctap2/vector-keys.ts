import { createPrivateKey, createPublicKey, type KeyPairKeyObjectResult } from 'node:crypto';
import type { CborMap, CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { type KeyExchange, encapsulate } from '../../../src-main/ctap2/pin-uv-auth/key-exchange.ts';
import { protocolOne } from '../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { protocolTwo } from '../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { Pin } from '../../../src-main/ctap2/pin-uv-auth/pin.ts';
import { keyAgreementVector as vector } from '../../vectors/pin-uv-auth.ts';
import { counting } from './scripted-channel.ts';

const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Returns the key pair that the request vectors were made with. */
export function vectorKeyPair(): KeyPairKeyObjectResult {
  const { platformX: x, platformY: y, platformScalar: d } = vector;
  const jwk = { kty: 'EC', crv: 'P-256', x: base64Url(x), y: base64Url(y), d: base64Url(d) };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** Returns the device's agreement key, with changes. */
export function deviceKey(changes: Readonly<Record<number, CborValue>> = {}): CborMap {
  const members: [number, CborValue][] = [
    [1, 2],
    [3, -25],
    [-1, 1],
    [-2, vector.deviceX],
    [-3, vector.deviceY],
  ];
  const map = new Map<number, CborValue>(members);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) map.delete(Number(key));
    else map.set(Number(key), value);
  }
  return map;
}

export function vectorExchange(version: 1 | 2): KeyExchange {
  return encapsulate(version === 1 ? protocolOne : protocolTwo, deviceKey(), vectorKeyPair());
}

export function vectorSecret(version: 1 | 2): Promise<Uint8Array> {
  return vectorExchange(version).useOnce(async (secret) => Uint8Array.from(secret));
}

/** Returns the token 00 to 1f of the request vectors. */
export function vectorToken(version: 1 | 2): PinUvAuthToken {
  return new PinUvAuthToken(version === 1 ? protocolOne : protocolTwo, counting(0, 32), 0x04);
}

export function pinOf(text: string): Pin {
  const pin = Pin.fromUtf8(new TextEncoder().encode(text));
  if (pin === null) throw new Error('no lawful PIN');
  return pin;
}
