import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import type { KeyJournal } from '../../src-shared/operations/operation-journal.ts';
import type { OperationName, OperationOutcome } from '../../src-shared/operations/operation-names.ts';
import type { RunInput } from './opened-key.ts';

export interface OperationOptions {
  /** Ends the operation: a touch wait is cancelled on the key, a queued operation does no I/O. */
  readonly signal?: AbortSignal | undefined;
  /** Of the key as it is remembered; null where it is not. */
  readonly journal?: KeyJournal | null;
}

export type KeyEvent =
  | { readonly type: 'keys-changed'; readonly keys: readonly PluggedKey[] }
  | { readonly type: 'progress'; readonly progress: OperationProgress };

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
   * Announces that a key is about to be plugged in for a reset, which keys take for a few seconds only and some refuse once another command came:
   * until the returned function is called, watching and listing send INIT and getInfo to a key that comes, and nothing else. It is read whole
   * when that has ended.
   */
  prepareReset(): () => void;
  /** Wipes the token. Also done on unplug, suspend, five idle minutes, PIN change. */
  lock(handle: KeyHandle): void;
  lockAll(): void;
  /** Stops watching, cancels what runs (a pending touch is cancelled on the key), wipes tokens, closes every connection. */
  close(): Promise<void>;
}
