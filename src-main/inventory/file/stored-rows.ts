import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import { decodeBlock, encodeBlock } from './enrolment-block.ts';
import {
  type InventoryData,
  isRecordKind,
  type RecordChange,
  type RecordKind,
  recordKinds,
  recordSchemas,
} from '../records/inventory-data.ts';
import type { OpenedRow, RowChange } from './record-store.ts';
import { damaged } from './storage-failure.ts';

/** The kind of the rows that hold all enrolments of one key; their id is the key's. */
const blockKind = 'enrolments';

/** Returns the rows that must be written for the changes of `data`. */
export function changedRows(data: InventoryData): RowChange[] {
  const rows = data
    .changes()
    .filter(({ kind }) => kind !== 'enrolment')
    .map(({ kind, id, record }) => ({ kind, id, content: record }));
  return [...rows, ...[...data.changedBlocks()].map((keyId) => blockRow(data, keyId))];
}

/** Returns every row of an inventory. */
export function allRows(data: InventoryData): RowChange[] {
  const rows = recordKinds
    .filter((kind) => kind !== 'enrolment')
    .flatMap((kind) => data.all(kind).map((record) => ({ kind, id: record.id, content: record })));
  return [...rows, ...[...data.enrolledKeyIds()].map((keyId) => blockRow(data, keyId))];
}

function blockRow(data: InventoryData, keyId: string): RowChange {
  const enrolments = data.enrolmentsOf(keyId);
  return { kind: blockKind, id: keyId, content: enrolments.length === 0 ? null : encodeBlock(enrolments) };
}

/** Collects the rows that this program version understands. Throws `inventory-damaged` on any other. */
export function collectInto(data: InventoryData): (row: OpenedRow) => void {
  return ({ kind, id, content }) => {
    if (kind === blockKind) return putBlock(data, id, decodeBlock(id, content));
    if (!isRowKind(kind)) throw damaged('a record of an unknown kind');
    putRecord(data, kind, content);
  };
}

/** Removes a row from `data` that is no longer in the file. */
export function dropRow(data: InventoryData, { kind, id }: Pick<OpenedRow, 'kind' | 'id'>): void {
  if (kind === blockKind) putBlock(data, id, []);
  else if (isRowKind(kind)) data.remove(kind, id);
}

/** Returns the kind of the first record that could not be read back: it must not be written, because it would pass for damage. */
export function unstorable(changes: readonly RecordChange[]): RecordKind | null {
  for (const { kind, record } of changes) {
    if (record === null || !isRecordKind(kind)) continue;
    if (!recordSchemas[kind].safeParse(record).success) return kind;
  }
  return null;
}

/** Replaces a key's enrolments; one that is the same stays the same object. */
function putBlock(data: InventoryData, keyId: string, enrolments: readonly Enrolment[]): void {
  const before = new Map(data.enrolmentsOf(keyId).map((enrolment) => [enrolment.id, enrolment]));
  const now = new Set(enrolments.map(({ id }) => id));
  for (const id of before.keys()) if (!now.has(id)) data.remove('enrolment', id);
  for (const enrolment of enrolments) {
    const same = before.get(enrolment.id);
    if (same === undefined || !isSame(same, enrolment)) data.load('enrolment', enrolment);
  }
}

function isSame(left: Enrolment, right: Enrolment): boolean {
  const fields = new Map<string, unknown>(Object.entries(left));
  return Object.entries(right).every(([name, value]) => fields.get(name) === value);
}

function putRecord(data: InventoryData, kind: Exclude<RecordKind, 'enrolment'>, content: unknown): void {
  const parsed = recordSchemas[kind].safeParse(content);
  if (!parsed.success) throw damaged(`a ${kind} record has another shape`);
  data.load(kind, parsed.data);
}

function isRowKind(kind: string): kind is Exclude<RecordKind, 'enrolment'> {
  return kind !== 'enrolment' && isRecordKind(kind);
}
