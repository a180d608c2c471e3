import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { writeBackup } from './backups.ts';
import { type InventoryDatabase, inspectFile, openForReading, replaceFile } from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { InventoryData } from '../records/inventory-data.ts';
import type { Migration } from './inventory-schema.ts';
import { addKeychain, newHeader, openWithoutSecret } from './key-wraps.ts';
import type { Keychain } from './keychain.ts';
import { buildTables, migrate } from './migrate.ts';
import {
  checkIntegrity,
  emptyState,
  fileKeys,
  type FileKeys,
  readHeader,
  readSeal,
  readState,
  readUpdate,
  type StoredState,
  writeChanges,
  writeHeader,
} from './record-store.ts';
import { ensurePrivateDirectory, ensurePrivateFile } from './safe-file.ts';
import { allRows, changedRows, collectInto, dropRow, unstorable } from './stored-rows.ts';
import { InventoryError, invalid } from './storage-failure.ts';

export interface InventoryFileOptions {
  readonly file: string;
  readonly demo: boolean;
  readonly keychain: Keychain;
  readonly migrations: readonly Migration[];
  /** ISO 8601. */
  readonly now: () => string;
  readonly patience?: number | undefined;
  readonly scryptLogN?: number | undefined;
}

interface OpenKey {
  readonly fileId: string;
  readonly dataKey: Uint8Array;
  readonly keys: FileKeys;
}

interface Cached {
  readonly fileId: string;
  readonly data: InventoryData;
  readonly state: StoredState;
}

/** The content while the file's lock is held. */
export interface Session {
  /** False where nothing has been written yet. */
  readonly exists: boolean;
  readonly header: FileHeader | null;
  readonly data: InventoryData;
  readonly revision: number;
}

/**
 * One inventory file: opened, authenticated and released again for every use, so that window and command line can share it. What was
 * read is kept in memory and read again only when the sealed manifest shows that somebody else wrote.
 */
export class InventoryFile {
  readonly #options: InventoryFileOptions;
  #key: OpenKey | null = null;
  #cached: Cached | null = null;
  #header: FileHeader | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #lock: FileLock | null = null;

  constructor(options: InventoryFileOptions) {
    this.#options = options;
  }

  get path(): string {
    return this.#options.file;
  }

  get options(): InventoryFileOptions {
    return this.#options;
  }

  /** The header as last read; null before that and where there is no file. */
  get header(): FileHeader | null {
    return this.#header;
  }

  get dataKey(): Uint8Array | null {
    return this.#key?.dataKey ?? null;
  }

