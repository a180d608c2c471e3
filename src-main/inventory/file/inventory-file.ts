import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { InventoryData } from '../records/inventory-data.ts';
import {
  checkIntegrity,
  connect,
  exclusively,
  inTransaction,
  readVersion,
  type TransactionMode,
  writeCopy,
} from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import { factsOf } from './file-memory.ts';
import { addKeychain, newHeader, openWithoutSecret } from './key-wraps.ts';
import { KnownFile } from './known-file.ts';
import { putInPlace, removeFile } from './keep-aside.ts';
import { migrateFile, writeNewFile } from './migrate-file.ts';
import { type CopiedFile, copyToRecover } from './recover-copy.ts';
import { removePicture } from './picture-file.ts';
import {
  fileKeys,
  type FileKeys,
  openHead,
  readHeader,
  readSeal,
  removeAllRows,
  emptyState,
  wipeKeys,
  writeChanges,
} from './record-store.ts';
import {
  ensurePrivateDirectory,
  fileAt,
  isWindows,
  isWritable,
  kindOfPath,
  makePrivate,
  removeAbandoned,
  removeAll,
  siblings,
  takeName,
  temporaryBeside,
} from './safe-file.ts';
import { InventoryError, invalid, isRefusal, isUnopenable, sqliteCode } from './storage-failure.ts';
import type { Changed, InventoryFileOptions, FileContent, Write } from './file-content.ts';
import { loadContent, type StoredContent, updateContent } from './stored-content.ts';
import { allRows, changedRows, unstorable } from './stored-rows.ts';
import { type InventoryDatabase, schemaVersion } from './tables.ts';

interface UnwrappedKey {
  readonly fileId: string;
  readonly dataKey: Uint8Array;
  readonly keys: FileKeys;
}

const defaultPatience = 10_000;
/** Milliseconds after which what is remembered outside the file is brought up to date with the next change. */
const memoryInterval = 30_000;

/** Thrown within a use of the file, which then begins again: another file has taken its place meanwhile. */
class FileReplaced extends Error {}

/**
 * One inventory file: a connection is opened for every use and closed after it, so that window and command line share the file and a disk
 * can be taken out. What was read is kept in memory, and read again as far as another program changed it.
 */
export class InventoryFile {
  readonly #options: InventoryFileOptions;
  #key: UnwrappedKey | null = null;
  #cached: StoredContent | null = null;
  #header: FileHeader | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #copy: CopiedFile | null = null;
  readonly #known: KnownFile;

  constructor(options: InventoryFileOptions) {
    this.#options = options;
    this.#known = new KnownFile(options.file, options.memory);
  }

  get path(): string {
    return this.#options.file;
  }

  get options(): InventoryFileOptions {
    return this.#options;
  }

  get patience(): number {
    return this.#options.patience ?? defaultPatience;
  }

  /** The header as last read; null before that and where there is no file. */
  get header(): FileHeader | null {
    return this.#header;
  }

  get dataKey(): Uint8Array | null {
    return this.#key?.dataKey ?? null;
  }

  /** Checks whether there is a file that can be read but not changed. */
  isReadOnly(): boolean {
    return kindOfPath(this.path) === 'file' && !isWritable(this.path);
  }

