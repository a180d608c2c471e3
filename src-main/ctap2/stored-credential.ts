import type { CborMap, CborValue } from '../cbor/cbor-value.ts';
import type { CredentialNote } from '../../src-shared/domain/credential.ts';
import { equalBytes } from '../../src-shared/lib/bytes.ts';
import { brokenTextBytes } from './broken-text.ts';
import { type CosePublicKey, readCosePublicKey } from './cose-public-key.ts';
import type { CtapResponse } from './ctap-command.ts';
import { sha256 } from './digest.ts';
import { isCborMap } from './read-members.ts';
import { looksShortened } from './rp-id.ts';

/** A service of which the key holds passkeys, as the key gave it. Texts are untrusted and uncapped. */
export interface StoredRp {
  /** 32 bytes: the identity, and what credentials are asked for by. Null where unusable: show it, never query it. */
  readonly rpIdHash: Uint8Array | null;
  /** The name the key keeps, maybe shortened (rp-id.ts). */
  readonly rpId: string | null;
  /** The same as bytes, which differ from the text's UTF-8 form where the key cut a character. */
  readonly rpIdBytes: Uint8Array | null;
  readonly rpName: string | null;
  readonly notes: readonly CredentialNote[];
  /** The fault of the entry, in English for the listing's problems; empty for a sound one. */
  readonly problems: readonly string[];
  /** Members that were malformed or have no name here, as received. */
  readonly unread: CborMap;
}

/** A passkey as the key gave it. Texts are untrusted and uncapped. */
export interface StoredCredential {
  /** Null where unusable: it can be shown, not deleted. */
  readonly credentialId: Uint8Array | null;
  /** 1 to 64 bytes, else null. */
  readonly userId: Uint8Array | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly publicKey: CosePublicKey | null;
  /** 1 to 3, else null. */
  readonly credProtect: number | null;
  /** The key's large blob key itself is a secret and is not kept. */
  readonly hasLargeBlobKey: boolean;
  readonly thirdPartyPayment: boolean | null;
  readonly notes: readonly CredentialNote[];
  readonly problems: readonly string[];
  /** Members that were malformed or have no name here, as received; never the large blob key. */
  readonly unread: CborMap;
}

/** Member numbers of the entities differ between commands; the command's file passes them. */
export interface RpMembers {
  readonly rp: number;
  readonly rpIdHash: number;
}

export interface CredentialMembers {
  readonly user: number;
  readonly credentialId: number;
  readonly publicKey: number;
  readonly credProtect: number;
  readonly largeBlobKey: number;
  readonly thirdPartyPayment: number;
}

/** Longest user handle (WebAuthn §4, user handle). */
const maxUserIdBytes = 64;

/** Reads one entry of the RP list. Never throws: whatever is malformed becomes a note or a problem. */
export function readStoredRp(response: CtapResponse, members: RpMembers): StoredRp {
  const entry = new Entry(response);
  const rp = entry.map(members.rp, 'rp');
  const rpId = entry.text(rp, 'id', 'rp.id');
  const rpName = entry.text(rp, 'name', 'rp.name');
  const rpIdBytes = rpId === null ? null : (brokenTextBytes(response, rpId) ?? new TextEncoder().encode(rpId));
  const rpIdHash = entry.bytes(members.rpIdHash, 'rpIDHash', (bytes) => bytes.length === 32);
  if (rpIdHash === null && !response.map.has(members.rpIdHash)) entry.problems.push('rpIDHash is missing');
  if (rpId === null || rpId === '') entry.notes.add('rp-id-missing');
  if (rpIdHash !== null && rpIdBytes !== null && rpIdBytes.length > 0) {
    const matches = equalBytes(sha256(rpIdBytes), rpIdHash);
    if (!matches) entry.notes.add(looksShortened(rpIdBytes) ? 'rp-id-shortened' : 'rp-id-hash-mismatch');
  }
  return { rpIdHash, rpId: rpId === '' ? null : rpId, rpIdBytes, rpName, ...entry.remainder() };
}

