import type { CatalogueModel } from '../../src-shared/domain/catalogue.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { PinWayName } from '../../src-shared/domain/pin-way.ts';
import { type KeyHandle, type PluggedKey, sharedSerialFinding } from '../../src-shared/domain/plugged-key.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { ReadAccessMatch } from '../../src-shared/domain/read-access.ts';
import type { SentToKey } from '../../src-shared/domain/sent-command.ts';
import type { ProgressStep } from '../../src-shared/operations/define-operation.ts';
import { withJournal } from '../../src-shared/operations/operation-journal.ts';
import type { OperationName, OperationOutcome } from '../../src-shared/operations/operation-names.ts';
import type { HidTransport } from '../../src-shared/hid/hid-transport.ts';
import { timeouts } from './deadlines.ts';
import { KeyAccess } from './key-access.ts';
import { KeyGoneError } from './key-gone-error.ts';
import type { KeyEvent, KeyManager, OperationOptions } from './key-manager.ts';
import type { KeyRecord } from './key-record.ts';
import { KeyRegistry } from './key-registry.ts';
import { KeyWatch } from './key-watch.ts';
import { matchReadAccess } from './read-access/match-read-access.ts';
import type { ReadAccessVault } from './read-access/read-access-vault.ts';
import type { KeyKnowledge, OpenedKey, RunInput } from './opened-key.ts';
import { declaredFailure } from './operation-failure.ts';
import { keyCapabilities, operationModules } from './operation-modules.ts';

export interface KeyManagerOptions {
  readonly transport: HidTransport;
  /** Finds a model by its AAGUID (hex) in the catalogue. */
  readonly modelOf?: (aaguid: string) => CatalogueModel | null;
  /** Finds the RP ID of a hash (hex) among known services. */
  readonly rpIdOfHash?: (rpIdHash: string) => string | null;
  /** Way of sending a PIN that the person named, for a key that refuses the usual one. */
  readonly pinWay?: PinWayName | undefined;
  /** Read access that is kept, for keys whose passkeys are listed without a PIN. */
  readonly readAccess: ReadAccessVault;
  /** Keeps every key open until close(): for a program that runs one command (docs/decisions/0010). */
  readonly keepOpen?: boolean;
  /** Limits discovery to these paths: no other device is opened. */
  readonly only?: (path: string) => boolean;
  /** Wall clock, for dates only. */
  readonly now?: () => Date;
}

/** Creates the manager of all keys that are plugged in (see KeyManager). */
export function createKeyManager(options: KeyManagerOptions): KeyManager {
  return new PluggedKeyManager(options);
}

/** Plug-ins whose log is kept. */
const mostLogs = 64;

/** Marks keys that give the same vendor serial at the same time. */
function noteSharedSerials(records: readonly KeyRecord[]): void {
  const serialOf = ({ view }: KeyRecord): string | null => view.facts?.vendorSerial ?? null;
  for (const record of records) {
    const serial = serialOf(record);
    if (serial === null || !records.some((other) => other !== record && serialOf(other) === serial)) continue;
    record.noteFinding({ kind: sharedSerialFinding, detail: serial });
  }
}

class PluggedKeyManager implements KeyManager {
  readonly #transport: HidTransport;
  readonly #only: (path: string) => boolean;
  readonly #registry = new KeyRegistry();
  readonly #access: KeyAccess;
  readonly #knowledge: KeyKnowledge;
  readonly #listeners = new Set<(event: KeyEvent) => void>();
  readonly #closing = new AbortController();
  readonly #preparedResets = new Set<object>();
  /** Plug-ins whose log is kept, also of keys that left. */
  #logged: readonly KeyRecord[] = [];
  #watch: KeyWatch | null = null;
  #looking: Promise<void> | null = null;
  readonly #idleTimer: NodeJS.Timeout;

