import { z } from 'zod';
import {
  activitySchema,
  enrolmentSchema,
  inventoryKeySchema,
  type InventorySnapshot,
  otherWayInSchema,
} from '../../src-shared/domain/inventory.ts';
import { processIdentitySchema } from './process-identity.ts';

/** One line of the operation journal (reliability I-27, I-28). */
export const journalRecordSchema = z.strictObject({
  id: z.string(),
  keyId: z.string(),
  operation: z.enum(['delete-passkey', 'rename-passkey', 'set-pin', 'change-pin']),
  credentialId: z.string().nullable(),
  /** `begun`: sent or about to be; `unknown`: it ended without anybody knowing how, a complete listing settles it. */
  state: z.enum(['begun', 'unknown']),
  beganAt: z.string(),
  /** Who began it: while that process lives the operation is not unfinished. */
  owner: processIdentitySchema,
  instance: z.string(),
});
export type JournalRecord = z.infer<typeof journalRecordSchema>;

/** Every kind of row, with the schema that its content is checked against when it is read. */
export const recordSchemas = {
  key: inventoryKeySchema,
  enrolment: enrolmentSchema,
  'other-way': otherWayInSchema,
  activity: activitySchema,
  journal: journalRecordSchema,
} as const;
export type RecordKind = keyof typeof recordSchemas;
export type RecordOf = { [Kind in RecordKind]: z.infer<(typeof recordSchemas)[Kind]> };
export const recordKinds = ['key', 'enrolment', 'other-way', 'activity', 'journal'] as const satisfies RecordKind[];

type Tables = { [Kind in RecordKind]: Map<string, RecordOf[Kind]> };

/** One change of one row; `record` is null where the row goes. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly record: unknown;
}

function emptyTables(): Tables {
  return { key: new Map(), enrolment: new Map(), 'other-way': new Map(), activity: new Map(), journal: new Map() };
}

/** The content of an inventory in the order in which it was first written, and the changes made to it since it was copied. */
export class InventoryData {
  readonly #tables: Tables;
  readonly #changes = new Map<string, RecordChange>();

  constructor(tables: Tables = emptyTables()) {
    this.#tables = tables;
  }

  /** Copies the content without its changes; records are never modified in place. */
  copy(): InventoryData {
    const { key, enrolment, activity, journal } = this.#tables;
    return new InventoryData({
      key: new Map(key),
      enrolment: new Map(enrolment),
      'other-way': new Map(this.#tables['other-way']),
      activity: new Map(activity),
      journal: new Map(journal),
    });
  }

  get<Kind extends RecordKind>(kind: Kind, id: string): RecordOf[Kind] | null {
    return this.#tables[kind].get(id) ?? null;
  }

  all<Kind extends RecordKind>(kind: Kind): RecordOf[Kind][] {
    return [...this.#tables[kind].values()];
  }

  put<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): void {
    this.#tables[kind].set(record.id, record);
    this.#changes.set(`${kind}/${record.id}`, { kind, id: record.id, record });
  }

  remove(kind: RecordKind, id: string): void {
    if (!this.#tables[kind].delete(id)) return;
    this.#changes.set(`${kind}/${id}`, { kind, id, record: null });
  }

  /** The rows that differ from the copied content, in the order of their first change. */
  changes(): RecordChange[] {
    return [...this.#changes.values()];
  }

  isEmpty(): boolean {
    return recordKinds.every((kind) => this.#tables[kind].size === 0);
  }
}

/** Reads one row into `data` after checking its content. Throws ZodError. */
export function putChecked(data: InventoryData, kind: RecordKind, content: unknown): void {
  switch (kind) {
    case 'key':
      return data.put(kind, recordSchemas[kind].parse(content));
    case 'enrolment':
      return data.put(kind, recordSchemas[kind].parse(content));
    case 'other-way':
      return data.put(kind, recordSchemas[kind].parse(content));
    case 'activity':
      return data.put(kind, recordSchemas[kind].parse(content));
    case 'journal':
      return data.put(kind, recordSchemas[kind].parse(content));
  }
}

/** Narrows the name of a row's kind. */
export function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(recordSchemas, kind);
}

/** Composes what the window draws: activity newest first by order of writing, not by clock (reliability I-24). */
export function snapshotOf(data: InventoryData, revision: number, demo: boolean): InventorySnapshot {
  return {
    revision,
    demo,
    keys: data.all('key'),
    enrolments: data.all('enrolment'),
    otherWaysIn: data.all('other-way'),
    activity: data.all('activity').reverse(),
  };
}
