import type { CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import type { AuthenticatorInfo } from '../../../src-main/ctap2/commands/authenticator-info.ts';
import { readReply } from '../../../src-main/ctap2/ctap-session.ts';
import { token2Dual2023 } from '../../vectors/get-info.ts';
import { ok } from './scripted-channel.ts';

export function read(bytes: Uint8Array): AuthenticatorInfo {
  return readReply(getInfo, ok(bytes));
}

/** Returns a vector's map with members replaced; undefined removes one. */
export function changed(
  vector: { readonly bytes: Uint8Array },
  changes: Readonly<Record<number, CborValue>>,
): Uint8Array {
  const { value } = decodeCbor(vector.bytes);
  if (!(value instanceof Map)) throw new Error('no map');
  const map = new Map<number | bigint | string, CborValue>(value);
  for (const [key, member] of Object.entries(changes)) {
    if (member === undefined) map.delete(Number(key));
    else map.set(Number(key), member);
  }
  return encodeCbor(map);
}

export function readChanged(changes: Readonly<Record<number, CborValue>>, vector = token2Dual2023): AuthenticatorInfo {
  return read(changed(vector, changes));
}

export function kinds(info: AuthenticatorInfo): readonly string[] {
  return [...new Set(info.findings.map(({ kind }) => kind))].sort();
}

export function details(info: AuthenticatorInfo): readonly string[] {
  return info.findings.map(({ kind, detail }) => `${kind}: ${detail}`);
}
