import { sql } from 'kysely';
import { z } from 'zod';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { InventoryDatabase } from './database-file.ts';
import { decodeHeader, encodeHeader, type FileHeader, sealContext } from './file-header.ts';
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

/** A row without its content. */
export type RowPlace = Omit<SealedRow, 'sealed'>;

/** One change of one row; `content` is null where the row goes. */
export interface RowChange {
  readonly kind: string;
  readonly id: string;
  readonly content: unknown;
}

/** What the manifest says of one row; the map that holds these is in order of `sequence`. */
interface RowState extends RowPlace {
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

/** Opens and authenticates everything. `visit` gets the content of every row in order. Throws `inventory-damaged`. */
export async function readState(
  database: Reader,
  keys: FileKeys,
  schema: number,
  visit: (row: RowPlace, content: unknown) => void,
): Promise<StoredState> {
  const found: { readonly state: RowState; readonly content: unknown }[] = [];
  let last: RowPlace | null = null;
  for (;;) {
    // In batches, so that a large file is never in memory twice.
    const batch = await readRows(database, last);
    for (const row of batch) found.push({ state: stateOf(row), content: openRow(keys, row) });
    last = batch.at(-1) ?? null;
    if (last === null) break;
  }
  found.sort((left, right) => left.state.sequence - right.state.sequence);
  const rows: RowStates = new Map(found.map(({ state }) => [rowName(state), state]));
  const vouched = await vouch(database, keys, schema, rows);
  for (const { state, content } of found) visit(state, content);
  return vouched;
}

/** What became of a file since it was read. */
export interface RowUpdate {
  readonly state: StoredState;
  /** Rows that are new or have another content, in order. */
  readonly changed: readonly { readonly place: RowPlace; readonly content: unknown }[];
  readonly gone: readonly RowPlace[];
}

/** Opens and authenticates what differs from `before`; of all other rows only the tags are read. Throws `inventory-damaged`. */
export async function readUpdate(
  database: Reader,
  keys: FileKeys,
  schema: number,
  before: StoredState,
): Promise<RowUpdate> {
  const states = await readRowStates(database);
  const rows: RowStates = new Map(states.map((state) => [rowName(state), state]));
  const state = await vouch(database, keys, schema, rows);
  const changed: RowUpdate['changed'][number][] = [];
  for (const [name, row] of rows) {
    const known = before.rows.get(name);
    if (known !== undefined && isSameRow(known, row)) continue;
    const sealed = await readRow(database, row);
    if (toHex(tagOf(sealed)) !== row.tag) throw damaged('a row changed while it was read');
    changed.push({ place: row, content: openRow(keys, { ...row, sealed }) });
  }
  // A row that was removed and made again stands at another place in the order.
  const gone = [...before.rows.values()].filter((row) => rows.get(rowName(row))?.sequence !== row.sequence);
  return { state, changed, gone };
}

/** Checks rows against the sealed manifest. Throws `inventory-damaged`. */
async function vouch(database: Reader, keys: FileKeys, schema: number, rows: RowStates): Promise<StoredState> {
  const seal = await readSeal(database);
  const opened = unsealJson(keys.manifest, sealContext(keys.fileId, 'manifest'), Buffer.from(seal, 'hex'));
  const manifest = manifestSchema.parse(opened);
  const vouched = { ...manifest, ...(await fingerprint(database)), rows: rows.size, digest: digestOf(rows), schema };
  for (const part of ['rows', 'digest', 'header', 'structure', 'schema'] as const) {
    if (vouched[part] !== manifest[part]) throw damaged(`the manifest does not match: ${part}`);
  }
  return { manifest, seal, rows };
}

/** Writes changed rows and a new manifest; part of the caller's transaction. */
export async function writeChanges(
  transaction: InventoryTransaction,
  keys: FileKeys,
  before: StoredState,
  changes: readonly RowChange[],
  schema: number,
): Promise<StoredState> {
  const rows: RowStates = new Map(before.rows);
  let { nextSequence } = before.manifest;
  for (const { kind, id, content } of changes) {
    const known = rows.get(`${kind}/${id}`);
    if (content === null) {
      await transaction.deleteFrom('record').where('kind', '=', kind).where('id', '=', id).execute();
      rows.delete(`${kind}/${id}`);
      continue;
    }
    const place = { kind, id, sequence: known?.sequence ?? nextSequence++, version: (known?.version ?? 0) + 1 };
    const row: SealedRow = { ...place, sealed: sealJson(keys.records, rowContext(keys.fileId, place), content) };
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

const batchSize = 500;

/** Reads the next rows by kind and id. What the engine gives is not what the types say once a bit of the structure has flipped. */
async function readRows(database: Reader, after: RowPlace | null): Promise<SealedRow[]> {
  let query = database.selectFrom('record').select(['kind', 'id', 'sequence', 'version', 'sealed']);
  if (after !== null) {
    const { kind, id } = after;
    query = query.where(({ or, and, eb }) =>
      or([eb('kind', '>', kind), and([eb('kind', '=', kind), eb('id', '>', id)])]),
    );
  }
  const rows = await query.orderBy('kind').orderBy('id').limit(batchSize).execute();
  for (const row of rows) if (!isPlace(row) || !isBytes(row.sealed)) throw damaged('a row of another shape');
  return rows;
}

/** Reads every row's place and tag, in order. */
async function readRowStates(database: Reader): Promise<RowState[]> {
  const rows = await database
    .selectFrom('record')
    .select(['kind', 'id', 'sequence', 'version', sql`substr(sealed, -16)`.as('tag')])
    .execute();
  const states = rows.map(({ tag, ...place }) => {
    if (!isPlace(place) || !isBytes(tag)) throw damaged('a row of another shape');
    return { ...place, tag: toHex(tag) };
  });
  return states.sort((left, right) => left.sequence - right.sequence);
}

async function readRow(database: Reader, { kind, id }: RowPlace): Promise<Uint8Array> {
  const row = await database
    .selectFrom('record')
    .select('sealed')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!isBytes(row?.sealed)) throw damaged('a row of another shape');
  return row.sealed;
}

function isPlace({ kind, id, sequence, version }: RowPlace): boolean {
  const isText = typeof kind === 'string' && typeof id === 'string';
  return isText && typeof sequence === 'number' && typeof version === 'number';
}

function openRow(keys: FileKeys, row: SealedRow): unknown {
  return unsealJson(keys.records, rowContext(keys.fileId, row), row.sealed);
}

function rowName({ kind, id }: RowPlace): string {
  return `${kind}/${id}`;
}

function isSameRow(left: RowState, right: RowState): boolean {
  return left.sequence === right.sequence && left.version === right.version && left.tag === right.tag;
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function rowContext(fileId: string, row: RowPlace): string {
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
