import fs from 'node:fs';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import { applicationId, type InventoryTables } from './inventory-schema.ts';
import {
  ensurePrivateFile,
  kindOfPath,
  removeAll,
  siblings,
  syncDirectory,
  syncFile,
  temporaryBeside,
} from './safe-file.ts';
import { SqliteDialect } from './sqlite-dialect.ts';
import { damaged, InventoryError, storageFailure } from './storage-failure.ts';

export type InventoryDatabase = Kysely<InventoryTables>;

/** 3.7.0 to 3.51.2 can corrupt a database, and 3.52.0 was withdrawn (reliability decision 9). */
const oldestEngine = [3, 51, 3] as const;
const sqliteMagic = 'SQLite format 3\0';
const headerLength = 100;
const pageSize = 4_096;

/*
 * How a change becomes durable. The engine's own transactions are not enough: its lock callbacks report our own lock as another
 * process's, so SQLite never sees a journal as hot, and a transaction that dies half-way is never rolled back (shown by the test "the
 * engine leaves half a transaction behind"). So an inventory file is never written to: a change is made in a copy, the copy is synced
 * and then takes the file's name. What stands under that name is always a whole state, the old or the new one.
 */

/** Opens a finished inventory file for reading. The caller holds the inventory's lock and destroys what is returned. */
export function openForReading(file: string): Promise<InventoryDatabase> {
  return openDatabase(file, true);
}

/**
 * Lets `work` write a draft and gives it the file's name when it is whole and durable. The caller holds the lock, and `mayReplace` is
 * asked once more just before. Throws InventoryError; the file is then as it was, or (the last sync failed) whole and new.
 */
export async function replaceFile<Value>(
  file: string,
  from: 'copy' | 'empty',
  work: (draft: InventoryDatabase) => Promise<Value>,
  mayReplace: () => boolean,
): Promise<Value> {
  const draft = temporaryBeside(file);
  // Only holders of the lock make drafts: any other one is of a process that died.
  removeAll(siblings(file, '.new-'));
  try {
    if (from === 'copy') fs.copyFileSync(file, draft, fs.constants.COPYFILE_EXCL);
    ensurePrivateFile(draft);
    const database = await openDraft(draft);
    let value: Value;
    try {
      value = await work(database);
    } finally {
      await database.destroy();
    }
    syncFile(draft);
    if (!mayReplace()) throw new InventoryError({ kind: 'inventory-locked' });
    fs.renameSync(draft, file);
    syncDirectory(path.dirname(file));
    return value;
  } catch (error) {
    // Told apart while the draft still takes its space: afterwards a full disk would not look full any more.
    const failure = storageFailure(error, file);
    throw failure === null ? error : new InventoryError(failure, { cause: error });
  } finally {
    removeAll(siblings(draft, ''));
  }
}

/** Opens a draft that nobody else knows of and that is thrown away if anything fails: neither journal nor sync is needed. */
async function openDraft(file: string): Promise<InventoryDatabase> {
  const database = await openDatabase(file, false);
  await sql`pragma journal_mode = memory`.execute(database);
  await sql`pragma synchronous = off`.execute(database);
  // The next state is made from this one: what was deleted must not travel along in free pages.
  await sql`pragma secure_delete = on`.execute(database);
  return database;
}

async function openDatabase(file: string, readOnly: boolean): Promise<InventoryDatabase> {
  const database = new Kysely<InventoryTables>({ dialect: new SqliteDialect(file, { readOnly }) });
  try {
    const version = await sql<{ version: string }>`select sqlite_version() as version`.execute(database);
    assertEngine(version.rows[0]?.version ?? '');
    await sql`pragma trusted_schema = off`.execute(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Fails where the engine is one that reliability decision 9 rules out. */
export function assertEngine(version: string): void {
  const parts = version.split('.').map(Number);
  const [major = 0, minor = 0, patch = 0] = parts;
  const tooOld =
    major !== oldestEngine[0] ||
    minor < oldestEngine[1] ||
    (minor === oldestEngine[1] && patch < oldestEngine[2]) ||
    (minor === 52 && patch === 0);
  if (tooOld) throw new Error(`SQLite ${version} is not safe to write with; 3.51.3 or newer is needed`);
}

/**
 * Looks at a file before the engine does: whether it is there, is an inventory at all and is not of a newer version.
 * Throws `inventory-damaged`, `-newer`, `-unreadable`.
 */
export function inspectFile(file: string, newestSchema: number): { schema: number } | 'absent' {
  const kind = kindOfPath(file);
  if (kind === 'nothing') return 'absent';
  if (kind !== 'file') throw new InventoryError({ kind: 'inventory-unreadable', detail: `is-${kind}` });
  const head = readHead(file);
  if (head === null || head.schema < 1) throw damaged('not an inventory file');
  if (head.schema > newestSchema) throw new InventoryError({ kind: 'inventory-newer' });
  return { schema: head.schema };
}

/** SQLite file format §1.3: magic, page size at 16, versions at 18 and 19 (1: rollback journal), user version at 60, application at 68. */
function readHead(file: string): { schema: number } | null {
  const handle = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(headerLength);
    const size = fs.fstatSync(handle).size;
    if (size % pageSize !== 0 || fs.readSync(handle, head, 0, headerLength, 0) < headerLength) return null;
    if (head.toString('latin1', 0, 16) !== sqliteMagic || head.readUInt16BE(16) !== pageSize) return null;
    if (head[18] !== 1 || head[19] !== 1 || head.readUInt32BE(68) !== applicationId) return null;
    return { schema: head.readUInt32BE(60) };
  } finally {
    fs.closeSync(handle);
  }
}
