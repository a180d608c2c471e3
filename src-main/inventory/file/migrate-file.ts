import fs from 'node:fs';
import path from 'node:path';
import { inTransaction, checkIntegrity, connect, createStructure } from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import { keepAside, putInPlace } from './keep-aside.ts';
import { type OldContent, readOldFile } from './old/read-old-file.ts';
import { upgradeRows } from './old/upgrade-records.ts';
import { emptyState, fileKeys, readHeader, readState, type RowChange, wipeKeys, writeChanges } from './record-store.ts';
import {
  createPrivateFile,
  fileAt,
  isWindows,
  removeAbandoned,
  removeAll,
  siblings,
  temporaryBeside,
} from './safe-file.ts';
import { firstTables, type InventoryDatabase } from './tables.ts';
import { errorCode, InventoryError } from './storage-failure.ts';

export interface MigrationOptions {
  readonly patience: number;
  /** For the name of the file that is kept, ISO 8601. */
  readonly now: string;
  /** Opens the data key of a header. Throws InventoryError where nobody here can. */
  openKey(header: FileHeader): Promise<Uint8Array>;
}

/**
 * Migrates a file of an earlier version: everything is read and authenticated, written to a new file beside it, and the old file is kept
 * under another name before the new one takes its own. A process that dies leaves the old file, or the new one.
 */
export async function migrateFile(file: string, version: number, options: MigrationOptions): Promise<void> {
  const { patience, now } = options;
  const before = fileAt(file);
  const draft = temporaryBeside(file);
  const database = await connect(file, false, patience);
  let isFinished: boolean;
  try {
    isFinished = await inTransaction(database, 'exclusive', patience, () =>
      withOldLock(file, async () => {
        // Another program brought it up to date while this one waited.
        if (fileAt(file) !== before) return false;
        await checkIntegrity(database);
        const header = await readHeader(database);
        const dataKey = await options.openKey(header);
        const content = await readEarlier(database, dataKey, header.fileId, version);
        removeAbandoned(path.dirname(file));
        await writeNewFile(draft, { header, dataKey, revision: content.revision, rows: content.rows, patience });
        keepAside(file, now);
        // Windows replaces no file that is open; that in turn keeps every other program out.
        if (!isWindows) putInPlace(draft, file);
        return true;
      }),
    );
  } catch (error) {
    removeAll(siblings(draft, ''));
    throw error;
  } finally {
    await database.destroy();
  }
  if (isWindows && isFinished) putInPlace(draft, file);
}

/** Reads and authenticates a file of an earlier version, and brings its records up to date. */
async function readEarlier(
  database: InventoryDatabase,
  dataKey: Uint8Array,
  fileId: string,
  version: number,
): Promise<OldContent> {
  if (version < firstTables) return readOldFile(database, dataKey, fileId, version);
  const keys = fileKeys(dataKey, fileId);
  try {
    const { state, opened } = await readState(database, keys, version);
    return { revision: state.head.revision, rows: upgradeRows(opened, version) };
  } finally {
    wipeKeys(keys);
  }
}

export interface NewFile {
  readonly header: FileHeader;
  readonly dataKey: Uint8Array;
  /** The revision before the first of this file. */
  readonly revision: number;
  readonly rows: readonly RowChange[];
  readonly patience: number;
}

/** Writes a whole inventory to a file that nobody else knows of yet; it is on the disk when this resolves. */
export async function writeNewFile(draft: string, content: NewFile) {
  const { header, dataKey, revision, rows, patience } = content;
  // Private from its first byte on, whatever the umask.
  createPrivateFile(draft);
  const database = await connect(draft, false, patience);
  const keys = fileKeys(dataKey, header.fileId);
  try {
    return await inTransaction(database, 'immediate', patience, async () => {
      await createStructure(database);
      return writeChanges(database, keys, emptyState(revision), rows, header);
    });
  } finally {
    wipeKeys(keys);
    await database.destroy();
    // SQLite leaves an empty journal beside its file.
    fs.rmSync(`${draft}-journal`, { force: true });
  }
}

/** Milliseconds for which a program of an earlier version holds its lock at most, many times over. */
const oldLockLimit = 15_000;

/**
 * Runs `work` while programs of earlier versions, which know nothing of SQLite's locks, wait: they take the file FILE.in-use.
 * Throws InventoryError `inventory-locked` where one of them is at work.
 */
async function withOldLock<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  const lock = `${file}.in-use`;
  const stat = fs.statSync(lock, { throwIfNoEntry: false });
  // Ours is empty, and whoever made one has died: no two programs migrate one file at once.
  if (stat !== undefined && (stat.size === 0 || Date.now() - stat.mtimeMs > oldLockLimit)) fs.rmSync(lock);
  try {
    createPrivateFile(lock);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new InventoryError({ kind: 'inventory-locked' }, { cause: error });
    throw error;
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
    fs.rmSync(`${file}.lock`, { force: true, recursive: true });
  }
}
