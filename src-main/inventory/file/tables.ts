import type { Kysely } from 'kysely';

/** Tables as they are on disk. Ids are random; what a row says is in `sealed` only. */
export interface InventoryTables {
  header: { id: number; content: Uint8Array };
  /** One sealed row for each program that writes, which vouches for all rows: in a file of one person there is one. */
  head: { writer: string; sealed: Uint8Array };
  record: SealedRow;
  sqlite_schema: { type: string; name: string; tbl_name: string; rootpage: number; sql: string | null };
}

/** One sealed record. `sequence` orders rows by when they were first written; `revision` is that of the last change. */
export interface SealedRow {
  sequence: number;
  kind: string;
  id: string;
  revision: number;
  sealed: Uint8Array;
}

export type InventoryDatabase = Kysely<InventoryTables>;

/** "Sprk": tells an inventory from any other SQLite file. */
export const applicationId = 0x5370726b;

/** The version of tables and records that this program writes, in `user_version`. Older ones are migrated. */
export const schemaVersion = 5;

/** The first version of these tables; versions before it are read by `old/read-old-file.ts`. */
export const firstTables = 4;

export const createTables: readonly string[] = [
  'create table header (id integer primary key check (id = 1), content blob not null) strict',
  'create table head (writer text primary key, sealed blob not null) strict, without rowid',
  `create table record (
    sequence integer primary key, kind text not null, id text not null, revision integer not null, sealed blob not null,
    unique (kind, id)
  ) strict`,
];
