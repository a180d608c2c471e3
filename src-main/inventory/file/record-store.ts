import { z } from 'zod';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { digestOfStructure } from './database-file.ts';
import { decodeHeader, encodeHeader, type FileHeader, sealContext } from './file-header.ts';
import { type HashedRow, RowHash } from './row-hash.ts';
import { deriveKey, sealJson, sha256Hex, tagOf, unsealJson } from './sealing.ts';
import { damaged } from './storage-failure.ts';
import { type InventoryDatabase, schemaVersion, type SealedRow } from './tables.ts';

/** Keys derived from the data key for one file. */
export interface FileKeys {
  readonly fileId: string;
  readonly records: Uint8Array;
  readonly head: Uint8Array;
  readonly rowHash: Uint8Array;
}

/** One change of one row; `content` is null where the row goes. */
export interface RowChange {
  readonly kind: string;
  readonly id: string;
  readonly content: unknown;
}

/** A row opened. */
export interface OpenedRow {
  readonly kind: string;
  readonly id: string;
  readonly content: unknown;
}

/** Content of the head; the map of rows is in order of `sequence`. */
const headSchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  nextSequence: z.number().int().positive(),
  rows: z.number().int().nonnegative(),
  rowHash: z.string().regex(/^[0-9a-f]{64}$/),
  header: z.string(),
  structure: z.string(),
  schema: z.number().int().positive(),
});
export type Head = z.infer<typeof headSchema>;

/** Rows and head as read and authenticated. */
export interface StoredState {
  readonly head: Head;
  /** The head as it stands in the file, hex: equal text means that nothing changed. */
  readonly seal: string;
  readonly rows: ReadonlyMap<string, HashedRow>;
}

/** One program writes a file at a time; heads of several writers are for stores that several programs share. */
const writer = 'file';
const batchSize = 500;

/** Derives the keys of one file. */
export function fileKeys(dataKey: Uint8Array, fileId: string): FileKeys {
  return {
    fileId,
    records: deriveKey(dataKey, fileId, 'records'),
    head: deriveKey(dataKey, fileId, 'head'),
    rowHash: deriveKey(dataKey, fileId, 'row hash'),
  };
}

/** Wipes the keys of one file. */
export function wipeKeys(keys: FileKeys): void {
  for (const key of [keys.records, keys.head, keys.rowHash]) key.fill(0);
}

/** Returns the state of a file that has no rows yet, at a revision. */
export function emptyState(revision = 0): StoredState {
  const rowHash = ''.padStart(64, '0');
  const head = { revision, nextSequence: 1, rows: 0, rowHash, header: '', structure: '', schema: schemaVersion };
  return { head, seal: '', rows: new Map() };
}

/** Reads the header row. */
export async function readHeader(database: InventoryDatabase): Promise<FileHeader> {
  return decodeHeader(await readHeaderBytes(database));
}

/** Reads the sealed head as it stands, hex: cheap, to see whether another program wrote meanwhile. */
export async function readSeal(database: InventoryDatabase): Promise<string> {
  const rows = await database.selectFrom('head').select(['writer', 'sealed']).execute();
  const head = rows[0];
  if (rows.length !== 1 || head?.writer !== writer || !isBytes(head.sealed)) throw damaged('not exactly one head');
  return toHex(head.sealed);
}

/** Opens a sealed head. Throws `inventory-damaged`. */
export function openHead(keys: FileKeys, seal: string): Head {
  const opened = unsealJson(keys.head, sealContext(keys.fileId, 'head', writer), Buffer.from(seal, 'hex'));
  return headSchema.parse(opened);
}

/** Opens and authenticates every row, in order, of a file of this version of the records. Throws `inventory-damaged`. */
export async function readState(
  database: InventoryDatabase,
  keys: FileKeys,
  version = schemaVersion,
): Promise<{ readonly state: StoredState; readonly opened: readonly OpenedRow[] }> {
  const rows = new Map<string, HashedRow>();
  const hash = new RowHash(keys.rowHash);
  const opened: OpenedRow[] = [];
  for (let last = 0; ;) {
    // In batches, so that a large file is never in memory twice.
    const batch = await readRows(database, last);
    for (const row of batch) {
      const hashed = hashedRow(row);
      rows.set(rowName(row), hashed);
      hash.add(hashed);
      opened.push(openRow(keys, row));
    }
    const next = batch.at(-1)?.sequence;
    if (next === undefined) break;
    last = next;
  }
  return { state: await vouched(database, keys, rows, hash, version), opened };
}

/** Changes of a file since it was read. */
export interface StateUpdate {
  readonly state: StoredState;
  /** Rows that are new or have another content, in order. */
  readonly changed: readonly OpenedRow[];
  readonly gone: readonly { readonly kind: string; readonly id: string }[];
}

/** Reads and authenticates what was written after `before`; other rows are not read. Throws `inventory-damaged`. */
export async function readUpdate(
  database: InventoryDatabase,
  keys: FileKeys,
  before: StoredState,
): Promise<StateUpdate> {
  const rows = new Map(before.rows);
  const hash = new RowHash(keys.rowHash, before.head.rowHash);
  const changed: OpenedRow[] = [];
  for (const row of await readRowsAfter(database, before.head.revision)) {
    const known = rows.get(rowName(row));
    if (known !== undefined) hash.remove(known);
    // A row that was removed and made again stands at another place in the order.
    if (known?.sequence !== row.sequence) rows.delete(rowName(row));
    rows.set(rowName(row), hashedRow(row));
    hash.add(hashedRow(row));
    changed.push(openRow(keys, row));
  }
  const gone = rows.size > (await countRows(database)) ? await findGone(database, rows) : [];
  for (const row of gone) {
    hash.remove(row);
    rows.delete(rowName(row));
  }
  return { state: await vouched(database, keys, rows, hash), changed, gone };
}

