import { sql } from 'kysely';
import type { InventoryDatabase } from './database-file.ts';
import { applicationId, type InventoryTransaction, type Migration } from './inventory-schema.ts';
import { type FileKeys, readState, type RowChange, type StoredState, writeChanges } from './record-store.ts';

/**
 * Brings an authenticated file to the newest schema, one transaction per migration: a process that dies at any statement leaves the
 * schema before or the schema after. The caller has made a backup.
 */
export async function migrate(
  database: InventoryDatabase,
  keys: FileKeys,
  from: number,
  migrations: readonly Migration[],
): Promise<void> {
  for (const migration of migrations.slice(from)) {
    const before = await readRecords(database, keys, migration.version - 1);
    await database.transaction().execute(async (transaction) => {
      const changes: RowChange[] = [];
      await migration.up(stepsIn(transaction, before.records, changes));
      await setVersion(transaction, migration.version);
      await writeChanges(transaction, keys, before.state, changes, migration.version);
    });
  }
}

/** Builds the tables of an empty file; the caller writes header and manifest in the same transaction. */
export async function buildTables(transaction: InventoryTransaction, migrations: readonly Migration[]): Promise<void> {
  await sql.raw(`pragma application_id = ${applicationId}`).execute(transaction);
  for (const migration of migrations) {
    await migration.up(stepsIn(transaction, new Map(), []));
    await setVersion(transaction, migration.version);
  }
}

async function setVersion(transaction: InventoryTransaction, version: number): Promise<void> {
  await sql.raw(`pragma user_version = ${version}`).execute(transaction);
}

type RecordsByKind = Map<string, Map<string, unknown>>;

async function readRecords(
  database: InventoryDatabase,
  keys: FileKeys,
  schema: number,
): Promise<{ state: StoredState; records: RecordsByKind }> {
  const records: RecordsByKind = new Map();
  const state = await readState(database, keys, schema, (row, record) => {
    const ofKind = records.get(row.kind) ?? new Map<string, unknown>();
    ofKind.set(row.id, record);
    records.set(row.kind, ofKind);
  });
  return { state, records };
}

function stepsIn(transaction: InventoryTransaction, records: RecordsByKind, changes: RowChange[]) {
  return {
    async run(statement: string): Promise<void> {
      await sql.raw(statement).execute(transaction);
    },
    records(kind: string): Promise<ReadonlyMap<string, unknown>> {
      return Promise.resolve(records.get(kind) ?? new Map<string, unknown>());
    },
    put(kind: string, id: string, record: unknown): Promise<void> {
      changes.push({ kind, id, content: record });
      return Promise.resolve();
    },
    remove(kind: string, id: string): Promise<void> {
      changes.push({ kind, id, content: null });
      return Promise.resolve();
    },
  };
}
