import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { InventorySnapshot, InventoryStatus } from '../../src-shared/domain/inventory.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { listBackups } from './backups.ts';
import { type ChangeContext, idFrom, pruneActivity } from './change-context.ts';
import { dataLocation } from './data-location.ts';
import { addOtherWayIn, addTold, editKey, forgetKey, removeOtherWayIn, removeTold } from './edit-inventory.ts';
import { exportDocument } from './export-json.ts';
import { recogniseKey } from './identity-ladder.ts';
import { mergeDocument, parseDocument, type InventoryDocument } from './import-json.ts';
import type {
  IdentityAnswer,
  ImportPreview,
  Inventory,
  InventoryFailure,
  InventoryOutcome,
  JournalEntry,
  KeyEdit,
  OtherWayInEdit,
  RecordedReading,
  Recognition,
  ToldEnrolment,
} from './inventory.ts';
import { type InventoryData, snapshotOf } from './inventory-data.ts';
import { InventoryFile, type Session } from './inventory-file.ts';
import { type Migration, publishedMigrations } from './inventory-schema.ts';
import { isKeychainAvailable, type Keychain, noKeychain } from './keychain.ts';
import {
  beginOperation,
  endOperation,
  findUnfinished,
  type JournalEnd,
  markUnknown,
  registerInstance,
  unregisterInstance,
} from './operation-journal.ts';
import { osKeychain } from './os-keychain.ts';
import { createRecoveryCode, setKeychain, setPassphrase, unlockFile } from './protection.ts';
import { recordKey, recordListing, recordSeen } from './record-listing.ts';
import { backUp, eraseEverything, restoreFrom, startAnew } from './replace-file.ts';
import { invalid, type InventoryFailureValue, storageFailure } from './storage-failure.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

export interface OpenInventoryOptions {
  /** A path, `memory` for one that vanishes when it is closed, or nothing for this person's own. */
  readonly file?: string;
  /** Simulated keys only: a file is one or the other for life. */
  readonly demo?: boolean;
  readonly keychain?: Keychain;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Source of the ids of records (never of keys and nonces): seeded in demos, so that ids are the same in every process. */
  readonly random?: (length: number) => Uint8Array;
  readonly migrations?: readonly Migration[];
  /** Label of a key that says nothing about itself, in the person's language. */
  readonly defaultLabel?: string;
  /** Milliseconds to wait while another Sparekey uses the file. */
  readonly patience?: number;
  /** Cost of the passphrase's derivation as a power of two, 15 to 20; 17 unless told. Tests take less. */
  readonly scryptLogN?: number;
}

interface Preview {
  readonly token: string;
  readonly document: InventoryDocument;
  /** The state of the inventory that was previewed. */
  readonly fileId: string | null;
  readonly revision: number;
}

/**
 * Opens an inventory. Never fails for what may be wrong with the file: `status()` says it, and every operation answers with
 * the failure. The file itself is made by the first thing written to it.
 */
export async function openInventory(options: OpenInventoryOptions = {}): Promise<Inventory> {
  const inventory = new LiveInventory(options);
  await inventory.status();
  return inventory;
}

const stateOfFailure: Record<InventoryFailure, InventoryStatus['state']> = {
  'inventory-locked': 'locked',
  'inventory-needs-passphrase': 'needs-passphrase',
  'inventory-wrong-passphrase': 'needs-passphrase',
  'inventory-damaged': 'damaged',
  'inventory-newer': 'newer',
  'inventory-not-demo': 'wrong-kind',
  'inventory-unreadable': 'unreadable',
  'disk-full': 'unreadable',
  'input-invalid': 'unreadable',
};

class LiveInventory implements Inventory {
  readonly #file: InventoryFile;
  readonly #demo: boolean;
  readonly #keychain: Keychain;
  readonly #clock: () => number;
  readonly #random: (length: number) => Uint8Array;
  readonly #defaultLabel: string;
  readonly #temporary: TemporaryFolder | null;
  readonly #instance = randomBytes(16).toString('hex');
  readonly #listeners = new Set<() => void>();
  /** Ends of operations that could not be written when they came: written before anything else (reliability I-27). */
  #unwritten: JournalEnd[] = [];
  #lastRevision: number | null = null;
  #preview: Preview | null = null;

  constructor(options: OpenInventoryOptions) {
    this.#demo = options.demo ?? false;
    this.#temporary = options.file === 'memory' ? makeTemporaryFolder() : null;
    this.#keychain = this.#demo || this.#temporary !== null ? noKeychain : (options.keychain ?? osKeychain());
    this.#clock = options.clock ?? Date.now;
    this.#random = options.random ?? ((length) => new Uint8Array(randomBytes(length)));
    this.#defaultLabel = options.defaultLabel ?? 'Security key';
    this.#file = new InventoryFile({
      file: path.resolve(this.#temporary?.file ?? options.file ?? dataLocation().inventory),
      demo: this.#demo,
      keychain: this.#keychain,
      migrations: options.migrations ?? publishedMigrations,
      now: () => this.#now(),
      patience: options.patience,
      scryptLogN: options.scryptLogN,
    });
    registerInstance(this.#instance);
  }

