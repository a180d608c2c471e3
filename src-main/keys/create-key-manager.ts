import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { FailureKind } from '../../src-shared/domain/operation-failure.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { HidTransport } from '../hid/hid-transport.ts';
import { waits } from './deadlines.ts';
import { commonFailures, newPinFailures, pinFailures } from './failure-kinds.ts';
import { KeyAccess, type Opening } from './key-access.ts';
import { KeyGoneError } from './key-gone-error.ts';
import type { KeyEvent, KeyManager, KeyOutcome, OperationOptions } from './key-manager.ts';
import { KeyOperations } from './key-operations.ts';
import type { KeyRecord } from './key-record.ts';
import { KeyRegistry } from './key-registry.ts';
import { KeyWatch } from './key-watch.ts';
import { declaredFailure, toOperationFailure } from './to-operation-failure.ts';

export interface KeyManagerOptions {
  readonly transport: HidTransport;
  /** Names a model by its AAGUID (hex), from the catalogue. */
  readonly modelOf?: (aaguid: string) => string | null;
  /** Finds the RP ID of a hash (hex) among known services. */
  readonly rpIdOfHash?: (rpIdHash: string) => string | null;
  /** Keeps every key open until close(): for a program that runs one command (docs/decisions/0010). */
  readonly keepOpen?: boolean;
  /** Limits discovery to these paths: no other device is opened. */
  readonly only?: (path: string) => boolean;
  /** Wall clock, for dates only. */
  readonly now?: () => Date;
}

/** Makes the manager of all keys that are plugged in (see KeyManager). */
export function createKeyManager(options: KeyManagerOptions): KeyManager {
  return new PluggedKeyManager(options);
}

class PluggedKeyManager implements KeyManager {
  readonly #transport: HidTransport;
  readonly #only: (path: string) => boolean;
  readonly #registry = new KeyRegistry();
  readonly #access: KeyAccess;
  readonly #operations: KeyOperations;
  readonly #listeners = new Set<(event: KeyEvent) => void>();
  readonly #closing = new AbortController();
  #watch: KeyWatch | null = null;
  #looking: Promise<void> | null = null;
  readonly #idleTimer: NodeJS.Timeout;

