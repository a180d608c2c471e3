import { sql } from 'kysely';
import { z } from 'zod';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { InventoryDatabase } from './database-file.ts';
import { decodeHeader, encodeHeader, type FileHeader, sealContext } from './file-header.ts';
import { type InventoryData, isRecordKind, putChecked, type RecordChange } from './inventory-data.ts';
import type { InventoryTransaction, SealedRow } from './inventory-schema.ts';
import { deriveKey, sealJson, sha256Hex, tagOf, unsealJson } from './sealing.ts';
import { damaged } from './storage-failure.ts';

type Reader = InventoryDatabase | InventoryTransaction;

/** Keys derived from the data key for one file. */
export interface FileKeys {
  readonly fileId: string;
  readonly records: Uint8Array;
  readonly manifest: Uint8Array;
}

/** What the manifest says of one row; the map that holds these is in order of `sequence`. */
interface RowState {
  readonly kind: string;
  readonly id: string;
  readonly sequence: number;
  readonly version: number;
  readonly tag: string;
}
export type RowStates = Map<string, RowState>;

/** The sealed row that vouches for all others: a missing, added, exchanged or older row changes `digest`. */
const manifestSchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  nextSequence: z.number().int().positive(),
  rows: z.number().int().nonnegative(),
  digest: z.string(),
  header: z.string(),
  structure: z.string(),
  schema: z.number().int().positive(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Rows and manifest as read and authenticated. */
export interface StoredState {
  readonly manifest: Manifest;
  /** The manifest as it stands in the file: equal bytes mean that nothing changed. */
  readonly seal: string;
  readonly rows: RowStates;
}

/** Derives the keys of one file. */
export function fileKeys(dataKey: Uint8Array, fileId: string): FileKeys {
  return {
    fileId,
    records: deriveKey(dataKey, fileId, 'records'),
    manifest: deriveKey(dataKey, fileId, 'manifest'),
  };
}

/** Asks the engine whether the file holds together. Throws `inventory-damaged`. */
export async function checkIntegrity(database: Reader): Promise<void> {
  const result = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(database);
  if (result.rows[0]?.integrity_check !== 'ok') throw damaged('integrity_check');
}

/** Reads the header row. */
export async function readHeader(database: Reader): Promise<FileHeader> {
  const row = await database.selectFrom('header').select('content').where('id', '=', 1).executeTakeFirst();
  if (!isBytes(row?.content)) throw damaged('no header');
  return decodeHeader(row.content);
}

/** Reads the sealed manifest as it stands, hex; cheap, to see whether another process wrote meanwhile. */
export async function readSeal(database: Reader): Promise<string> {
  const row = await database.selectFrom('manifest').select('sealed').where('id', '=', 1).executeTakeFirst();
  if (!isBytes(row?.sealed)) throw damaged('no manifest');
  return toHex(row.sealed);
}

/** Opens and authenticates everything. `visit` gets every record in order. Throws `inventory-damaged`. */
export async function readState(
  database: Reader,
  keys: FileKeys,
  schema: number,
  visit: (row: SealedRow, record: unknown) => void,
): Promise<StoredState> {
  const sealed = await readSeal(database);
  const opened = unsealJson(keys.manifest, sealContext(keys.fileId, 'manifest'), Buffer.from(sealed, 'hex'));
  const manifest = manifestSchema.parse(opened);
  const rows: RowStates = new Map();
  for (const row of await readRows(database)) {
    visit(row, unsealJson(keys.records, rowContext(keys.fileId, row), row.sealed));
    rows.set(`${row.kind}/${row.id}`, stateOf(row));
  }
  const vouched = { ...manifest, ...(await fingerprint(database)), rows: rows.size, digest: digestOf(rows), schema };
  for (const part of ['rows', 'digest', 'header', 'structure', 'schema'] as const) {
    if (vouched[part] !== manifest[part]) throw damaged(`the manifest does not match: ${part}`);
  }
  return { manifest, seal: sealed, rows };
}

/** Collects the records that this program version understands. Throws `inventory-damaged` on any other. */
export function collectInto(data: InventoryData): (row: SealedRow, record: unknown) => void {
  return (row, record) => {
    if (!isRecordKind(row.kind)) throw damaged('a record of an unknown kind');
    try {
      putChecked(data, row.kind, record);
    } catch (error) {
      throw error instanceof z.ZodError ? damaged(`a ${row.kind} record has another shape`) : error;
    }
  };
}

/** Writes changed rows and a new manifest; part of the caller's transaction. */
export async function writeChanges(
  transaction: InventoryTransaction,
  keys: FileKeys,
  before: StoredState,
  changes: readonly RecordChange[],
  schema: number,
): Promise<StoredState> {
  const rows: RowStates = new Map(before.rows);
  let { nextSequence } = before.manifest;
  for (const { kind, id, record } of changes) {
    const known = rows.get(`${kind}/${id}`);
    if (record === null) {
      await transaction.deleteFrom('record').where('kind', '=', kind).where('id', '=', id).execute();
      rows.delete(`${kind}/${id}`);
      continue;
    }
    const place = { kind, id, sequence: known?.sequence ?? nextSequence++, version: (known?.version ?? 0) + 1 };
    const row: SealedRow = { ...place, sealed: sealJson(keys.records, rowContext(keys.fileId, place), record) };
    await transaction
      .insertInto('record')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ ...row }))
      .execute();
    rows.set(`${kind}/${id}`, stateOf(row));
  }
  const manifest: Manifest = {
    revision: before.manifest.revision + 1,
    nextSequence,
    rows: rows.size,
    digest: digestOf(rows),
    schema,
    ...(await fingerprint(transaction)),
  };
  const sealed = sealJson(keys.manifest, sealContext(keys.fileId, 'manifest'), manifest);
  await transaction
    .insertInto('manifest')
    .values({ id: 1, sealed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed }))
    .execute();
  return { manifest, seal: toHex(sealed), rows };
}

