import { z } from 'zod';
import { catalogueCorrectionSchema } from '../../../src-shared/domain/catalogue-correction-schema.ts';
import { accountMarkSchema, sameAccountSchema } from '../../../src-shared/domain/account-mark-schema.ts';
import { activitySchema } from '../../../src-shared/domain/activity-schema.ts';
import { backupSessionSchema } from '../../../src-shared/domain/backup-session-schema.ts';
import { deviceSchema } from '../../../src-shared/domain/device-schema.ts';
import { enrolmentSchema } from '../../../src-shared/domain/enrolment-schema.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import { inventoryKeySchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { keyCheckSchema } from '../../../src-shared/domain/check-schema.ts';
import { lossRecordSchema } from '../../../src-shared/domain/loss-record-schema.ts';
import { otherWayInSchema } from '../../../src-shared/domain/other-way-in-schema.ts';
import {
  adoptedPolicySchema,
  dismissalSchema,
  preferencesSchema,
} from '../../../src-shared/domain/preferences-schema.ts';
import { journaledOperationNames } from '../../../src-shared/operations/operation-names.ts';
import { defaultPreferences } from '../../../src-shared/domain/preferences.ts';
import type { ReadonlyAll } from '../../../src-shared/domain/typed-schema.ts';
import { EnrolmentTable } from './enrolment-table.ts';
import { processIdentitySchema } from './process-identity.ts';

/** Schema of one entry of the operation journal. */
const journalRecordSchema = z.strictObject({
  id: z.string(),
  keyId: z.string(),
  operation: z.enum(journaledOperationNames),
  credentialId: z.string().nullable(),
  /** `begun`: sent or about to be; `unknown`: it ended without anybody knowing how, a complete listing settles it. */
  state: z.enum(['begun', 'unknown']),
  beganAt: z.string(),
  /** Process that began it: while it lives the operation is not unfinished. */
  owner: processIdentitySchema,
  instance: z.string(),
});
export type JournalRecord = z.infer<typeof journalRecordSchema>;

/** Ids of what there is once only. */
export const soleIds = {
  corrections: 'corrections',
  dismissals: 'dismissals',
  policy: 'policy',
  preferences: 'preferences',
} as const;

/** Every kind of record, with the schema that its content is checked against when it is written. */
export const recordSchemas = {
  key: inventoryKeySchema,
  enrolment: enrolmentSchema,
  'other-way': otherWayInSchema,
  device: deviceSchema,
  'same-account': sameAccountSchema,
  activity: activitySchema,
  journal: journalRecordSchema,
  'account-mark': accountMarkSchema,
  loss: lossRecordSchema,
  'backup-session': backupSessionSchema,
  check: keyCheckSchema,
  // Their own names say something (a service, what was put aside): they stand together in one sealed row of each kind.
  corrections: z.strictObject({ id: z.literal(soleIds.corrections), all: z.array(catalogueCorrectionSchema) }),
  dismissals: z.strictObject({ id: z.literal(soleIds.dismissals), all: z.array(dismissalSchema) }),
  policy: z.strictObject({ id: z.literal(soleIds.policy), adopted: adoptedPolicySchema }),
  preferences: z.strictObject({ id: z.literal(soleIds.preferences), chosen: preferencesSchema }),
} as const;
export type RecordKind = keyof typeof recordSchemas;
export type RecordOf = { [Kind in RecordKind]: ReadonlyAll<z.infer<(typeof recordSchemas)[Kind]>> };
export const recordKinds = [
  'key',
  'enrolment',
  'other-way',
  'device',
  'same-account',
  'activity',
  'journal',
  'account-mark',
  'loss',
  'backup-session',
  'check',
  'corrections',
  'dismissals',
  'policy',
  'preferences',
] as const satisfies RecordKind[];

interface Table<Value> {
  readonly size: number;
  get(id: string): Value | undefined;
  set(id: string, record: Value): unknown;
  delete(id: string): boolean;
  values(): Iterable<Value>;
}

type MapKind = Exclude<RecordKind, 'enrolment'>;
type Maps = { readonly [Kind in MapKind]: ReadonlyMap<string, RecordOf[Kind]> };
type Tables = { readonly [Kind in RecordKind]: Table<RecordOf[Kind]> };