  constructor(options: KeyManagerOptions) {
    this.#transport = options.transport;
    this.#only = options.only ?? (() => true);
    this.#access = new KeyAccess(options.transport, options.keepOpen === true, () => this.#watch?.hint());
    this.#operations = new KeyOperations({
      modelOf: options.modelOf ?? (() => null),
      rpIdOfHash: options.rpIdOfHash ?? (() => null),
      now: options.now ?? (() => new Date()),
      onProgress: (progress) => this.#emit({ type: 'progress', progress }),
    });
    this.#idleTimer = setInterval(() => this.#wipeIdleTokens(), waits.tokenIdle / 10);
    this.#idleTimer.unref();
  }

  keys(): readonly PluggedKey[] {
    return this.#registry.views();
  }

  subscribe(listener: (event: KeyEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async refresh(): Promise<readonly PluggedKey[]> {
    // A look that is under way may have begun before the change that the caller wants to see.
    await this.#looking;
    await this.#look();
    await Promise.all(this.#registry.all().map((record) => record.queue.idle()));
    return this.keys();
  }

  watch(): void {
    const isBusy = (): boolean => this.#registry.all().some(({ queue }) => queue.length > 0);
    this.#watch ??= new KeyWatch(this.#transport, () => this.#look(), isBusy);
    this.#watch.hint();
  }

  reread(handle: KeyHandle, options?: OperationOptions): KeyOutcome<PluggedKey> {
    return this.#perform(handle, 'read-key', [], options, async (record, opening) => {
      await this.#operations.read(record, opening);
      return record.view;
    });
  }

  unlockAndList(
    handle: KeyHandle,
    pin: Pin,
    options?: OperationOptions,
  ): KeyOutcome<PasskeyListing, (typeof pinFailures)[number] | 'pin-required' | 'outcome-unknown'> {
    const kinds = [...pinFailures, 'pin-required', 'outcome-unknown'] as const;
    return this.#perform(handle, 'list-passkeys', kinds, options, (record, opening) =>
      this.#operations.unlockAndList(record, opening, pin),
    );
  }

  list(handle: KeyHandle, options?: OperationOptions): KeyOutcome<PasskeyListing, 'pin-required'> {
    return this.#perform(handle, 'list-passkeys', ['pin-required'], options, (record, opening) =>
      this.#operations.list(record, opening),
    );
  }

  lock(handle: KeyHandle): void {
    const record = this.#registry.find(handle);
    if (record?.token == null) return;
    record.dropToken();
    this.#changed();
  }

  lockAll(): void {
    for (const { handle } of this.#registry.all()) this.lock(handle);
  }

  deletePasskey(
    handle: KeyHandle,
    passkey: { readonly rpIdHash: string; readonly credentialId: string },
    options?: OperationOptions,
  ): KeyOutcome<
    { readonly stillListed: boolean; readonly listing: PasskeyListing | null },
    'pin-required' | 'passkey-not-found' | 'outcome-unknown'
  > {
    const kinds = ['pin-required', 'passkey-not-found', 'outcome-unknown'] as const;
    return this.#perform(handle, 'delete-passkey', kinds, options, (record, opening) =>
      this.#operations.deletePasskey(record, opening, passkey),
    );
  }

  renamePasskey(
    ...[handle, passkey, names, options]: Parameters<KeyManager['renamePasskey']>
  ): ReturnType<KeyManager['renamePasskey']> {
    const kinds = ['pin-required', 'passkey-not-found', 'storage-full', 'outcome-unknown'] as const;
    return this.#perform(handle, 'rename-passkey', kinds, options, (record, opening) =>
      this.#operations.renamePasskey(record, opening, passkey, names),
    );
  }

  setPin(...[handle, pin, options]: Parameters<KeyManager['setPin']>): ReturnType<KeyManager['setPin']> {
    const kinds = [...newPinFailures, 'outcome-unknown'] as const;
    return this.#perform(handle, 'set-pin', kinds, options, async (record, opening) => {
      await this.#operations.setPin(record, opening, pin);
      return record.view;
    });
  }

  changePin(
    ...[handle, current, next, options]: Parameters<KeyManager['changePin']>
  ): ReturnType<KeyManager['changePin']> {
    const kinds = [...pinFailures, ...newPinFailures, 'outcome-unknown'] as const;
    return this.#perform(handle, 'change-pin', kinds, options, async (record, opening) => {
      await this.#operations.changePin(record, opening, current, next);
      return record.view;
    });
  }

  identify(...[handle, options]: Parameters<KeyManager['identify']>): ReturnType<KeyManager['identify']> {
    const kinds = ['touch-timed-out', 'touch-refused'] as const;
    return this.#perform(handle, 'identify', kinds, options, (record, opening) =>
      this.#operations.identify(record, opening),
    );
  }

  async close(): Promise<void> {
    this.#watch?.stop();
    clearInterval(this.#idleTimer);
    this.#closing.abort(new DOMException('Sparekey is closing', 'AbortError'));
    const records = this.#registry.all();
    const ended = Promise.all(records.map((record) => record.queue.idle()));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, waits.close).unref())]);
    for (const record of records) record.end(new KeyGoneError('removed'));
    await Promise.all(records.map((record) => record.close()));
    this.#listeners.clear();
  }

  /** Enumerates once; concurrent callers share it. Readings of new keys go on in their queues. */
  async #look(): Promise<void> {
    this.#looking ??= this.#enumerate().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
  }

  async #enumerate(): Promise<void> {
    const devices = (await this.#transport.list()).filter(({ path }) => this.#only(path));
    if (this.#closing.signal.aborted) return;
    const { added, ended } = this.#registry.update(devices);
    for (const record of ended) void record.close();
    for (const record of [...added, ...this.#deniedBefore()]) void this.#discover(record);
    if (added.length + ended.length > 0) this.#changed();
  }

  /** Right after plugging in, a key may be closed to us until udev has run; the transport then hints once more. */
  #deniedBefore(): readonly KeyRecord[] {
    if (this.#transport.watch === undefined) return [];
    return this.#registry
      .all()
      .filter(({ view, queue }) => view.problem?.kind === 'no-permission' && view.facts === null && queue.length === 0);
  }

  async #discover(record: KeyRecord): Promise<void> {
    await this.#perform(record.handle, 'read-key', [], undefined, (_record, opening) =>
      this.#operations.read(record, opening),
    );
  }

  async #perform<Value, Kind extends FailureKind>(
    handle: KeyHandle,
    operation: OperationProgress['operation'],
    kinds: readonly Kind[],
    options: OperationOptions | undefined,
    work: (record: KeyRecord, opening: Opening) => Promise<Value>,
  ): KeyOutcome<Value, Kind> {
    const record = this.#registry.find(handle);
    if (record === undefined) return failed(declaredFailure({ kind: 'key-removed' }, commonFailures));
    const signals = [this.#closing.signal, ...(options?.signal === undefined ? [] : [options.signal])];
    try {
      return success(await this.#access.use(record, AbortSignal.any(signals), (opening) => work(record, opening)));
    } catch (error) {
      const failure = toOperationFailure(error, { operation, changesKey: false });
      this.#noteFailure(record, operation, failure);
      return failed(declaredFailure(failure, [...commonFailures, ...kinds]));
    } finally {
      this.#emit({ type: 'progress', progress: { handle, operation, step: 'finished', done: null, total: null } });
      this.#changed();
      this.#watch?.operationEnded();
    }
  }

  #noteFailure(record: KeyRecord, operation: string, failure: ReturnType<typeof toOperationFailure>): void {
    if (failure.kind === 'pin-required') record.dropToken();
    if (failure.kind === 'key-changed') {
      this.#registry.discard(record);
      this.#watch?.hint();
    }
    if (operation !== 'read-key' || record.view.facts !== null) return;
    const unsupported = failure.kind === 'not-supported';
    record.view = { ...record.view, state: unsupported ? 'unsupported' : 'unreachable', problem: failure };
  }

  #wipeIdleTokens(): void {
    const limit = performance.now() - waits.tokenIdle;
    for (const record of this.#registry.all()) if (record.tokenUsedAt < limit) this.lock(record.handle);
  }

  #changed(): void {
    for (const record of this.#registry.all()) {
      const unlocked = record.token !== null;
      if (record.view.unlocked !== unlocked) record.view = { ...record.view, unlocked };
    }
    this.#emit({ type: 'keys-changed', keys: this.keys() });
  }

  #emit(event: KeyEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
