import type { CborMap, CborValue } from '../cbor/cbor-value.ts';
import { CtapResponseError } from './ctap-error.ts';

/** Checks whether a value is a map; CborValue has no other Map. */
export function isCborMap(value: CborValue): value is CborMap {
  return value instanceof Map;
}

/** Checks whether a value is an array of CBOR values. */
export function isCborArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}

/** Checks whether a value is an unsigned integer that a number holds exactly. */
export function isUint(value: CborValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Reads a member that must be there as bytes. Throws CtapResponseError. */
export function requireBytes(command: string, map: CborMap, key: number, member: string): Uint8Array {
  const value = map.get(key);
  if (value instanceof Uint8Array) return value;
  throw wrongMember(command, value, member, 'bytes');
}

/** Reads a member that must be there as an unsigned integer. Throws CtapResponseError. */
export function requireUint(command: string, map: CborMap, key: number, member: string): number {
  const value = map.get(key);
  if (isUint(value)) return value;
  throw wrongMember(command, value, member, 'an unsigned integer');
}

/** Reads a member that must be there as text. Throws CtapResponseError. */
export function requireText(command: string, map: CborMap, key: number, member: string): string {
  const value = map.get(key);
  if (typeof value === 'string') return value;
  throw wrongMember(command, value, member, 'text');
}

/** Reads a member that must be there as a map. Throws CtapResponseError. */
export function requireMap(command: string, map: CborMap, key: number, member: string): CborMap {
  const value = map.get(key);
  if (isCborMap(value)) return value;
  throw wrongMember(command, value, member, 'a map');
}

function wrongMember(command: string, value: CborValue, member: string, wanted: string): CtapResponseError {
  return new CtapResponseError(command, value === undefined ? `${member} is missing` : `${member} is not ${wanted}`);
}