  async status(): Promise<InventoryStatus> {
    const opened = await this.snapshot();
    const keychainAvailable = await isKeychainAvailable(this.#keychain);
    const { header } = this.#file;
    const missing = !opened.ok && 'detail' in opened.failure && opened.failure.detail === 'keychain-missing';
    return {
      state: opened.ok ? 'open' : missing ? 'keychain-missing' : stateOfFailure[opened.failure.kind],
      location: this.#temporary === null ? this.#file.path : 'memory',
      protection: {
        // A file that is still to be made will be protected by the keychain where there is one.
        keychain: header === null ? opened.ok && keychainAvailable : header.keychain.length > 0,
        passphrase: (header?.passphrase ?? null) !== null,
        recoveryCode: (header?.recoveryCode ?? null) !== null,
      },
      keychainAvailable,
      demo: this.#demo,
      backups: listBackups(this.#file.path),
    };
  }

  snapshot(): InventoryOutcome<InventorySnapshot> {
    return this.#read((data, revision) => snapshotOf(data, revision, this.#demo));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  recognise(key: PluggedKey, listing?: PasskeyListing): InventoryOutcome<Recognition> {
    return this.#read((data) => recogniseKey(data, key, listing));
  }

  recordSeen(key: PluggedKey): InventoryOutcome<void> {
    return this.#change((context) => void recordSeen(context, key));
  }

  recordKey(key: PluggedKey, answer?: IdentityAnswer): ReturnType<Inventory['recordKey']> {
    return this.#change((context) => recordKey(context, key, answer));
  }

  recordListing(key: PluggedKey, listing: PasskeyListing, answer?: IdentityAnswer): InventoryOutcome<RecordedReading> {
    return this.#change((context) => recordListing(context, key, listing, answer));
  }

  editKey(keyId: string, edit: KeyEdit): InventoryOutcome<void> {
    return this.#change((context) => editKey(context, keyId, edit));
  }

  forgetKey(keyId: string): InventoryOutcome<void> {
    return this.#change((context) => forgetKey(context, keyId));
  }

  addTold(told: ToldEnrolment): InventoryOutcome<{ id: string }> {
    return this.#change((context) => addTold(context, told));
  }

  removeTold(enrolmentId: string): InventoryOutcome<void> {
    return this.#change((context) => removeTold(context, enrolmentId));
  }

  addOtherWayIn(way: OtherWayInEdit): InventoryOutcome<{ id: string }> {
    return this.#change((context) => addOtherWayIn(context, way));
  }

  removeOtherWayIn(id: string): InventoryOutcome<void> {
    return this.#change((context) => removeOtherWayIn(context, id));
  }

  journalBegin(entry: JournalEntry): InventoryOutcome<{ id: string }> {
    return this.#change((context) => beginOperation(context, entry, this.#instance));
  }

  async journalEnd(
    id: string,
    result: JournalEnd['result'],
    details: Record<string, string> = {},
  ): Promise<Awaited<InventoryOutcome<void>>> {
    const end: JournalEnd = { id, result, details };
    const written = await this.#change((context) => endOperation(context, end));
    if (!written.ok) this.#unwritten.push(end);
    return written;
  }

  unlock(secret: Uint8Array): InventoryOutcome<void> {
    return this.#replace(async () => {
      try {
        await unlockFile(this.#file, secret);
      } finally {
        secret.fill(0);
      }
    });
  }

  exportJson(): InventoryOutcome<string> {
    return this.#read((data) => exportDocument(data, this.#demo, this.#now()));
  }

  previewImport(json: string): InventoryOutcome<ImportPreview> {
    return this.#read((data, revision) => {
      const document = parseDocument(json, this.#demo);
      // Merged into a copy that is thrown away; its ids must not be taken from a demo's seeded source.
      const context = { ...this.#contextOn(data.copy()), newId: () => idFrom(randomBytes) };
      const token = idFrom(randomBytes);
      this.#preview = { token, document, revision, fileId: this.#fileId() };
      return { token, ...mergeDocument(context, document) };
    });
  }

  applyImport(token: string): InventoryOutcome<void> {
    return this.#change((context, revision) => {
      const preview = this.#preview;
      const isCurrent = preview?.revision === revision && preview.fileId === this.#fileId();
      if (preview === null || preview.token !== token || !isCurrent) throw invalid('preview-void');
      mergeDocument(context, preview.document);
      this.#preview = null;
    });
  }

  backup(): InventoryOutcome<{ file: string }> {
    return this.#attempt(() => backUp(this.#file));
  }

  restore(file: string): InventoryOutcome<void> {
    return this.#replace(() => restoreFrom(this.#file, path.resolve(file), (data) => this.#contextOn(data)));
  }

  setPassphrase(passphrase: Uint8Array | null): InventoryOutcome<void> {
    return this.#replace(async () => {
      try {
        await setPassphrase(this.#file, (data) => this.#contextOn(data), passphrase);
      } finally {
        passphrase?.fill(0);
      }
    });
  }

  createRecoveryCode(): InventoryOutcome<{ code: string }> {
    return this.#replace(() => createRecoveryCode(this.#file, (data) => this.#contextOn(data)));
  }

  setKeychain(on: boolean): InventoryOutcome<void> {
    return this.#replace(() => setKeychain(this.#file, (data) => this.#contextOn(data), on));
  }

  startAnew(): InventoryOutcome<{ keptAside: string | null }> {
    return this.#replace(() => startAnew(this.#file));
  }

  eraseEverything(): InventoryOutcome<void> {
    return this.#replace(() => eraseEverything(this.#file));
  }

  async close(): Promise<void> {
    await this.#file.settled();
    this.#file.forget();
    this.#listeners.clear();
    unregisterInstance(this.#instance);
    this.#temporary?.remove();
  }

  #fileId(): string | null {
    return this.#file.header?.fileId ?? null;
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }

  #contextOn(data: InventoryData): ChangeContext {
    return { data, now: this.#now(), newId: () => idFrom(this.#random), defaultLabel: this.#defaultLabel };
  }

  /** Opens the file and lets `work` read; what other processes left unfinished is marked first, if the disk takes it. */
  #read<Value>(work: (data: InventoryData, revision: number) => Value): InventoryOutcome<Value> {
    return this.#attempt(async () => {
      const { value, revision } = await this.#file.opened(async (session) => {
        const draft = this.#withUnfinished(session);
        const settled = draft === null ? session.revision : await this.#commitIfPossible(session, draft);
        return { value: work(draft ?? session.data, settled), revision: settled };
      });
      this.#announce(revision);
      return value;
    });
  }

  /** Lets `work` change a copy and commits what it changed: all of it or nothing. */
  #change<Value>(work: (context: ChangeContext, revision: number) => Value): InventoryOutcome<Value> {
    return this.#attempt(async () => {
      const { value, revision } = await this.#file.opened(async (session) => {
        const draft = this.#withUnfinished(session) ?? session.data.copy();
        const value = work(this.#contextOn(draft), session.revision);
        pruneActivity(draft);
        if (draft.changes().length === 0) return { value, revision: session.revision };
        const revision = await this.#file.commit(session, draft);
        this.#unwritten = [];
        return { value, revision };
      });
      this.#announce(revision);
      return value;
    });
  }

  /** A copy with the ends that are still to be written and the operations nobody ended; null where there are none. */
  #withUnfinished(session: Session): InventoryData | null {
    const unfinished = findUnfinished(session.data, this.#clock());
    if (unfinished.length === 0 && this.#unwritten.length === 0) return null;
    const draft = session.data.copy();
    const context = this.#contextOn(draft);
    for (const end of this.#unwritten) endOperation(context, end);
    for (const entry of findUnfinished(draft, this.#clock())) markUnknown(context, entry);
    return draft;
  }

  async #commitIfPossible(session: Session, draft: InventoryData): Promise<number> {
    try {
      const revision = await this.#file.commit(session, draft);
      this.#unwritten = [];
      return revision;
    } catch (error) {
      if (storageFailure(error, this.#file.path) === null) throw error;
      return session.revision;
    }
  }

  async #attempt<Value>(work: () => Promise<Value>): InventoryOutcome<Value> {
    try {
      return success(await work());
    } catch (error) {
      const failure = storageFailure(error, this.#file.path);
      if (failure === null) throw error;
      return failed<InventoryFailureValue>(failure);
    }
  }

  /** Does what replaces the file or its protection; listeners are told whatever the revision number says. */
  async #replace<Value>(work: () => Promise<Value>): InventoryOutcome<Value> {
    const outcome = await this.#attempt(work);
    if (outcome.ok) {
      this.#preview = null;
      this.#lastRevision = null;
      this.#tell();
    }
    return outcome;
  }

  #announce(revision: number): void {
    const changed = this.#lastRevision !== null && this.#lastRevision !== revision;
    this.#lastRevision = revision;
    if (changed) this.#tell();
  }

  #tell(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }
}
