import { Kysely, sql } from 'kysely';
import { whileBusy } from './busy.ts';
import { sha256Hex } from './sealing.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { damaged, sqliteCode } from './storage-failure.ts';
import { applicationId, createTables, type InventoryDatabase, type InventoryTables, schemaVersion } from './tables.ts';

/*
 * Everything that is SQLite's own: connections, pragmas, transactions, its catalogue of tables. The rest of the inventory is Kysely's
 * standard SQL.
 *
 * While a connection is open, nothing else in this process may open the same file: on POSIX, closing any descriptor of a file
 * drops all locks that the process has on it, SQLite's among them. So this module and sqlite-engine.ts are the only ones that open an
 * inventory file; scripts/source-rules.mjs holds that.
 */

/** Kind of a transaction: reading a consistent state, the only writer, or the only user of the file. */
export type TransactionMode = 'deferred' | 'immediate' | 'exclusive';

/** Opens a connection. The caller destroys what is returned. Throws what SQLite throws. */
export async function connect(file: string, readOnly: boolean, patience: number): Promise<InventoryDatabase> {
  const database = new Kysely<InventoryTables>({ dialect: sqliteDialect(file, readOnly) });
  try {
    await pragma(database, 'trusted_schema = off');
    await pragma(database, 'cell_size_check = on');
    if (readOnly) return database;
    // One file that can be copied, on any disk: a rollback journal, which is on the disk before the file is written, and empty after.
    await whileBusy(patience, () => pragma(database, 'journal_mode = truncate'));
    await pragma(database, 'synchronous = extra');
    // What is deleted or replaced is not to be found in free pages.
    await pragma(database, 'secure_delete = on');
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Runs `work` in one transaction, which is committed when it resolves. Throws `inventory-locked` after `patience` milliseconds. */
export async function inTransaction<Value>(
  database: InventoryDatabase,
  mode: TransactionMode,
  patience: number,
  work: () => Promise<Value>,
): Promise<Value> {
  await whileBusy(patience, () => run(database, `begin ${mode}`));
  try {
    // A deferred transaction takes its lock, and with it one consistent state, with the first read.
    if (mode === 'deferred') await whileBusy(patience, () => run(database, 'select count(*) from sqlite_schema'));
    const value = await work();
    // Readers of the state before hold a commit up until they have read it.
    await whileBusy(patience, () => run(database, 'commit'));
    return value;
  } catch (error) {
    // After an I/O error or on a full disk SQLite has rolled back by itself, and this fails.
    await run(database, 'rollback').catch(() => undefined);
    throw error;
  }
}

/** Runs `work` while no other program uses the file, as far as SQLite can tell: of what is no database it cannot. */
export async function exclusively(file: string, patience: number, work: () => Promise<void>): Promise<void> {
  let database: InventoryDatabase | null = null;
  try {
    database = await connect(file, false, patience);
    const opened = database;
    await whileBusy(patience, () => run(opened, 'begin exclusive'));
  } catch (error) {
    await database?.destroy();
    if (!isUnusable(error)) throw error;
    return work();
  }
  try {
    await work();
  } finally {
    await database.destroy();
  }
}

/** Checks whether SQLite refuses the file (SQLITE_CORRUPT, SQLITE_NOTADB), for every other program too. */
function isUnusable(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 11 || code === 26;
}

/** Reads the version of tables and records. Throws `inventory-damaged` where the file is no inventory. */
export async function readVersion(database: InventoryDatabase, patience: number): Promise<number> {
  const application = await whileBusy(patience, () => pragmaNumber(database, 'application_id'));
  if (application !== applicationId) throw damaged('not an inventory file');
  const version = await whileBusy(patience, () => pragmaNumber(database, 'user_version'));
  if (version < 1) throw damaged('no version');
  return version;
}

/** Checks that the database holds together. Throws `inventory-damaged`. */
export async function checkIntegrity(database: InventoryDatabase): Promise<void> {
  const result = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(database);
  if (result.rows[0]?.integrity_check !== 'ok') throw damaged('integrity_check');
}

/** Creates the tables of an empty file; part of the caller's transaction. */
export async function createStructure(database: InventoryDatabase): Promise<void> {
  for (const statement of createTables) await run(database, statement);
  await pragma(database, `application_id = ${applicationId}`);
  await pragma(database, `user_version = ${schemaVersion}`);
}

/** Returns a digest of the definitions of all tables, hex. */
export async function digestOfStructure(database: InventoryDatabase): Promise<string> {
  const structure = await database
    .selectFrom('sqlite_schema')
    .select(['type', 'name', 'tbl_name', 'sql'])
    .orderBy('name')
    .execute();
  return sha256Hex(JSON.stringify(structure));
}

/** Writes the last committed state to a new file, without free pages; not part of a transaction. */
export async function writeCopy(database: InventoryDatabase, target: string, patience: number): Promise<void> {
  await whileBusy(patience, () => sql`vacuum into ${target}`.execute(database));
}

async function pragma(database: InventoryDatabase, text: string): Promise<void> {
  await run(database, `pragma ${text}`);
}

async function pragmaNumber(database: InventoryDatabase, name: 'application_id' | 'user_version'): Promise<number> {
  const { rows } = await sql.raw<Record<typeof name, number>>(`pragma ${name}`).execute(database);
  return rows[0]?.[name] ?? 0;
}

async function run(database: InventoryDatabase, statement: string): Promise<void> {
  await sql.raw(statement).execute(database);
}