  constructor(options: KeyManagerOptions) {
    this.#transport = options.transport;
    this.#only = options.only ?? (() => true);
    this.#access = new KeyAccess(options.transport, options.keepOpen === true, () => this.#watch?.hint());
    this.#knowledge = {
      modelOf: options.modelOf ?? (() => null),
      rpIdOfHash: options.rpIdOfHash ?? (() => null),
      pinWay: options.pinWay ?? null,
      readAccess: options.readAccess,
      now: options.now ?? (() => new Date()),
      capabilitiesOf: keyCapabilities,
    };
    this.#idleTimer = setInterval(() => this.#wipeIdleTokens(), timeouts.tokenIdle / 10);
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
    this.#watch ??= new KeyWatch(this.#transport, () => this.#lookOrSay(), isBusy);
    this.#watch.hint();
  }

  async run<Name extends OperationName>(
    name: Name,
    handle: KeyHandle,
    input: RunInput<Name>,
    { signal, journal = null }: OperationOptions = {},
  ): Promise<OperationOutcome<Name>> {
    const record = this.#registry.find(handle);
    if (record === undefined) return failed(declaredFailure(name, new KeyGoneError('removed')));
    return withJournal(journal, name, input, () => this.#perform(name, record, input, signal));
  }

  async matchReadAccess(handle: KeyHandle, keyIds: readonly string[], isCertain: boolean): Promise<ReadAccessMatch> {
    const record = this.#registry.find(handle);
    if (record === undefined) return 'none';
    const match = await matchReadAccess(this.#knowledge.readAccess, record, keyIds, isCertain);
    if (match === 'kept') this.#changed();
    return match;
  }

  async forgetReadAccess(keyId: string): Promise<Result<null, OperationFailure>> {
    const forgotten = await this.#knowledge.readAccess.forget(keyId);
    if (!forgotten.ok) return forgotten;
    const ofKey = this.#registry.all().filter(({ view }) => view.readAccess === keyId);
    for (const record of ofKey) record.view = { ...record.view, readAccess: null };
    if (ofKey.length > 0) this.#changed();
    return forgotten;
  }

  sent(): readonly SentToKey[] {
    return this.#logged.map(({ view: { path, product }, sent }) => ({
      path,
      product,
      commands: sent.entries,
      dropped: sent.dropped,
    }));
  }

  sentTo(handle: KeyHandle): SentToKey | null {
    const index = this.#logged.findIndex((record) => record.handle === handle);
    return this.sent()[index] ?? null;
  }

  prepareReset(): () => void {
    const prepared = {};
    this.#preparedResets.add(prepared);
    return () => {
      this.#preparedResets.delete(prepared);
      if (this.#preparedResets.size > 0) return;
      for (const record of this.#registry.all()) if (record.isSpared) void this.#discover(record);
    };
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

  async close(): Promise<void> {
    this.#watch?.stop();
    clearInterval(this.#idleTimer);
    this.#closing.abort(new DOMException('Sparekey is closing', 'AbortError'));
    const records = this.#registry.all();
    const ended = Promise.all(records.map((record) => record.queue.idle()));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, timeouts.close).unref())]);
    for (const record of records) record.end(new KeyGoneError('removed'));
    await Promise.all(records.map((record) => record.close()));
    this.#listeners.clear();
  }

  async #lookOrSay(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      this.#emit({ type: 'list-failed' });
      throw error;
    }
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
    this.#logged = [...this.#logged, ...added].slice(-mostLogs);
    for (const record of ended) void record.close();
    for (const record of [...added, ...this.#deniedBefore()]) void this.#discover(record);
    if (added.length + ended.length > 0) this.#changed();
  }

  /** Lists the keys that may not be opened yet: right after plugging in, udev may not have run; the transport then hints once more. */
  #deniedBefore(): readonly KeyRecord[] {
    if (this.#transport.watch === undefined) return [];
    return this.#registry
      .all()
      .filter(({ view, queue }) => view.problem?.kind === 'no-permission' && view.facts === null && queue.length === 0);
  }

  async #discover(record: KeyRecord): Promise<void> {
    record.isSpared = this.#preparedResets.size > 0;
    await this.#perform('read-key', record, {}, undefined);
  }

  async #perform<Name extends OperationName>(
    name: Name,
    record: KeyRecord,
    input: RunInput<Name>,
    signal: AbortSignal | undefined,
  ): Promise<OperationOutcome<Name>> {
    const { handle } = record;
    const report: OpenedKey<ProgressStep>['report'] = (step, done = null, total = null, sample = null) =>
      this.#emit({ type: 'progress', progress: { handle, operation: name, step, done, total, sample } });
    const signals = [this.#closing.signal, ...(signal === undefined ? [] : [signal])];
    try {
      const output = await this.#access.use(record, name, AbortSignal.any(signals), (session, ends) =>
        operationModules[name].run({ session, signal: ends, record, knowledge: this.#knowledge, report }, input),
      );
      return success(output);
    } catch (error) {
      const failure = declaredFailure(name, error);
      this.#noteFailure(record, name, failure);
      return failed(failure);
    } finally {
      report('finished');
      this.#changed();
      this.#watch?.operationEnded();
    }
  }

  #noteFailure(record: KeyRecord, operation: OperationName, failure: OperationFailure): void {
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
    const limit = performance.now() - timeouts.tokenIdle;
    for (const record of this.#registry.all()) if (record.tokenUsedAt < limit) this.lock(record.handle);
  }

  #changed(): void {
    const records = this.#registry.all();
    noteSharedSerials(records);
    for (const record of records) {
      const unlocked = record.token !== null;
      if (record.view.unlocked !== unlocked) record.view = { ...record.view, unlocked };
    }
    this.#emit({ type: 'keys-changed', keys: this.keys() });
  }

  #emit(event: KeyEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
