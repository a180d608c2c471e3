import { compareBytes, sameBytes, utf8 } from '../codec/bytes.ts';
import { type SeededRandom, sha256 } from '../seeded-random.ts';
import { type SignatureAlgorithm, type SigningKey, signingKeyFromSeed } from './key-pairs.ts';

export type CredentialProtection = 1 | 2 | 3;

/** A discoverable credential as it is stored. */
export interface StoredCredential {
  readonly id: Uint8Array;
  readonly rpId: string;
  readonly rpIdHash: Uint8Array;
  readonly rpName: string | null;
  readonly userId: Uint8Array;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly algorithm: SignatureAlgorithm;
  readonly protection: CredentialProtection;
  readonly largeBlobKey: Uint8Array | null;
  /** The key pair; computed when it is first needed. */
  readonly key: () => SigningKey;
}

/** The description of a credential to be stored; the ID and key pair follow from the seed. */
export interface NewCredential {
  readonly rpId: string;
  readonly rpName?: string | null;
  readonly userId: Uint8Array;
  readonly userName?: string | null;
  readonly userDisplayName?: string | null;
  readonly algorithm?: SignatureAlgorithm;
  readonly protection?: CredentialProtection;
  readonly largeBlobKey?: boolean;
  readonly id?: Uint8Array;
}

/** The discoverable credentials, in order of creation as hardware commonly lists them. */
export class CredentialStore {
  readonly capacity: number;
  readonly #random: SeededRandom;
  #credentials: readonly StoredCredential[] = [];

  constructor(capacity: number, random: SeededRandom) {
    this.capacity = capacity;
    this.#random = random;
  }

  get all(): readonly StoredCredential[] {
    return this.#credentials;
  }

  get remaining(): number {
    return Math.max(0, this.capacity - this.#credentials.length);
  }

  /** Lists one credential per RP, oldest RP first. */
  rps(): readonly StoredCredential[] {
    const seen = new Set<string>();
    return this.#credentials.filter((credential) => {
      const fresh = !seen.has(credential.rpId);
      seen.add(credential.rpId);
      return fresh;
    });
  }

  ofRp(rpIdHash: Uint8Array): readonly StoredCredential[] {
    return this.#credentials.filter((credential) => sameBytes(credential.rpIdHash, rpIdHash));
  }

  find(id: Uint8Array): StoredCredential | null {
    return this.#credentials.find((credential) => sameBytes(credential.id, id)) ?? null;
  }

  findAccount(rpId: string, userId: Uint8Array): StoredCredential | null {
    return this.#credentials.find((entry) => entry.rpId === rpId && sameBytes(entry.userId, userId)) ?? null;
  }

  /** Stores a credential; one of the same RP and user is replaced (CTAP 2.1 §6.1.2 step 17). */
  add(fresh: NewCredential): StoredCredential {
    const id = fresh.id ?? this.#random.bytes(16);
    const algorithm = fresh.algorithm ?? -7;
    let key: SigningKey | null = null;
    const seed = this.#random.derive('credential', id);
    const credential: StoredCredential = {
      id,
      rpId: fresh.rpId,
      rpIdHash: sha256(utf8(fresh.rpId)),
      rpName: fresh.rpName ?? null,
      userId: fresh.userId,
      userName: fresh.userName ?? null,
      userDisplayName: fresh.userDisplayName ?? null,
      algorithm,
      protection: fresh.protection ?? 1,
      largeBlobKey: fresh.largeBlobKey === true ? this.#random.derive('largeBlobKey', id) : null,
      key: () => (key ??= signingKeyFromSeed(algorithm, seed)),
    };
    const replaced = this.findAccount(fresh.rpId, fresh.userId);
    this.#credentials = [...this.#credentials.filter((entry) => entry !== replaced), credential];
    return credential;
  }

  delete(id: Uint8Array): boolean {
    const before = this.#credentials.length;
    this.#credentials = this.#credentials.filter((credential) => compareBytes(credential.id, id) !== 0);
    return this.#credentials.length < before;
  }

  rename(id: Uint8Array, userName: string | null, userDisplayName: string | null): void {
    this.#credentials = this.#credentials.map((credential) =>
      sameBytes(credential.id, id) ? { ...credential, userName, userDisplayName } : credential,
    );
  }

  clear(): void {
    this.#credentials = [];
  }
}