  /** Runs uses of the file one after the other. */
  queued<Value>(work: () => Promise<Value>): Promise<Value> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Runs `work` on the content of the file, read in one transaction. */
  read<Value>(work: (content: FileContent) => Value | Promise<Value>): Promise<Value> {
    return this.queued(() => this.#use('deferred', async (content) => work(content)));
  }

  /** Calls `work` as the only writer and commits what it changed; creates the file where there is none. `work` may run more than once. */
  change<Value>(
    work: (content: FileContent) => Changed<Value> | Promise<Changed<Value>>,
  ): Promise<Changed<Value> & { readonly revision: number }> {
    return this.queued(() => this.#change(work));
  }

  /** Writes the present state to another file, which must not exist. Throws `input-invalid` (`nothing-to-back-up`). */
  copyTo(target: string): Promise<void> {
    return this.queued(async () => {
      const exists = await this.#use('deferred', (content) => Promise.resolve(content.exists));
      if (!exists) throw invalid('nothing-to-back-up');
      const database = await this.#connected(this.#copy?.path ?? this.path);
      try {
        await writeCopy(database, target, this.patience);
      } finally {
        await database.destroy();
      }
    });
  }

  /** Adopts a data key that a passphrase or recovery code opened. */
  adopt(header: FileHeader, dataKey: Uint8Array): void {
    this.#wipeKey();
    this.#header = header;
    this.#cached = null;
    this.#key = { fileId: header.fileId, dataKey, keys: fileKeys(dataKey, header.fileId) };
  }

  /** Wipes the data key and everything read. */
  forget(): void {
    this.#wipeKey();
    this.#cached = null;
    this.#header = null;
    this.#copy?.remove();
    this.#copy = null;
  }

  /** Accepts the present file as the expected one from now on. */
  accept(): Promise<void> {
    return this.queued(async () => {
      this.#known.acceptAny();
      await this.#use('deferred', () => Promise.resolve());
      await this.#known.remember(0);
    });
  }

  /**
   * Replaces this file by another one, or with null removes it, while nobody else uses it. `work` gets the content, or null where it cannot
   * be opened, and returns the finished file. What is remembered of the file is forgotten.
   */
  replace(work: (content: FileContent | null) => Promise<string | null>): Promise<void> {
    return this.queued(async () => {
      let finished: string | null = null;
      const replaceNow = (): void => (finished === null ? removeFile(this.path) : putInPlace(finished, this.path));
      const replaceIn = async (content: FileContent | null): Promise<void> => {
        removePicture(this.path);
        finished = await work(content);
        // Before: a process that dies in between must not leave another file than the one that is remembered.
        await this.#known.forget();
        // Windows neither replaces nor removes a file that is open; that in turn keeps every other program out.
        if (!isWindows) replaceNow();
      };
      try {
        await this.#use('exclusive', (content) => replaceIn(content));
      } catch (error) {
        if (!isUnopenable(error)) throw error;
        await exclusively(this.path, this.patience, () => replaceIn(null));
      }
      if (isWindows) replaceNow();
      this.forget();
    });
  }

  /** Waits until everything asked for so far has ended, and what is remembered of the file is up to date. */
  async settled(): Promise<void> {
    await this.#queue;
    await this.#known.remember(0);
  }

  async #change<Value>(work: (content: FileContent) => Changed<Value> | Promise<Changed<Value>>) {
    for (;;) {
      const changed = await this.#use('immediate', async (content, database) => {
        const result = await work(content);
        const { write } = result;
        if (write === null) return { ...result, revision: content.revision };
        removePicture(this.path);
        const malformed = unstorable(write.data.changes());
        if (malformed !== null) throw invalid(`${malformed}-malformed`);
        const revision = database === null ? await this.#create(write) : await this.#write(database, write);
        // Another program made the file first: what it wrote is read, and `work` runs on that.
        return revision === null ? null : { ...result, revision };
      });
      if (changed === null) continue;
      this.#see();
      await this.#known.remember(memoryInterval);
      return changed;
    }
  }

  /** Opens the file, reads it in a transaction and runs `work` in that. `database` is null where there is no file. */
  async #use<Value>(
    mode: TransactionMode,
    work: (content: FileContent, database: InventoryDatabase | null) => Promise<Value>,
  ): Promise<Value> {
    for (;;) {
      try {
        const place = this.#placeOf(mode);
        if (place === null) {
          this.forget();
          return await work({ exists: false, header: null, data: new InventoryData(), revision: 0 }, null);
        }
        return await this.#transact(place, mode, work);
      } catch (error) {
        if (error instanceof FileReplaced) continue;
        // After a failure nothing in memory is trusted: the next use reads and checks the file again.
        if (!isRefusal(error)) this.#cached = null;
        throw error;
      }
    }
  }

  /** Returns the path to open: the file's, or that of a copy where it can be neither changed nor read as it is; null where there is no file. */
  #placeOf(mode: TransactionMode): string | null {
    const { file } = this.#options;
    const kind = kindOfPath(file);
    if (kind === 'nothing') return null;
    if (kind !== 'file') throw new InventoryError({ kind: 'inventory-unreadable', detail: `is-${kind}` });
    if (isWritable(file)) {
      makePrivate(file);
      return file;
    }
    if (mode !== 'deferred') throw new InventoryError({ kind: 'inventory-read-only' });
    return this.#copy?.isCurrent() === true ? this.#copy.path : file;
  }

  async #transact<Value>(
    place: string,
    mode: TransactionMode,
    work: (content: FileContent, database: InventoryDatabase) => Promise<Value>,
  ): Promise<Value> {
    const identity = fileAt(place);
    const isReadOnly = !isWritable(place);
    let version: number;
    const database = await this.#connected(place);
    try {
      version = await readVersion(database, this.patience);
      if (version > schemaVersion) throw new InventoryError({ kind: 'inventory-newer' });
      if (version === schemaVersion) {
        return await inTransaction(database, mode, this.patience, async () => {
          if (fileAt(place) !== identity) throw new FileReplaced();
          const { data, state } = await this.#load(database);
          return work({ exists: true, header: this.#header, data, revision: state.head.revision }, database);
        });
      }
    } catch (error) {
      // A journal that nobody rolled back, on a disk that takes nothing.
      if (!isReadOnly || !isRecoveryNeeded(error)) throw error;
      version = 0;
    } finally {
      await database.destroy();
    }
    if (isReadOnly) {
      this.#copy?.remove();
      this.#copy = copyToRecover(this.path);
    } else {
      await migrateFile(place, version, {
        patience: this.patience,
        now: this.#options.now(),
        openKey: async (header) => (await this.#openKey(header)).dataKey,
      });
    }
    throw new FileReplaced();
  }

  #connected(place: string): Promise<InventoryDatabase> {
    return connect(place, !isWritable(place), this.patience);
  }

  async #load(database: InventoryDatabase): Promise<StoredContent> {
    const cached = this.#cached;
    if (cached === null) await checkIntegrity(database);
    const header = await readHeader(database);
    const { keys, fileId } = await this.#openKey(header);
    const seal = await readSeal(database);
    if (cached !== null && cached.fileId === fileId && cached.state.seal === seal) return cached;
    const found = factsOf(header, openHead(keys, seal).revision);
    await this.#known.assertExpected(found, cached?.fileId === fileId);
    this.#cached =
      cached?.fileId === fileId ? await updateContent(database, keys, cached) : await loadContent(database, keys);
    this.#see();
    return this.#cached;
  }

  async #openKey(header: FileHeader): Promise<UnwrappedKey> {
    const { demo, keychain } = this.#options;
    this.#header = header;
    if (header.demo !== demo) throw new InventoryError({ kind: 'inventory-not-demo' });
    if (this.#key?.fileId !== header.fileId) {
      const dataKey = await openWithoutSecret(header, keychain);
      if (dataKey === null) throw lockedOut(header);
      this.adopt(header, dataKey);
    }
    if (this.#key === null) throw new Error('the inventory is not open');
    return this.#key;
  }

  /** Remembers the file that was read or committed as the one that is expected from now on. */
  #see(): void {
    if (this.#header === null || this.#cached === null) return;
    this.#known.see(factsOf(this.#header, this.#cached.state.head.revision));
  }

  /** Writes within the open transaction. Returns the new revision. */
  async #write(database: InventoryDatabase, { data, header, dataKey }: Write): Promise<number> {
    const key = this.#key;
    const before = this.#cached?.state;
    if (key === null || before === undefined) throw new Error('the inventory is not open');
    // Should the commit fail, the file is read and checked again before anything else is said of it.
    this.#cached = null;
    if (dataKey === undefined || header === undefined) {
      const state = await writeChanges(database, key.keys, before, changedRows(data), header ?? null);
      if (header !== undefined) await this.#known.announce(factsOf(header, state.head.revision));
      return this.#committing(header ?? null, { fileId: key.fileId, data: data.copy(), state });
    }
    await removeAllRows(database);
    const keys = fileKeys(dataKey, header.fileId);
    const state = await writeChanges(database, keys, emptyState(before.head.revision), allRows(data), header);
    wipeKeys(keys);
    await this.#known.announce(factsOf(header, state.head.revision));
    this.adopt(header, dataKey);
    return this.#committing(header, { fileId: header.fileId, data: data.copy(), state });
  }

  #committing(header: FileHeader | null, cached: StoredContent): number {
    if (header !== null) this.#header = header;
    this.#cached = cached;
    return cached.state.head.revision;
  }

  /** Creates the file. Returns its first revision, or null where another program created one first. */
  async #create({ data }: Write): Promise<number | null> {
    const { file, demo, keychain } = this.#options;
    const dataKey = new Uint8Array(randomBytes(32));
    const plain = newHeader(dataKey, demo);
    const header = (demo ? null : await addKeychain(plain, dataKey, keychain)) ?? plain;
    ensurePrivateDirectory(path.dirname(file));
    removeAbandoned(path.dirname(file));
    const draft = temporaryBeside(file);
    try {
      const content = { header, dataKey, revision: 0, rows: allRows(data), patience: this.patience };
      const state = await writeNewFile(draft, content);
      if (!takeName(draft, file)) return null;
      this.adopt(header, dataKey);
      this.#cached = { fileId: header.fileId, data: data.copy(), state };
      return state.head.revision;
    } finally {
      removeAll(siblings(draft, ''));
    }
  }

  #wipeKey(): void {
    if (this.#key === null) return;
    this.#key.dataKey.fill(0);
    wipeKeys(this.#key.keys);
    this.#key = null;
  }
}

/** Returns the failure of a file whose data key cannot be opened here; it names what would open it. */
function lockedOut(header: FileHeader): InventoryError {
  return header.passphrase === null && header.recoveryCode === null
    ? new InventoryError({ kind: 'inventory-unreadable', detail: 'keychain-missing' })
    : new InventoryError({ kind: 'inventory-needs-passphrase' });
}

/** Checks whether SQLite could not roll a journal back because it may not write there: SQLITE_READONLY, SQLITE_CANTOPEN. */
function isRecoveryNeeded(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 8 || code === 14;
}
