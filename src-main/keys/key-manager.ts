import type { Credential, PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { FailureKind } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { CommonFailure, NewPinFailure, PinFailure } from './failure-kinds.ts';

export type KeyOutcome<Value, Kinds extends FailureKind = never> = Promise<Outcome<Value, CommonFailure | Kinds>>;

export interface OperationOptions {
  /** Ends the operation: a touch wait is cancelled on the key, a queued operation does no I/O. */
  readonly signal?: AbortSignal | undefined;
}

export type KeyEvent =
  | { readonly type: 'keys-changed'; readonly keys: readonly PluggedKey[] }
  | { readonly type: 'progress'; readonly progress: OperationProgress };

/** Names one passkey on the wire: never an index, never a hash of the shown RP ID. */
export interface PasskeyReference {
  readonly rpIdHash: string;
  readonly credentialId: string;
}

/**
 * What a person can ask of the keys that are plugged in. One queue per key, different keys in parallel. Every method takes
 * the handle of one plug-in: once that key leaves or is replaced the handle fails with `key-removed` or `key-changed`,
 * and nothing is sent to any other key.
 */
export interface KeyManager {
  /** The keys as last seen; never does I/O. */
  keys(): readonly PluggedKey[];
  subscribe(listener: (event: KeyEvent) => void): () => void;
  /** Enumerates now and waits until every key that came has been read (getInfo, retries; no PIN, no touch). */
  refresh(): Promise<readonly PluggedKey[]>;
  /** Watches for keys coming and going until close(). */
  watch(): void;
  /** Reads getInfo and the PIN tries again. */
  reread(handle: KeyHandle, options?: OperationOptions): KeyOutcome<PluggedKey>;
  /** Checks the PIN, keeps a token for listing, deleting and renaming (permission cm only), lists the passkeys. */
  unlockAndList(
    handle: KeyHandle,
    pin: Pin,
    options?: OperationOptions,
  ): KeyOutcome<PasskeyListing, PinFailure | 'pin-required' | 'outcome-unknown'>;
  /** Lists with the token held; `pin-required` where there is none or the key no longer takes it. */
  list(handle: KeyHandle, options?: OperationOptions): KeyOutcome<PasskeyListing, 'pin-required'>;
  /** Wipes the token. Also done on unplug, suspend, five idle minutes, PIN change. */
  lock(handle: KeyHandle): void;
  lockAll(): void;
  /** Deletes one passkey (a token must be held), then re-reads to say whether it is really gone. */
  deletePasskey(
    handle: KeyHandle,
    passkey: PasskeyReference,
    options?: OperationOptions,
  ): KeyOutcome<
    { readonly stillListed: boolean; readonly listing: PasskeyListing | null },
    'pin-required' | 'passkey-not-found' | 'outcome-unknown'
  >;
  /** Changes user name and display name; empty text removes one. The user handle is re-sent as the key gave it. */
  renamePasskey(
    handle: KeyHandle,
    passkey: PasskeyReference,
    names: { readonly userName: string; readonly userDisplayName: string },
    options?: OperationOptions,
  ): KeyOutcome<
    { readonly passkey: Credential | null },
    'pin-required' | 'passkey-not-found' | 'storage-full' | 'outcome-unknown'
  >;
  setPin(
    handle: KeyHandle,
    pin: Pin,
    options?: OperationOptions,
  ): KeyOutcome<PluggedKey, NewPinFailure | 'outcome-unknown'>;
  /** One wrong current PIN costs exactly one try. Ends every token. */
  changePin(
    handle: KeyHandle,
    current: Pin,
    next: Pin,
    options?: OperationOptions,
  ): KeyOutcome<PluggedKey, PinFailure | NewPinFailure | 'outcome-unknown'>;
  /** Makes the key blink (WINK), else asks for a touch (selection, or a dummy makeCredential before CTAP 2.1). */
  identify(
    handle: KeyHandle,
    options?: OperationOptions,
  ): KeyOutcome<{ readonly by: 'wink' | 'touch' }, 'touch-timed-out' | 'touch-refused'>;
  /** Stops watching, cancels what runs (a pending touch is cancelled on the key), wipes tokens, closes every connection. */
  close(): Promise<void>;
}
