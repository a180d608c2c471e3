import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import type { ReadAccessMatch } from '../../src-shared/domain/read-access.ts';
import type { SentToKey } from '../../src-shared/domain/sent-command.ts';
import type { KeyJournal } from '../../src-shared/operations/operation-journal.ts';
import type { OperationName, OperationOutcome } from '../../src-shared/operations/operation-names.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import type { RunInput } from './opened-key.ts';

export interface OperationOptions {
  /** Ends the operation: a touch wait is cancelled on the key, a queued operation does no I/O. */
  readonly signal?: AbortSignal | undefined;
  /** Of the key as it is remembered; null where it is not. */
  readonly journal?: KeyJournal | null;
}

export type KeyEvent =
  | { readonly type: 'keys-changed'; readonly keys: readonly PluggedKey[] }
  | { readonly type: 'progress'; readonly progress: OperationProgress }
  /** Watching could not list the keys. */
  | { readonly type: 'list-failed' };

/**
 * Operations on the keys that are plugged in. One queue per key, different keys in parallel. A handle names one plug-in: once that key
 * leaves or is replaced the handle fails with `key-removed` or `key-changed`, and nothing is sent to any other key.
 */
export interface KeyManager {
  /** Lists the keys as last seen; never does I/O. */
  keys(): readonly PluggedKey[];
  subscribe(listener: (event: KeyEvent) => void): () => void;
  /** Enumerates now and waits until every key that came has been read (getInfo, retries; no PIN, no touch). */
  refresh(): Promise<readonly PluggedKey[]>;
  /** Watches for keys coming and going until close(). */
  watch(): void;
  /**
   * Performs one operation of src-shared/operations: the only way to a key. With a journal the operation is written down before it is sent
   * (see withJournal); where that fails, nothing is sent and the operation fails.
   */
  run<Name extends OperationName>(
    name: Name,
    handle: KeyHandle,
    input: RunInput<Name>,
    options?: OperationOptions,
  ): Promise<OperationOutcome<Name>>;
  /**
   * Finds which of these remembered keys a plugged-in one is by the read access that is kept, without sending it anything, and shows it
   * (`readAccess` of the key). `isCertain`: it surely is the one that is named; where it does not answer to what is kept for that, this is forgotten.
   */
  matchReadAccess(handle: KeyHandle, keyIds: readonly string[], isCertain: boolean): Promise<ReadAccessMatch>;
  /** Forgets the read access to a remembered key, whether or not it is plugged in. Fails with 'keychain-unavailable'. */
  forgetReadAccess(keyId: string): Promise<Result<null, OperationFailure>>;
  /**
   * Announces that a key is about to be plugged in for a reset, which keys take for a few seconds only and some refuse once another command came:
   * until the returned function is called, watching and listing send INIT and getInfo to a key that comes, and nothing else. It is read whole
   * when that has ended.
   */
  prepareReset(): () => void;
  /** Returns what was sent to each key since the start, by name and without content, also to keys that left. */
  sent(): readonly SentToKey[];
  /** Returns what was sent to the key of one plug-in; null where that is not known. */
  sentTo(handle: KeyHandle): SentToKey | null;
  /** Wipes the token. Also done on unplug, suspend, five idle minutes, PIN change. */
  lock(handle: KeyHandle): void;
  lockAll(): void;
  /** Stops watching, cancels what runs (a pending touch is cancelled on the key), wipes tokens, closes every connection. */
  close(): Promise<void>;
}
