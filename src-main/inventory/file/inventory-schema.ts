import type { Transaction } from 'kysely';
import {
  blocksByKeyOf2,
  upgradeBlockTo3,
  upgradeKeyTo2,
  upgradeLossTo3,
  upgradeOtherWayTo2,
  upgradeOtherWayTo3,
} from './upgrade-records.ts';

/** Tables as they are on disk. Ids are random; what a row says is in `sealed` only. */
export interface InventoryTables {
  header: { id: number; content: Uint8Array };
  manifest: { id: number; sealed: Uint8Array };
  record: SealedRow;
  sqlite_schema: { type: string; name: string; tbl_name: string; rootpage: number; sql: string | null };
}

/** One sealed record. `sequence` orders rows by when they were first written, `version` counts their changes. */
export interface SealedRow {
  kind: string;
  id: string;
  sequence: number;
  version: number;
  sealed: Uint8Array;
}

/** What a migration may do. Everything it does is part of one transaction. */
export interface MigrationSteps {
  /** Runs one SQL statement. */
  run(statement: string): Promise<void>;
  /** The records of one kind by id, opened. */
  records(kind: string): Promise<ReadonlyMap<string, unknown>>;
  put(kind: string, id: string, record: unknown): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
}

/** One step of the file's structure from `version - 1` to `version`. Published migrations are never edited. */
export interface Migration {
  readonly version: number;
  up(steps: MigrationSteps): Promise<void>;
}

export type InventoryTransaction = Transaction<InventoryTables>;

/** "Sprk": tells an inventory from any other SQLite file. */
export const applicationId = 0x5370726b;

/** All published migrations; their number is the schema version this program writes. */
export const publishedMigrations: readonly Migration[] = [
  {
    version: 1,
    async up(steps) {
      await steps.run('create table header (id integer primary key check (id = 1), content blob not null) strict');
      await steps.run('create table manifest (id integer primary key check (id = 1), sealed blob not null) strict');
      await steps.run(
        `create table record (
          kind text not null, id text not null, sequence integer not null, version integer not null, sealed blob not null,
          primary key (kind, id)
        ) strict, without rowid`,
      );
    },
  },
  {
    version: 2,
    async up(steps) {
      await changeEach(steps, 'key', upgradeKeyTo2);
      await changeEach(steps, 'other-way', upgradeOtherWayTo2);
      // All enrolments of a key in one row: a file of 100,000 opens in a tenth of the time.
      const enrolments = await steps.records('enrolment');
      for (const [keyId, block] of blocksByKeyOf2([...enrolments.values()]))
        await steps.put('enrolments', keyId, block);
      for (const id of enrolments.keys()) await steps.remove('enrolment', id);
    },
  },
  {
    // Devices, accounts joined by hand, and what an other way in requires; the first two are records of their own kinds.
    version: 3,
    async up(steps) {
      await changeEach(steps, 'enrolments', upgradeBlockTo3);
      await changeEach(steps, 'other-way', upgradeOtherWayTo3);
      await changeEach(steps, 'loss', upgradeLossTo3);
    },
  },
];

async function changeEach(steps: MigrationSteps, kind: string, upgrade: (record: unknown) => unknown): Promise<void> {
  for (const [id, record] of await steps.records(kind)) await steps.put(kind, id, upgrade(record));
}