/** Writes the header row; the caller writes a new manifest in the same transaction. */
export async function writeHeader(transaction: InventoryTransaction, header: FileHeader): Promise<void> {
  const content = encodeHeader(header);
  await transaction
    .insertInto('header')
    .values({ id: 1, content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ content }))
    .execute();
}

/** The state of a file that has no rows yet. */
export function emptyState(): StoredState {
  const manifest = { revision: 0, nextSequence: 1, rows: 0, digest: '', header: '', structure: '', schema: 1 };
  return { manifest, seal: '', rows: new Map() };
}

/** Reads all rows in order. What the engine gives is not what the types say once a bit of the structure has flipped. */
async function readRows(database: Reader): Promise<SealedRow[]> {
  const rows = await database
    .selectFrom('record')
    .select(['kind', 'id', 'sequence', 'version', 'sealed'])
    .orderBy('sequence')
    .execute();
  for (const { kind, id, sequence, version, sealed } of rows) {
    const isText = typeof kind === 'string' && typeof id === 'string';
    const isNumber = typeof sequence === 'number' && typeof version === 'number';
    if (!isText || !isNumber || !isBytes(sealed)) throw damaged('a row of another shape');
  }
  return rows;
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function rowContext(fileId: string, row: Omit<SealedRow, 'sealed'>): string {
  return sealContext(fileId, 'record', row.kind, row.id, row.sequence, row.version);
}

function stateOf(row: SealedRow): RowState {
  const { kind, id, sequence, version } = row;
  return { kind, id, sequence, version, tag: toHex(tagOf(row.sealed)) };
}

function digestOf(rows: RowStates): string {
  let text = '';
  for (const { kind, id, sequence, version, tag } of rows.values()) {
    text += `${JSON.stringify([kind, id, sequence, version, tag])}\n`;
  }
  return sha256Hex(text);
}

/** What stands unsealed and must not change unseen either: the header and the structure of the tables. */
async function fingerprint(database: Reader): Promise<{ header: string; structure: string }> {
  const header = await database.selectFrom('header').select('content').execute();
  const structure = await database
    .selectFrom('sqlite_schema')
    .select(['type', 'name', 'tbl_name', 'sql'])
    .orderBy('name')
    .execute();
  const [content] = header;
  if (!isBytes(content?.content) || header.length !== 1) throw damaged('not exactly one header');
  return { header: sha256Hex(content.content), structure: sha256Hex(JSON.stringify(structure)) };
}
