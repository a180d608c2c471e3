import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';
import type { KeyFinding } from '../../../src-shared/domain/plugged-key.ts';
import type { CtapResponse } from '../ctap-command.ts';
import { isCborArray, isCborMap, isUint } from '../read-members.ts';
import type { PublicKeyAlgorithm } from './authenticator-info.ts';

/** Far above any real list; a key may fill its whole answer with one-letter versions. */
const maxListLength = 128;
/** A key chooses how many findings there are and what some of them quote. */
const maxFindings = 48;
const maxDetail = 160;

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly absent: number;
}

/**
 * Reads the members of a getInfo answer one by one. A member of the wrong type or with an absurd value becomes a finding
 * and counts as absent; it never costs the rest of the answer.
 */
export class InfoMembers {
  readonly findings: KeyFinding[] = [];
  readonly #map: CborMap;
  readonly #read = new Set<CborValue>();

  constructor(response: CtapResponse) {
    this.#map = response.map;
    for (const finding of response.findings) this.#find('non-canonical', `${finding.kind} at byte ${finding.offset}`);
  }

  /** Records that a member has been used, so that it is not listed as unread. */
  markRead(key: number): void {
    this.#read.add(key);
  }

  /** Returns the numbers of the members that were read. */
  told(): ReadonlySet<number> {
    return new Set([...this.#read].filter((key) => typeof key === 'number' && this.#map.has(key)) as number[]);
  }

  /** Returns the members nobody asked for or that could not be read, as received. */
  unread(): CborMap {
    return new Map([...this.#map].filter(([key]) => !this.#read.has(key)));
  }

  bool(key: number, member: string): boolean | null {
    return this.#member(key, member, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  uint(key: number, member: string): number | null {
    return this.#member(key, member, (value) => (isUint(value) ? value : undefined));
  }

  /** Reads a number into bounds; outside them the nearest bound counts, and a finding says what the key said. */
  clamped(key: number, member: string, bounds: Bounds): number {
    // A 64-bit value is out of bounds as well, not of the wrong type.
    const value = this.#member(key, member, (raw) =>
      isUint(raw) || (typeof raw === 'bigint' && raw > 0n) ? raw : undefined,
    );
    if (value === null) return bounds.absent;
    if (value >= bounds.low && value <= bounds.high) return Number(value);
    this.#find('member-out-of-range', `${member} is ${value}`);
    return value < bounds.low ? bounds.low : bounds.high;
  }

  texts(key: number, member: string): readonly string[] | null {
    return this.#list(key, member, (value) => (typeof value === 'string' ? value : undefined));
  }

  uints(key: number, member: string): readonly number[] | null {
    return this.#list(key, member, (value) => (isUint(value) ? value : undefined));
  }

  // pico-fido lists 64-bit command numbers, which broke another decoder.
  uint64s(key: number, member: string): readonly (number | bigint)[] | null {
    return this.#list(key, member, (value) =>
      isUint(value) || (typeof value === 'bigint' && value >= 0n) ? value : undefined,
    );
  }

  algorithms(key: number): readonly PublicKeyAlgorithm[] {
    const readOne = (value: CborValue): PublicKeyAlgorithm | undefined => {
      if (!isCborMap(value)) return undefined;
      const alg = value.get('alg');
      const type = value.get('type');
      return typeof alg === 'number' && typeof type === 'string' ? { alg, type } : undefined;
    };
    return this.#list(key, 'algorithms', readOne) ?? [];
  }

  certifications(key: number): ReadonlyMap<string, number> {
    const map = this.#member(key, 'certifications', (value) => (isCborMap(value) ? value : undefined));
    const certifications = new Map<string, number>();
    for (const [name, level] of map ?? []) {
      if (typeof name === 'string' && isUint(level)) certifications.set(name, level);
      else this.#find('member-type', `certifications: ${String(name)}`);
    }
    return certifications;
  }

  // CTAP 2.0 drafts knew options that are numbers (`defaultCredProtect`): kept aside, the rest stays usable.
  options(key: number): { options: ReadonlyMap<string, boolean>; unread: CborMap } {
    const map = this.#member(key, 'options', (value) => (isCborMap(value) ? value : undefined));
    const options = new Map<string, boolean>();
    const unread = new Map<number | bigint | string, CborValue>();
    for (const [name, value] of map ?? []) {
      if (typeof name === 'string' && typeof value === 'boolean') {
        options.set(name, value);
      } else {
        unread.set(name, value);
        this.#find('option-not-boolean', String(name));
      }
    }
    return { options, unread };
  }

  // CTAP 2.2 members 19 and 1E: 16-byte IV, one block. Empty before a first token was issued (pico-fido).
  ivAndBlock(key: number, member: string): Uint8Array | null {
    const bytes = this.#member(key, member, (value) => (value instanceof Uint8Array ? value : undefined));
    if (bytes === null || bytes.length === 0) return null;
    if (bytes.length === 32) return bytes;
    this.#find('member-length', `${member} has ${bytes.length} bytes`);
    return null;
  }

  // Member 1C is a byte string in the specification and text on some keys.
  textOrUtf8(key: number, member: string): string | null {
    return this.#member(key, member, (value) => {
      if (typeof value === 'string') return value;
      return value instanceof Uint8Array ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(value) : undefined;
    });
  }

  #list<Item extends string | number | bigint | object>(
    key: number,
    member: string,
    readOne: (value: CborValue) => Item | undefined,
  ): readonly Item[] | null {
    const list = this.#member(key, member, (value) => (isCborArray(value) ? value : undefined));
    if (list === null) return null;
    const items: Item[] = [];
    for (const value of list.slice(0, maxListLength)) {
      const item = readOne(value);
      if (item === undefined) this.#find('member-type', `${member}: an entry has the wrong type`);
      else if (typeof item !== 'object' && items.includes(item)) this.#find('repeated-entry', member);
      else items.push(item);
    }
    if (list.length > maxListLength) this.#find('list-too-long', `${member} has ${list.length} entries`);
    // CTAP 2.1 §6.4: lists are left out rather than empty; only 15 may be empty.
    if (list.length === 0 && key !== 0x15) this.#find('empty-list', member);
    return items;
  }

  #member<Value>(key: number, member: string, accept: (value: CborValue) => Value | undefined): Value | null {
    const value = this.#map.get(key);
    if (value === undefined) {
      // `undefined` sent as a value counts as absent; the CBOR reader has reported it.
      this.#read.add(key);
      return null;
    }
    const accepted = accept(value);
    if (accepted === undefined) {
      this.#find('member-type', `${member} (0x${key.toString(16).padStart(2, '0')})`);
      return null;
    }
    this.#read.add(key);
    return accepted;
  }

  #find(kind: string, detail: string): void {
    if (this.findings.length === maxFindings) return;
    this.findings.push({ kind, detail: detail.length > maxDetail ? `${detail.slice(0, maxDetail)}…` : detail });
  }
}
