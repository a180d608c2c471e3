import { randomBytes } from 'node:crypto';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { CoveragePicture } from '../../src-shared/domain/last-picture.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { attachRecord, joinAccounts, separateAccounts } from './records/account-links.ts';
import { closeBackupSession, setBackupItem, startBackupSession } from './records/backup-sessions.ts';
import { listBackups } from './file/backups.ts';
import { addBulk } from './records/bulk-manual.ts';
import { type ChangeContext, idFrom } from './records/change-context.ts';
import { dataLocation } from './file/data-location.ts';
import { addDevice, editDevice, removeDevice, setDeviceLost } from './records/edit-devices.ts';
import {
  addOtherWayIn,
  addManual,
  editKey,
  editOtherWayIn,
  removeOtherWayIn,
  removeManual,
} from './records/edit-inventory.ts';
import { forgetKey, restoreKey } from './records/forget-key.ts';
import { exportDocument } from './transfer/export-json.ts';
import { recogniseKey } from './records/recognise-key.ts';
import { mergeDocument, parseDocument } from './transfer/import-json.ts';
import { loadDocument } from './transfer/load-document.ts';
import type {
  Inventory,
  InventoryFailure,
  InventoryOutcome,
  JsonImportPreview,
  NoSecret,
  Recognition,
  SameKeys,
} from './inventory.ts';
import type { JournalEntry } from '../../src-shared/operations/operation-journal.ts';
import type { InventoryDocument } from './transfer/inventory-document.ts';
import { type InventoryData, snapshotOf } from './records/inventory-data.ts';
import { type FileMemory, noMemory } from './file/file-memory.ts';
import { InventoryFile } from './file/inventory-file.ts';
import { InventoryWork } from './inventory-work.ts';
import { isKeychainAvailable, type Keychain, noKeychain } from '../keychain/keychain.ts';
import {
  beginOperation,
  endOperation,
  type JournalEnd,
  noteDeletion,
  registerInstance,
  unregisterInstance,
} from './records/operation-journal.ts';
import { osKeychain } from '../keychain/os-keychain.ts';
import {
  assignService,
  dismiss,
  markAccount,
  removeCorrection,
  saveCorrection,
  setPolicy,
  setPreferences,
} from './records/personal-choices.ts';
import { writePicture } from './file/picture-file.ts';
import { createRecoveryCode, setKeychain, setPassphrase, unlockFile } from './file/protection.ts';
import { recordKey, recordListing } from './records/record-listing.ts';
import { recordUnchanged } from './records/record-unchanged.ts';
import { decideCheck } from './records/decide-check.ts';
import { noteOnCheck, recordCheck } from './records/record-check.ts';
import { closeLoss, markFound, recordLoss, setLossItem } from './records/record-loss.ts';
import { recordSeen } from './records/remember-key.ts';
import { SecretGuard } from './records/secret-guard.ts';
import { backUp, eraseEverything, restoreFrom, startFromScratch } from './file/replace-file.ts';
import { invalid } from './file/storage-failure.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './file/temporary-folder.ts';
import path from 'node:path';

export interface OpenInventoryOptions {
  /** A path, `memory` for one that vanishes when it is closed, or nothing for this person's own. */
  readonly file?: string;
  /** The JSON document of an export whose records a new inventory starts with. */
  readonly contents?: string;
  /** Simulated keys only: a file is one or the other for life. */
  readonly demo?: boolean;
  readonly keychain?: Keychain;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Source of the ids of records (never of keys and nonces), for the ready-made records of the demonstration; the system's unless given. */
  readonly random?: (length: number) => Uint8Array;
  /** Memory of this computer about inventory files; none unless given. */
  readonly memory?: FileMemory;
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
  if (options.contents !== undefined) await inventory.load(options.contents);
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
  'inventory-replaced': 'replaced',
  'inventory-read-only': 'unreadable',
  'inventory-unreadable': 'unreadable',
  'disk-full': 'unreadable',
  'input-invalid': 'unreadable',
};

class LiveInventory implements Inventory {
  readonly #file: InventoryFile;
  readonly #demo: boolean;
  readonly #keychain: Keychain;
  readonly #clock: () => number;
  readonly #temporary: TemporaryFolder | null;
  readonly #instance = randomBytes(16).toString('hex');
  readonly #work: InventoryWork;
  readonly #secrets = new SecretGuard();
  readonly #contextOn = (data: InventoryData): ChangeContext => this.#work.contextOn(data);
  #preview: Preview | null = null;

