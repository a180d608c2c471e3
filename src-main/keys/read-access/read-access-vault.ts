import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import { failed, type Result, success } from '../../../src-shared/lib/outcome.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { KeyFailure } from '../operation-failure.ts';
import { decodeEntry, encodeEntry, type ReadAccessEntry } from './read-access-entry.ts';

type VaultOutcome<Value> = Promise<Result<Value, OperationFailure>>;

/** The read access that is kept in the keychain, by the ids of remembered keys: nowhere else, and never longer in memory than one use. */
export class ReadAccessVault {
  readonly #keychain: Keychain;

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  /**
   * Calls `work` with the entry of a key, or null, and wipes its token afterwards. Throws KeyFailure 'keychain-unavailable' where the keychain is
   * absent, locked or denied.
   */
  async use<Value>(keyId: string, work: (entry: ReadAccessEntry | null) => Value | Promise<Value>): Promise<Value> {
    const bytes = await reached(this.#keychain.read(nameOf(keyId)));
    const entry = bytes === null ? null : decodeEntry(bytes);
    try {
      return await work(entry);
    } finally {
      entry?.token.wipe();
    }
  }

  /** Keeps an entry, and reads it back: a keychain that lost or changed it keeps nothing. Throws KeyFailure as `use` does. */
  async keep(keyId: string, entry: ReadAccessEntry): Promise<void> {
    const bytes = encodeEntry(entry);
    try {
      await reached(this.#keychain.write(nameOf(keyId), bytes));
      const back = await reached(this.#keychain.read(nameOf(keyId)));
      const isKept = back !== null && equalBytes(back, bytes);
      back?.fill(0);
      if (isKept) return;
      await reached(this.#keychain.remove(nameOf(keyId)));
      throw unavailable();
    } finally {
      bytes.fill(0);
    }
  }

  /** Finds those of some remembered keys that have an entry. */
  kept(keyIds: readonly string[]): VaultOutcome<string[]> {
    return outcomeOf(async () => {
      const kept: string[] = [];
      for (const keyId of keyIds) if (await this.use(keyId, (entry) => entry !== null)) kept.push(keyId);
      return kept;
    });
  }

  /** Forgets the entry of a key; no effect where there is none. */
  forget(keyId: string): VaultOutcome<null> {
    return outcomeOf(async () => {
      await reached(this.#keychain.remove(nameOf(keyId)));
      return null;
    });
  }
}

function nameOf(keyId: string): string {
  return `key ${keyId}`;
}

function unavailable(cause?: unknown): KeyFailure {
  return new KeyFailure({ kind: 'keychain-unavailable' }, { cause });
}

async function reached<Value>(asking: Promise<Value>): Promise<Value> {
  try {
    return await asking;
  } catch (error) {
    throw unavailable(error);
  }
}

async function outcomeOf<Value>(work: () => Promise<Value>): VaultOutcome<Value> {
  try {
    return success(await work());
  } catch (error) {
    if (!(error instanceof KeyFailure)) throw error;
    return failed(error.failure);
  }
}