  /** Runs `work` with the file locked but not opened; everything known about it is read again afterwards if `work` says so. */
  locked<Value>(work: () => Promise<Value>): Promise<Value> {
    const run = this.#queue.then(async () => {
      const { file, patience } = this.#options;
      ensurePrivateDirectory(path.dirname(file));
      const lock = await lockFile(file, patience === undefined ? {} : { patience });
      this.#lock = lock;
      try {
        return await work();
      } finally {
        this.#lock = null;
        lock.release();
      }
    });
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Runs `work` on the opened and authenticated file. */
  opened<Value>(work: (session: Session) => Promise<Value>): Promise<Value> {
    return this.locked(() => this.openedWithin(work));
  }

  /** As `opened`, for callers that are inside `locked`. */
  async openedWithin<Value>(work: (session: Session) => Promise<Value>): Promise<Value> {
    const { file, migrations } = this.#options;
    const found = inspectFile(file, migrations.length);
    if (found === 'absent') {
      this.forget();
      return work({ exists: false, header: null, data: new InventoryData(), revision: 0 });
    }
    ensurePrivateFile(file);
    try {
      if (found.schema < migrations.length) await this.#migrate(found.schema);
      const { data, state } = await this.#reading((database) => this.#load(database));
      return await work({ exists: true, header: this.#header, data, revision: state.manifest.revision });
    } catch (error) {
      // After a failure nothing in memory is trusted: the next use reads and checks the file again (reliability I-04).
      if (!isRefusal(error)) this.#cached = null;
      throw error;
    }
  }

  /** Writes the changes of `data`, a copy of the session's; makes the file where there is none. Returns the new revision. */
  async commit(session: Session, data: InventoryData, header?: FileHeader): Promise<number> {
    const malformed = unstorable(data.changes());
    if (malformed !== null) throw invalid(`${malformed}-malformed`);
    if (!session.exists) return this.#create(data);
    const { keys, fileId } = this.#opened();
    const before = this.#cached?.state ?? emptyState();
    // Should the commit fail, the file is read and checked anew before anything else is said of it.
    this.#cached = null;
    const state = await this.#replace('copy', (draft) =>
      draft.transaction().execute(async (transaction) => {
        if (header !== undefined) await writeHeader(transaction, header);
        return writeChanges(transaction, keys, before, changedRows(data), this.#options.migrations.length);
      }),
    );
    if (header !== undefined) this.#header = header;
    this.#cached = { fileId, data: data.copy(), state };
    return state.manifest.revision;
  }

  /** Seals everything anew under another header and data key, where the old key has stood unprotected. */
  rekey({ data, revision }: Session, header: FileHeader, dataKey: Uint8Array): Promise<number> {
    return this.#build(data, header, dataKey, revision);
  }

  /** Takes over a data key that a passphrase or recovery code opened. */
  adopt(header: FileHeader, dataKey: Uint8Array): void {
    this.#key?.dataKey.fill(0);
    this.#header = header;
    this.#cached = null;
    this.#key = { fileId: header.fileId, dataKey, keys: fileKeys(dataKey, header.fileId) };
  }

  /** Wipes the data key and everything read. */
  forget(): void {
    if (this.#key !== null) {
      this.#key.dataKey.fill(0);
      this.#key.keys.records.fill(0);
      this.#key.keys.manifest.fill(0);
    }
    this.#key = null;
    this.#cached = null;
    this.#header = null;
  }

  /** Waits until everything asked for so far has ended. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  #opened(): OpenKey {
    if (this.#key === null) throw new Error('the inventory is not open');
    return this.#key;
  }

  async #reading<Value>(work: (database: InventoryDatabase) => Promise<Value>): Promise<Value> {
    const database = await openForReading(this.path);
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  }

  async #load(database: InventoryDatabase): Promise<Cached> {
    const cached = this.#cached;
    if (cached === null) await checkIntegrity(database);
    const { keys, fileId } = await this.#openKey(database);
    const isCurrent = cached !== null && cached.fileId === fileId && cached.state.seal === (await readSeal(database));
    if (isCurrent) return cached;
    const schema = this.#options.migrations.length;
    if (cached?.fileId !== fileId) {
      const data = new InventoryData();
      const state = await readState(database, keys, schema, collectInto(data));
      this.#cached = { fileId, data, state };
      return this.#cached;
    }
    // Somebody else wrote: what they left as it was is not read again, and its records stay the same objects.
    const data = cached.data.copy();
    const { state, changed, gone } = await readUpdate(database, keys, schema, cached.state);
    for (const row of gone) dropRow(data, row);
    const collect = collectInto(data);
    for (const { place, content } of changed) collect(place, content);
    this.#cached = { fileId, data: data.copy(), state };
    return this.#cached;
  }

  async #openKey(database: InventoryDatabase): Promise<OpenKey> {
    const { demo, keychain } = this.#options;
    const header = await readHeader(database);
    this.#header = header;
    if (header.demo !== demo) throw new InventoryError({ kind: 'inventory-not-demo' });
    if (this.#key?.fileId !== header.fileId) {
      const dataKey = await openWithoutSecret(header, keychain);
      if (dataKey === null) throw lockedOut(header);
      this.adopt(header, dataKey);
    }
    return this.#opened();
  }

  /** Authenticates the file as it is, backs it up and brings a copy to the newest schema. */
  async #migrate(schema: number): Promise<void> {
    const { migrations, now } = this.#options;
    const keys = await this.#reading(async (database) => {
      await checkIntegrity(database);
      const opened = await this.#openKey(database);
      await readState(database, opened.keys, schema, () => undefined);
      return opened.keys;
    });
    writeBackup(this.path, now());
    await this.#replace('copy', (draft) => migrate(draft, keys, schema, migrations));
  }

  async #create(data: InventoryData): Promise<number> {
    const { demo, keychain } = this.#options;
    const dataKey = new Uint8Array(randomBytes(32));
    const plain = newHeader(dataKey, demo);
    const header = (demo ? null : await addKeychain(plain, dataKey, keychain)) ?? plain;
    return this.#build(data, header, dataKey, 0);
  }

  /** Makes the whole file from nothing, so that no page of an earlier one lives on in it. */
  async #build(data: InventoryData, header: FileHeader, dataKey: Uint8Array, revision: number): Promise<number> {
    const { migrations } = this.#options;
    const keys = fileKeys(dataKey, header.fileId);
    const empty = emptyState();
    const before = { ...empty, manifest: { ...empty.manifest, revision } };
    const state = await this.#replace('empty', (draft) =>
      draft.transaction().execute(async (transaction) => {
        await buildTables(transaction, migrations);
        await writeHeader(transaction, header);
        return writeChanges(transaction, keys, before, allRows(data), migrations.length);
      }),
    );
    this.adopt(header, dataKey);
    this.#cached = { fileId: header.fileId, data: data.copy(), state };
    return state.manifest.revision;
  }

  #replace<Value>(from: 'copy' | 'empty', work: (draft: InventoryDatabase) => Promise<Value>): Promise<Value> {
    return replaceFile(this.path, from, work, () => this.#lock?.isHeld() ?? true);
  }
}

/** The failure of a file whose data key nobody here can open: it says what would. */
function lockedOut(header: FileHeader): InventoryError {
  return header.passphrase === null && header.recoveryCode === null
    ? new InventoryError({ kind: 'inventory-unreadable', detail: 'keychain-missing' })
    : new InventoryError({ kind: 'inventory-needs-passphrase' });
}

/** A request that was refused before anything was written. */
function isRefusal(error: unknown): boolean {
  return error instanceof InventoryError && error.failure.kind === 'input-invalid';
}