  constructor(options: OpenInventoryOptions) {
    this.#demo = options.demo ?? false;
    this.#temporary = options.file === 'memory' ? makeTemporaryFolder() : null;
    this.#keychain =
      this.#demo || this.#temporary !== null ? noKeychain : (options.keychain ?? osKeychain('Sparekey inventory'));
    this.#clock = options.clock ?? Date.now;
    this.#file = new InventoryFile({
      file: path.resolve(this.#temporary?.file ?? options.file ?? dataLocation().inventory),
      demo: this.#demo,
      keychain: this.#keychain,
      memory: this.#temporary === null ? (options.memory ?? noMemory) : noMemory,
      now: () => this.#now(),
      patience: options.patience,
      scryptLogN: options.scryptLogN,
    });
    const random = options.random ?? randomBytes;
    this.#work = new InventoryWork(this.#file, {
      now: () => this.#now(),
      newId: () => idFrom(random),
      defaultLabel: options.defaultLabel ?? 'Security key',
      check: (data, before) => this.#secrets.check(data, before),
    });
    registerInstance(this.#instance);
  }

  load(json: string): InventoryOutcome<void> {
    return this.#work.change(({ data }) => loadDocument(data, parseDocument(json, this.#demo)));
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
      replaced: !opened.ok && opened.failure.kind === 'inventory-replaced' ? opened.failure.detail : null,
      readOnly: opened.ok && this.#file.isReadOnly(),
      demo: this.#demo,
      backups: listBackups(this.#file.path),
    };
  }

  snapshot(): InventoryOutcome<InventorySnapshot> {
    return this.#work.read((data, revision) => snapshotOf(data, revision, this.#demo));
  }

  keepPicture(picture: CoveragePicture, revision: number): InventoryOutcome<void> {
    return this.#work.read((_data, present) => {
      const { header, path: file } = this.#file;
      const isPlain = header !== null && header.plainKey !== null;
      if (!isPlain || present !== revision || this.#temporary !== null || this.#file.isReadOnly()) return;
      writePicture(file, picture, this.#now());
    });
  }

  subscribe(listener: () => void): () => void {
    return this.#work.subscribe(listener);
  }

  recognise(key: PluggedKey, listing?: PasskeyListing): InventoryOutcome<Recognition> {
    return this.#work.read((data) => recogniseKey(data, key, listing));
  }

  recordSeen(key: PluggedKey): InventoryOutcome<void> {
    return this.#work.change((context) => void recordSeen(context, key));
  }

  sayNoSecret(texts: NoSecret): void {
    this.#secrets.allow(texts);
  }

  readonly recordKey = this.#changing(recordKey);
  readonly recordListing = this.#changing(recordListing);
  readonly recordUnchanged = this.#changing(recordUnchanged);
  readonly editKey = this.#changing(editKey);
  readonly forgetKey = this.#changing(forgetKey);
  readonly restoreKey = this.#changing(restoreKey);
  readonly addManual = this.#changing(addManual);
  readonly removeManual = this.#changing(removeManual);
  readonly addOtherWayIn = this.#changing(addOtherWayIn);
  readonly editOtherWayIn = this.#changing(editOtherWayIn);
  readonly removeOtherWayIn = this.#changing(removeOtherWayIn);
  readonly addBulk = this.#changing(addBulk);
  readonly addDevice = this.#changing(addDevice);
  readonly editDevice = this.#changing(editDevice);
  readonly removeDevice = this.#changing(removeDevice);
  readonly setDeviceLost = this.#changing(setDeviceLost);
  readonly attachRecord = this.#changing(attachRecord);
  readonly joinAccounts = this.#changing(joinAccounts);
  readonly separateAccounts = this.#changing(separateAccounts);
  readonly assignService = this.#changing(assignService);
  readonly markAccount = this.#changing(markAccount);
  readonly recordLoss = this.#changing(recordLoss);
  readonly setLossItem = this.#changing(setLossItem);
  readonly closeLoss = this.#changing(closeLoss);
  readonly markFound = this.#changing(markFound);
  readonly recordCheck = this.#changing(recordCheck);
  readonly noteOnCheck = this.#changing(noteOnCheck);
  readonly decideCheck = this.#changing(decideCheck);
  readonly startBackupSession = this.#changing(startBackupSession);
  readonly setBackupItem = this.#changing(setBackupItem);
  readonly closeBackupSession = this.#changing(closeBackupSession);
  readonly saveCorrection = this.#changing(saveCorrection);
  readonly removeCorrection = this.#changing(removeCorrection);
  readonly setPolicy = this.#changing(setPolicy);
  readonly dismiss = this.#changing(dismiss);
  readonly setPreferences = this.#changing(setPreferences);

  readonly noteDeletion = this.#changing(noteDeletion);

  journalBegin(entry: JournalEntry): InventoryOutcome<{ id: string }> {
    return this.#work.change((context) => beginOperation(context, entry, this.#instance));
  }

  async journalEnd(
    id: string,
    result: JournalEnd['result'],
    details: Record<string, string> = {},
  ): Promise<Awaited<InventoryOutcome<void>>> {
    const end: JournalEnd = { id, result, details };
    const written = await this.#work.change((context) => endOperation(context, end));
    if (!written.ok) this.#work.keepUnwritten(end);
    return written;
  }

  unlock(secret: Uint8Array): InventoryOutcome<void> {
    return this.#work.replace(async () => {
      try {
        await unlockFile(this.#file, secret);
      } finally {
        secret.fill(0);
      }
    });
  }

  exportJson(): InventoryOutcome<string> {
    return this.#work.read((data) => exportDocument(data, this.#demo, this.#now()));
  }

  previewImport(json: string): InventoryOutcome<JsonImportPreview> {
    return this.#work.read((data, revision) => {
      const document = parseDocument(json, this.#demo);
      // Merged into a copy that is thrown away; its ids must not be taken from a demo's seeded source.
      const context = { ...this.#contextOn(data.copy()), newId: () => idFrom(randomBytes) };
      const token = idFrom(randomBytes);
      const merged = mergeDocument(context, document);
      this.#secrets.check(context.data, data);
      this.#preview = { token, document, revision, fileId: this.#fileId() };
      return { token, ...merged };
    });
  }

  applyImport(token: string, sameKeys: SameKeys = {}): InventoryOutcome<void> {
    return this.#work.change((context, revision) => {
      const preview = this.#preview;
      const isCurrent = preview?.revision === revision && preview.fileId === this.#fileId();
      if (preview === null || preview.token !== token || !isCurrent) throw invalid('preview-void');
      const { undecidedKeys } = mergeDocument(context, preview.document, sameKeys);
      if (undecidedKeys.length > 0) throw invalid('which-imported-key');
      this.#preview = null;
    });
  }

  backup(): InventoryOutcome<{ file: string }> {
    return this.#work.attempt(() => backUp(this.#file));
  }

  restore(file: string): InventoryOutcome<void> {
    return this.#work.replace(() => restoreFrom(this.#file, path.resolve(file), this.#contextOn));
  }

  setPassphrase(passphrase: Uint8Array | null): InventoryOutcome<void> {
    return this.#work.replace(async () => {
      try {
        await setPassphrase(this.#file, this.#contextOn, passphrase);
      } finally {
        passphrase?.fill(0);
      }
    });
  }

  createRecoveryCode(): InventoryOutcome<{ code: string }> {
    return this.#work.replace(() => createRecoveryCode(this.#file, this.#contextOn));
  }

  setKeychain(on: boolean): InventoryOutcome<void> {
    return this.#work.replace(() => setKeychain(this.#file, this.#contextOn, on));
  }

  acceptFile(): InventoryOutcome<void> {
    return this.#work.replace(() => this.#file.accept());
  }

  startFromScratch(): InventoryOutcome<{ keptAside: string | null }> {
    return this.#work.replace(() => startFromScratch(this.#file));
  }

  eraseEverything(): InventoryOutcome<void> {
    return this.#work.replace(() => eraseEverything(this.#file));
  }

  async close(): Promise<void> {
    await this.#file.settled();
    this.#file.forget();
    this.#work.unsubscribeAll();
    unregisterInstance(this.#instance);
    this.#temporary?.remove();
  }

  /** Creates a function that changes the inventory as `work` does: all of it or nothing. */
  #changing<Input extends readonly unknown[], Value>(
    work: (context: ChangeContext, ...input: Input) => Value,
  ): (...input: Input) => InventoryOutcome<Value> {
    return (...input) => this.#work.change((context) => work(context, ...input));
  }

  #fileId(): string | null {
    return this.#file.header?.fileId ?? null;
  }

  #now(): string {
    return new Date(this.#clock()).toISOString();
  }
}