/** Writes changed rows, a header where there is a new one, and a new head; part of the caller's transaction. */
export async function writeChanges(
  database: InventoryDatabase,
  keys: FileKeys,
  before: StoredState,
  changes: readonly RowChange[],
  header: FileHeader | null,
): Promise<StoredState> {
  const rows = new Map(before.rows);
  const hash = new RowHash(keys.rowHash, before.head.rowHash);
  const revision = before.head.revision + 1;
  let { nextSequence } = before.head;
  for (const { kind, id, content } of changes) {
    const name = rowName({ kind, id });
    const known = rows.get(name);
    if (known !== undefined) hash.remove(known);
    if (content === null) {
      await database.deleteFrom('record').where('kind', '=', kind).where('id', '=', id).execute();
      rows.delete(name);
      continue;
    }
    const row = sealRow(keys, { kind, id, sequence: known?.sequence ?? nextSequence++, revision }, content);
    await database
      .insertInto('record')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ ...row }))
      .execute();
    rows.set(name, hashedRow(row));
    hash.add(hashedRow(row));
  }
  if (header !== null) await writeHeader(database, header);
  const head: Head = {
    revision,
    nextSequence,
    rows: rows.size,
    rowHash: hash.hex(),
    header: sha256Hex(await readHeaderBytes(database)),
    structure: await digestOfStructure(database),
    schema: schemaVersion,
  };
  const sealed = sealJson(keys.head, sealContext(keys.fileId, 'head', writer), head);
  await database
    .insertInto('head')
    .values({ writer, sealed })
    .onConflict((conflict) => conflict.column('writer').doUpdateSet({ sealed }))
    .execute();
  return { head, seal: toHex(sealed), rows };
}

/** Removes every row, where all are written again under another key; part of the caller's transaction. */
export async function removeAllRows(database: InventoryDatabase): Promise<void> {
  await database.deleteFrom('record').execute();
}

/** Checks rows against the sealed head. Throws `inventory-damaged`. */
async function vouched(
  database: InventoryDatabase,
  keys: FileKeys,
  rows: ReadonlyMap<string, HashedRow>,
  hash: RowHash,
  version = schemaVersion,
): Promise<StoredState> {
  const seal = await readSeal(database);
  const head = openHead(keys, seal);
  const found = {
    rows: rows.size,
    rowHash: hash.hex(),
    header: sha256Hex(await readHeaderBytes(database)),
    structure: await digestOfStructure(database),
    schema: version,
  };
  for (const part of ['rows', 'rowHash', 'header', 'structure', 'schema'] as const) {
    if (found[part] !== head[part]) throw damaged(`the head does not match: ${part}`);
  }
  return { head, seal, rows };
}

async function readHeaderBytes(database: InventoryDatabase): Promise<Uint8Array> {
  const rows = await database.selectFrom('header').select('content').execute();
  const content = rows[0]?.content;
  if (rows.length !== 1 || !isBytes(content)) throw damaged('not exactly one header');
  return content;
}

async function writeHeader(database: InventoryDatabase, header: FileHeader): Promise<void> {
  const content = encodeHeader(header);
  await database
    .insertInto('header')
    .values({ id: 1, content })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ content }))
    .execute();
}

const columns = ['sequence', 'kind', 'id', 'revision', 'sealed'] as const;

async function readRows(database: InventoryDatabase, after: number): Promise<SealedRow[]> {
  const query = database.selectFrom('record').select(columns).where('sequence', '>', after);
  return checked(await query.orderBy('sequence').limit(batchSize).execute());
}

async function readRowsAfter(database: InventoryDatabase, revision: number): Promise<SealedRow[]> {
  const query = database.selectFrom('record').select(columns).where('revision', '>', revision);
  return checked(await query.orderBy('sequence').execute());
}

async function countRows(database: InventoryDatabase): Promise<number> {
  const { count } = await database
    .selectFrom('record')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function findGone(database: InventoryDatabase, rows: ReadonlyMap<string, HashedRow>): Promise<HashedRow[]> {
  const there = await database.selectFrom('record').select(['kind', 'id']).execute();
  const names = new Set(there.map(rowName));
  return [...rows.values()].filter((row) => !names.has(rowName(row)));
}

/** Checks the kinds of values: what SQLite gives is not what the types say once a bit of the structure has flipped. */
function checked(rows: SealedRow[]): SealedRow[] {
  for (const { sequence, kind, id, revision, sealed } of rows) {
    const isNumbered = Number.isSafeInteger(sequence) && Number.isSafeInteger(revision);
    if (!isNumbered || typeof kind !== 'string' || typeof id !== 'string' || !isBytes(sealed)) {
      throw damaged('a row of another shape');
    }
  }
  return rows;
}

function sealRow(keys: FileKeys, place: Omit<SealedRow, 'sealed'>, content: unknown): SealedRow {
  return { ...place, sealed: sealJson(keys.records, rowContext(keys.fileId, place), content) };
}

function openRow(keys: FileKeys, row: SealedRow): OpenedRow {
  return { kind: row.kind, id: row.id, content: unsealJson(keys.records, rowContext(keys.fileId, row), row.sealed) };
}

function rowContext(fileId: string, { kind, id, sequence, revision }: Omit<SealedRow, 'sealed'>): string {
  return sealContext(fileId, 'record', kind, id, sequence, revision);
}

function rowName({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}/${id}`;
}

function hashedRow({ kind, id, sequence, revision, sealed }: SealedRow): HashedRow {
  return { kind, id, sequence, revision, tag: toHex(tagOf(sealed)) };
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
