import { CborError, type CborErrorReason } from './cbor-error.ts';
import type { CborFinding, CborMap, CborValue, DecodedCbor } from './cbor-value.ts';
import { MAX_CBOR_BYTES, MAX_CBOR_DEPTH } from './limits.ts';

const MajorType = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;

// ignoreBOM: a stripped U+FEFF would make two different keys equal and change what a person reads.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const repairingUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads one CBOR item that fills `bytes` exactly. Byte strings are copies. Departures from CTAP2 canonical form that
 * real keys show are accepted and reported as findings. Throws CborError for everything else (CTAP 2.1 §8, RFC 8949).
 */
export function decodeCbor(bytes: Uint8Array): DecodedCbor {
  if (bytes.length > MAX_CBOR_BYTES) throw new CborError('too-large', MAX_CBOR_BYTES);
  const reader = new CborReader(bytes);
  const value = reader.readItem(0);
  if (reader.offset !== bytes.length) throw new CborError('trailing-bytes', reader.offset);
  return { value, findings: reader.findings, brokenTexts: reader.brokenTexts };
}

interface Head {
  readonly major: number;
  readonly argument: number | bigint;
  readonly offset: number;
}

class CborReader {
  readonly findings: CborFinding[] = [];
  readonly brokenTexts = new Map<number, Uint8Array>();
  offset = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readItem(depth: number): CborValue {
    const head = this.#readHead();
    switch (head.major) {
      case MajorType.unsigned:
        return head.argument;
      case MajorType.negative:
        return negative(head.argument);
      case MajorType.bytes:
        return this.#take(head).slice();
      case MajorType.text:
        return this.#readText(head);
      case MajorType.array:
        return this.#readArray(head, depth + 1);
      case MajorType.map:
        return this.#readMap(head, depth + 1);
      default:
        return this.#readSimple(head);
    }
  }

  #readHead(): Head {
    const offset = this.offset;
    const initial = this.#view.getUint8(this.#advance(1));
    const major = initial >> 5;
    const information = initial & 0x1f;
    if (major === MajorType.tag) fail('tag', offset);
    if (major === MajorType.simple) refuseUnusedSimple(information, offset);
    if (information < 24) return { major, argument: information, offset };
    if (information === 31 && major >= MajorType.bytes) fail('indefinite-length', offset);
    if (information > 27) fail('reserved', offset);
    const argument = this.#readArgument(information);
    if (argument < shortestFrom(information)) this.findings.push({ kind: 'non-shortest-integer', offset });
    return { major, argument, offset };
  }

  #readArgument(information: number): number | bigint {
    const width = 1 << (information - 24);
    const at = this.#advance(width);
    if (width === 1) return this.#view.getUint8(at);
    if (width === 2) return this.#view.getUint16(at);
    if (width === 4) return this.#view.getUint32(at);
    const large = this.#view.getBigUint64(at);
    return large <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(large) : large;
  }

  #readSimple(head: Head): CborValue {
    if (head.argument === 20) return false;
    if (head.argument === 21) return true;
    if (head.argument === 22) return null;
    this.findings.push({ kind: 'undefined-value', offset: head.offset });
    return undefined;
  }

  #readText(head: Head): string {
    const raw = this.#take(head);
    try {
      return strictUtf8.decode(raw);
    } catch {
      // Keys cut names in the middle of a character: the text is shown with U+FFFD and its bytes are kept.
      this.findings.push({ kind: 'broken-utf8', offset: head.offset });
      this.brokenTexts.set(head.offset, raw.slice());
      return repairingUtf8.decode(raw);
    }
  }

  #readArray(head: Head, depth: number): readonly CborValue[] {
    const count = this.#countOf(head, 1, depth);
    const items: CborValue[] = [];
    for (let index = 0; index < count; index++) items.push(this.readItem(depth));
    return items;
  }

  #readMap(head: Head, depth: number): CborMap {
    const count = this.#countOf(head, 2, depth);
    const map = new Map<number | bigint | string, CborValue>();
    let previous: Uint8Array | null = null;
    for (let index = 0; index < count; index++) {
      const start = this.offset;
      const key = this.#readKey();
      if (map.has(key)) fail('duplicate-key', start);
      const encodedKey = this.#bytes.subarray(start, this.offset);
      if (previous !== null && compareEncodedKeys(previous, encodedKey) > 0) {
        this.findings.push({ kind: 'key-order', offset: start });
      }
      previous = encodedKey;
      map.set(key, this.readItem(depth));
    }
    return map;
  }

  #readKey(): number | bigint | string {
    const head = this.#readHead();
    if (head.major === MajorType.unsigned) return head.argument;
    if (head.major === MajorType.negative) return negative(head.argument);
    if (head.major !== MajorType.text) fail('key-type', head.offset);
    const raw = this.#take(head);
    try {
      return strictUtf8.decode(raw);
    } catch {
      return fail('broken-utf8-key', head.offset);
    }
  }

  /** Checks a declared item count against the bytes that are left, before anything is allocated for it. */
  #countOf(head: Head, bytesPerEntry: number, depth: number): number {
    if (depth > MAX_CBOR_DEPTH) fail('too-deep', head.offset);
    const count = Number(head.argument);
    if (count * bytesPerEntry > this.#bytes.length - this.offset) fail('truncated', head.offset);
    return count;
  }

  #take(head: Head): Uint8Array {
    const length = Number(head.argument);
    if (length > this.#bytes.length - this.offset) fail('truncated', head.offset);
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  #advance(length: number): number {
    const start = this.offset;
    if (length > this.#bytes.length - start) fail('truncated', start);
    this.offset = start + length;
    return start;
  }
}

function fail(reason: CborErrorReason, offset: number): never {
  throw new CborError(reason, offset);
}

/** Accepts false, true, null and undefined (CTAP 2.1 §8: no floats, no other simple values). */
function refuseUnusedSimple(information: number, offset: number): void {
  if (information >= 20 && information <= 23) return;
  if (information >= 25 && information <= 27) fail('float', offset);
  if (information === 31) fail('indefinite-length', offset);
  fail(information >= 28 ? 'reserved' : 'simple-value', offset);
}

function negative(argument: number | bigint): number | bigint {
  if (typeof argument === 'bigint') return -1n - argument;
  const value = -1 - argument;
  return Number.isSafeInteger(value) ? value : -1n - BigInt(argument);
}

/** Returns the smallest argument that needs the width named by the additional information 24 to 27. */
function shortestFrom(information: number): number {
  if (information === 24) return 24;
  return 2 ** (8 << (information - 25));
}

/** Compares two keys of a map (CTAP 2.1 §8): lower major type first, then the shorter encoding, then bytewise. */
function compareEncodedKeys(left: Uint8Array, right: Uint8Array): number {
  const byType = ((left[0] ?? 0) >> 5) - ((right[0] ?? 0) >> 5);
  if (byType !== 0) return byType;
  if (left.length !== right.length) return left.length - right.length;
  for (const [index, byte] of left.entries()) {
    const difference = byte - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