/** One change of one record; `record` is null where it goes. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly record: unknown;
}

function copyMaps(maps: Maps | null) {
  return {
    key: new Map(maps?.key),
    'other-way': new Map(maps?.['other-way']),
    device: new Map(maps?.device),
    'same-account': new Map(maps?.['same-account']),
    activity: new Map(maps?.activity),
    journal: new Map(maps?.journal),
    'account-mark': new Map(maps?.['account-mark']),
    loss: new Map(maps?.loss),
    'backup-session': new Map(maps?.['backup-session']),
    check: new Map(maps?.check),
    corrections: new Map(maps?.corrections),
    dismissals: new Map(maps?.dismissals),
    policy: new Map(maps?.policy),
    preferences: new Map(maps?.preferences),
  };
}

/** The content of an inventory in the order in which it was first written, and the changes made to it since it was copied. */
export class InventoryData {
  readonly #maps: ReturnType<typeof copyMaps>;
  readonly #enrolments: EnrolmentTable;
  readonly #tables: Tables;
  readonly #changes = new Map<string, RecordChange>();
  readonly #changedBlocks = new Set<string>();

  constructor(maps: Maps | null = null, enrolments: EnrolmentTable = new EnrolmentTable()) {
    this.#maps = copyMaps(maps);
    this.#enrolments = enrolments;
    this.#tables = { ...this.#maps, enrolment: enrolments };
  }

  /** Copies the content without its changes; records are never modified in place. */
  copy(): InventoryData {
    return new InventoryData(this.#maps, this.#enrolments.copy());
  }

  get<Kind extends RecordKind>(kind: Kind, id: string): RecordOf[Kind] | null {
    return this.#tables[kind].get(id) ?? null;
  }

  all<Kind extends RecordKind>(kind: Kind): RecordOf[Kind][] {
    return [...this.#tables[kind].values()];
  }

  /** Lists the enrolments of one key. */
  enrolmentsOf(keyId: string): Enrolment[] {
    return this.#enrolments.of(keyId);
  }

  /** Lists the keys that have enrolments. */
  enrolledKeyIds(): Iterable<string> {
    return this.#enrolments.keyIds();
  }

  /** Loads a record of the file: no change. */
  load<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): void {
    this.#tables[kind].set(record.id, record);
  }

  put<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): void {
    this.#tables[kind].set(record.id, record);
    this.#noteChange(kind, record.id, record);
  }

  remove(kind: RecordKind, id: string): void {
    const before = kind === 'enrolment' ? this.#enrolments.get(id) : null;
    if (!this.#tables[kind].delete(id)) return;
    this.#noteChange(kind, id, null);
    if (before !== undefined && before !== null) this.#changedBlocks.add(before.keyId);
  }

  /** Lists the records that differ from the copied content, in the order of their first change. */
  changes(): RecordChange[] {
    return [...this.#changes.values()];
  }

  /** Lists the keys that have changed enrolments. */
  changedBlocks(): ReadonlySet<string> {
    return this.#changedBlocks;
  }

  /** Checks whether a record of any kind has this id. */
  hasId(id: string): boolean {
    return recordKinds.some((kind) => this.#tables[kind].get(id) !== undefined);
  }

  isEmpty(): boolean {
    return recordKinds.every((kind) => this.#tables[kind].size === 0);
  }

  #noteChange(kind: RecordKind, id: string, record: RecordOf[RecordKind] | null): void {
    this.#changes.set(`${kind}/${id}`, { kind, id, record });
    if (kind === 'enrolment' && record !== null && 'keyId' in record && record.keyId !== null) {
      this.#changedBlocks.add(record.keyId);
    }
  }
}

/** Narrows the name of a row's kind. */
export function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(recordSchemas, kind);
}

// The same objects each time: who compares snapshots takes another object for a change.
const noCorrections: InventorySnapshot['corrections'] = [];
const noDismissals: InventorySnapshot['dismissals'] = [];

/** Composes what the window shows: activity newest first by order of writing, not by clock, because clocks are set back. */
export function snapshotOf(data: InventoryData, revision: number, demo: boolean): InventorySnapshot {
  return {
    revision,
    demo,
    keys: data.all('key'),
    enrolments: data.all('enrolment'),
    otherWaysIn: data.all('other-way'),
    devices: data.all('device'),
    sameAccounts: data.all('same-account'),
    activity: data.all('activity').reverse(),
    accountMarks: data.all('account-mark'),
    corrections: data.get('corrections', soleIds.corrections)?.all ?? noCorrections,
    losses: data.all('loss'),
    backupSessions: data.all('backup-session'),
    checks: data.all('check'),
    policy: data.get('policy', soleIds.policy)?.adopted ?? null,
    dismissals: data.get('dismissals', soleIds.dismissals)?.all ?? noDismissals,
    preferences: data.get('preferences', soleIds.preferences)?.chosen ?? defaultPreferences,
    interrupted: data
      .all('journal')
      .filter(({ state }) => state === 'unknown')
      .map(({ keyId, operation, credentialId }) => ({ keyId, operation, credentialId })),
  };
}
