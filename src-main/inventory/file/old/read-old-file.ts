import { sql } from 'kysely';
import { z } from 'zod';
import { toHex } from '../../../../src-shared/lib/hex.ts';
import { sealContext } from '../file-header.ts';
import type { OpenedRow } from '../record-store.ts';
import { deriveKey, sha256Hex, tagOf, unsealJson } from '../sealing.ts';
import { damaged } from '../storage-failure.ts';
import type { InventoryDatabase } from '../tables.ts';
import { upgradeRows } from './upgrade-records.ts';

/*
 * Versions 1 to 3 of the inventory file. Its table `record` had a count of changes (`version`) instead of the revision, and one sealed
 * manifest vouched for all rows by a digest over the whole list of them. Published: files of people have this form.
 */

interface OldRow {
  readonly kind: string;
  readonly id: string;
  readonly sequence: number;
  readonly version: number;
  readonly sealed: Uint8Array;
}

const manifestSchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  nextSequence: z.number().int().positive(),
  rows: z.number().int().nonnegative(),
  digest: z.string(),
  header: z.string(),
  structure: z.string(),
  schema: z.number().int().positive(),
});

/** Content of a file of an earlier version, in the records of this one. */
export interface OldContent {
  readonly revision: number;
  readonly rows: readonly OpenedRow[];
}

/** Reads, authenticates and brings up to date every row of a file of version 1, 2 or 3. Throws `inventory-damaged`. */
export async function readOldFile(
  database: InventoryDatabase,
  dataKey: Uint8Array,
  fileId: string,
  version: number,
): Promise<OldContent> {
  const rows = await readRows(database);
  const manifest = await readManifest(database, dataKey, fileId);
  const found = { rows: rows.length, digest: digestOf(rows), schema: version, ...(await fingerprint(database)) };
  for (const part of ['rows', 'digest', 'header', 'structure', 'schema'] as const) {
    if (found[part] !== manifest[part]) throw damaged(`the manifest does not match: ${part}`);
  }
  const key = deriveKey(dataKey, fileId, 'records');
  const opened = rows.map(({ kind, id, sequence, version: changes, sealed }) => ({
    kind,
    id,
    content: unsealJson(key, sealContext(fileId, 'record', kind, id, sequence, changes), sealed),
  }));
  key.fill(0);
  return { revision: manifest.revision, rows: upgradeRows(opened, version) };
}

async function readRows(database: InventoryDatabase): Promise<readonly OldRow[]> {
  const { rows } = await sql<OldRow>`select kind, id, sequence, version, sealed from record order by sequence`.execute(
    database,
  );
  for (const { kind, id, sequence, version, sealed } of rows) {
    const isNumbered = Number.isSafeInteger(sequence) && Number.isSafeInteger(version);
    if (!isNumbered || typeof kind !== 'string' || typeof id !== 'string' || !(sealed instanceof Uint8Array)) {
      throw damaged('a row of another shape');
    }
  }
  return rows;
}

async function readManifest(database: InventoryDatabase, dataKey: Uint8Array, fileId: string) {
  const { rows } = await sql<{ sealed: unknown }>`select sealed from manifest where id = 1`.execute(database);
  const sealed = rows[0]?.sealed;
  if (!(sealed instanceof Uint8Array)) throw damaged('no manifest');
  const key = deriveKey(dataKey, fileId, 'manifest');
  const manifest = manifestSchema.parse(unsealJson(key, sealContext(fileId, 'manifest'), sealed));
  key.fill(0);
  return manifest;
}

function digestOf(rows: readonly OldRow[]): string {
  let text = '';
  for (const { kind, id, sequence, version, sealed } of rows) {
    text += `${JSON.stringify([kind, id, sequence, version, toHex(tagOf(sealed))])}\n`;
  }
  return sha256Hex(text);
}

/** Returns the unsealed parts that were authenticated as well: the header and the definitions of the tables. */
async function fingerprint(database: InventoryDatabase): Promise<{ header: string; structure: string }> {
  const header = await database.selectFrom('header').select('content').execute();
  const structure = await database
    .selectFrom('sqlite_schema')
    .select(['type', 'name', 'tbl_name', 'sql'])
    .orderBy('name')
    .execute();
  const content = header[0]?.content;
  if (!(content instanceof Uint8Array) || header.length !== 1) throw damaged('not exactly one header');
  return { header: sha256Hex(content), structure: sha256Hex(JSON.stringify(structure)) };
}
