import fs from 'node:fs';
import { Kysely, sql } from 'kysely';
import { applicationId, type InventoryTables } from './inventory-schema.ts';
import { kindOfPath } from './safe-file.ts';
import { SqliteDialect } from './sqlite-dialect.ts';
import { damaged, InventoryError } from './storage-failure.ts';

export type InventoryDatabase = Kysely<InventoryTables>;

/** 3.7.0 to 3.51.2 can corrupt a database, and 3.52.0 was withdrawn (reliability decision 9). */
const oldestEngine = [3, 51, 3] as const;
const sqliteMagic = 'SQLite format 3\0';
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex');
const headerLength = 100;
const pageSize = 4_096;

/** Opens an existing database file. The caller holds the inventory's lock and destroys what is returned. */
export async function openDatabase(file: string, options: { readonly readOnly?: boolean } = {}) {
  const database = new Kysely<InventoryTables>({ dialect: new SqliteDialect(file, options) });
  try {
    const version = await sql<{ version: string }>`select sqlite_version() as version`.execute(database);
    assertEngine(version.rows[0]?.version ?? '');
    // Not WAL: the engine has no shared memory. Not DELETE: the journal's name would have to be made durable every time.
    await sql`pragma journal_mode = persist`.execute(database);
    // The finished journal is cut to nothing, so no former page content stays behind in it.
    await sql`pragma journal_size_limit = 0`.execute(database);
    await sql`pragma synchronous = full`.execute(database);
    await sql`pragma secure_delete = on`.execute(database);
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
 * Looks at a file before the engine does: whether it is there, is an inventory at all and is not of a newer version. Nothing is written,
 * but an interrupted transaction of this version is rolled back first. Throws `inventory-damaged`, `-newer`, `-unreadable`.
 */
export async function inspectFile(file: string, newestSchema: number): Promise<{ schema: number } | 'absent'> {
  const kind = kindOfPath(file);
  if (kind === 'nothing') return 'absent';
  if (kind !== 'file') throw new InventoryError({ kind: 'inventory-unreadable', detail: `is-${kind}` });
  const first = readHead(file);
  if (first !== null && first.schema > newestSchema) throw new InventoryError({ kind: 'inventory-newer' });
  if (hasHotJournal(file)) await rollBack(file);
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

/** SQLite file format §3: a rollback journal with a header in it belongs to a transaction that did not end. */
function hasHotJournal(file: string): boolean {
  if (kindOfPath(`${file}-journal`) !== 'file') return false;
  const handle = fs.openSync(`${file}-journal`, 'r');
  try {
    const magic = Buffer.alloc(journalMagic.length);
    return fs.readSync(handle, magic, 0, magic.length, 0) === magic.length && magic.equals(journalMagic);
  } finally {
    fs.closeSync(handle);
  }
}

async function rollBack(file: string): Promise<void> {
  const database = await openDatabase(file);
  try {
    await sql`select count(*) from sqlite_schema`.execute(database);
  } finally {
    await database.destroy();
  }
}
