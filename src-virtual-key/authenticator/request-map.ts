import { readCborMap } from '../codec/cbor-reader.ts';
import { CborSyntaxError, type CborKey, type CborMap, type CborValue } from '../codec/cbor-types.ts';
import { Status, fail } from './ctap-status.ts';

/** A request's members, with the status that a wrong type (11) or a missing member (14) earns. */
export class RequestMap {
  readonly map: CborMap;
  readonly #raw: ReadonlyMap<CborKey, Uint8Array>;

  constructor(map: CborMap, raw: ReadonlyMap<CborKey, Uint8Array> = new Map()) {
    this.map = map;
    this.#raw = raw;
  }

  /** Reads a request body; an empty body is an empty map. Ends the command with 12 if it is not canonical CBOR. */
  static read(body: Uint8Array): RequestMap {
    if (body.length === 0) return new RequestMap(new Map());
    try {
      const { map, raw } = readCborMap(body);
      return new RequestMap(map, raw);
    } catch (error) {
      if (error instanceof CborSyntaxError) return fail(Status.invalidCbor);
      throw error;
    }
  }

  has(key: CborKey): boolean {
    return this.map.has(key);
  }

  /** Returns the bytes of a member exactly as they arrived: what pinUvAuthParam is computed over. */
  raw(key: CborKey): Uint8Array {
    return this.#raw.get(key) ?? fail(Status.missingParameter);
  }

  optionalUint(key: CborKey): number | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return typeof value === 'number' && value >= 0 ? value : fail(Status.cborUnexpectedType);
  }

  uint(key: CborKey): number {
    return this.optionalUint(key) ?? fail(Status.missingParameter);
  }

  optionalBytes(key: CborKey): Uint8Array | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return value instanceof Uint8Array ? value : fail(Status.cborUnexpectedType);
  }

  bytes(key: CborKey): Uint8Array {
    return this.optionalBytes(key) ?? fail(Status.missingParameter);
  }

  optionalText(key: CborKey): string | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return typeof value === 'string' ? value : fail(Status.cborUnexpectedType);
  }

  text(key: CborKey): string {
    return this.optionalText(key) ?? fail(Status.missingParameter);
  }

  optionalBoolean(key: CborKey): boolean | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return typeof value === 'boolean' ? value : fail(Status.cborUnexpectedType);
  }

  optionalMap(key: CborKey): RequestMap | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return value instanceof Map ? new RequestMap(value) : fail(Status.cborUnexpectedType);
  }

  child(key: CborKey): RequestMap {
    return this.optionalMap(key) ?? fail(Status.missingParameter);
  }

  optionalList(key: CborKey): readonly CborValue[] | null {
    const value = this.map.get(key);
    if (value === undefined) return null;
    return isList(value) ? value : fail(Status.cborUnexpectedType);
  }
}

/** Reads a PublicKeyCredentialDescriptor and returns the credential ID. */
export function readDescriptor(value: CborValue): Uint8Array {
  if (!(value instanceof Map)) return fail(Status.cborUnexpectedType);
  const descriptor = new RequestMap(value);
  const id = descriptor.bytes('id');
  descriptor.text('type');
  return id;
}

function isList(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}