/** Reads one entry of a credential list. Never throws: whatever is malformed becomes a note or a problem. */
export function readStoredCredential(response: CtapResponse, members: CredentialMembers): StoredCredential {
  const entry = new Entry(response);
  const user = entry.map(members.user, 'user');
  const userId = user === null ? null : entry.userId(user);
  if (userId === null) entry.notes.add('user-missing');
  const credentialId = entry.credentialId(members.credentialId);
  const publicKey = entry.publicKey(members.publicKey);
  if (publicKey === null) entry.notes.add('public-key-unreadable');
  const credProtect = entry.credProtect(members.credProtect);
  const largeBlobKey = entry.bytes(members.largeBlobKey, 'largeBlobKey', () => true);
  entry.hide(members.largeBlobKey);
  return {
    credentialId,
    userId,
    userName: entry.text(user, 'name', 'user.name'),
    userDisplayName: entry.text(user, 'displayName', 'user.displayName'),
    publicKey,
    credProtect,
    hasLargeBlobKey: largeBlobKey !== null,
    thirdPartyPayment: entry.bool(members.thirdPartyPayment, 'thirdPartyPayment'),
    ...entry.remainder(),
  };
}

class Entry {
  readonly notes = new Set<CredentialNote>();
  readonly problems: string[] = [];
  readonly #response: CtapResponse;
  readonly #used = new Set<CborValue>();

  constructor(response: CtapResponse) {
    this.#response = response;
  }

  remainder(): { notes: readonly CredentialNote[]; problems: readonly string[]; unread: CborMap } {
    const unread = new Map([...this.#response.map].filter(([key]) => !this.#used.has(key)));
    return { notes: [...this.notes], problems: this.problems, unread };
  }

  hide(key: number): void {
    this.#used.add(key);
  }

  map(key: number, member: string): CborMap | null {
    return this.#member(key, member, (value) => (isCborMap(value) ? value : undefined));
  }

  bytes(key: number, member: string, accept: (bytes: Uint8Array) => boolean): Uint8Array | null {
    return this.#member(key, member, (value) => (value instanceof Uint8Array && accept(value) ? value : undefined));
  }

  bool(key: number, member: string): boolean | null {
    return this.#member(key, member, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  credProtect(key: number): number | null {
    const value = this.#member(key, 'credProtect', (raw) => (raw === 1 || raw === 2 || raw === 3 ? raw : undefined));
    if (value === null && this.#response.map.has(key)) this.notes.add('cred-protect-invalid');
    return value;
  }

  publicKey(key: number): CosePublicKey | null {
    return this.#member(key, 'publicKey', (value) => readCosePublicKey(value) ?? undefined);
  }

  credentialId(key: number): Uint8Array | null {
    const descriptor = this.map(key, 'credentialID');
    const id = descriptor?.get('id');
    if (id instanceof Uint8Array && id.length > 0) return id;
    this.problems.push('credentialID is unusable');
    this.#used.delete(key);
    return null;
  }

  userId(user: CborMap): Uint8Array | null {
    const id = user.get('id');
    if (id instanceof Uint8Array && id.length > 0 && id.length <= maxUserIdBytes) return id;
    if (id instanceof Uint8Array) this.problems.push(`user.id has ${id.length} bytes`);
    else this.problems.push(id === undefined ? 'user.id is missing' : 'user.id is not bytes');
    return null;
  }

  /** Reads a text that a person reads; empty is kept as empty. `icon` and other members are ignored. */
  text(entity: CborMap | null, key: string, member: string): string | null {
    const value = entity?.get(key);
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') {
      this.problems.push(`${member} is not text`);
      return null;
    }
    if (brokenTextBytes(this.#response, value) !== null) this.notes.add('text-cut-by-key');
    return value;
  }

  #member<Value>(key: number, member: string, accept: (value: CborValue) => Value | undefined): Value | null {
    const value = this.#response.map.get(key);
    if (value === undefined) return null;
    const accepted = accept(value);
    if (accepted === undefined) {
      this.problems.push(`${member} is malformed`);
      return null;
    }
    this.#used.add(key);
    return accepted;
  }
}
