import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';

/** Tables of which only what changed is sent. */
const changingTables = [
  'keys',
  'enrolments',
  'otherWaysIn',
  'devices',
  'sameAccounts',
  'activity',
  'accountMarks',
  'losses',
  'backupSessions',
  'checks',
] as const satisfies readonly (keyof InventorySnapshot)[];
export type ChangingTable = (typeof changingTables)[number];

/** Changes of one table. */
interface TableChange<Record> {
  /** `put` is the whole table as it is now. */
  readonly whole: boolean;
  /** Records that are new or say something else, in their order. */
  readonly put: readonly Record[];
  /** Ids of records that are no more. */
  readonly gone: readonly string[];
}

/** Changes of an inventory between two revisions; what is absent is as it was. */
export interface InventoryChanges {
  readonly fromRevision: number;
  readonly revision: number;
  readonly tables: { readonly [Table in ChangingTable]?: TableChange<InventorySnapshot[Table][number]> };
  readonly parts: Partial<
    Pick<InventorySnapshot, 'corrections' | 'policy' | 'dismissals' | 'preferences' | 'interrupted'>
  >;
}

/**
 * Compares two snapshots of one inventory. A record counts as the same where it is the same object, as it is in the snapshots of one
 * process.
 */
export function changesBetween(before: InventorySnapshot, now: InventorySnapshot): InventoryChanges {
  const { corrections, policy, dismissals, preferences, interrupted } = now;
  return {
    fromRevision: before.revision,
    revision: now.revision,
    tables: {
      ...changeOf('keys', before.keys, now.keys),
      ...changeOf('enrolments', before.enrolments, now.enrolments),
      ...changeOf('otherWaysIn', before.otherWaysIn, now.otherWaysIn),
      ...changeOf('devices', before.devices, now.devices),
      ...changeOf('sameAccounts', before.sameAccounts, now.sameAccounts),
      ...changeOf('activity', before.activity, now.activity),
      ...changeOf('accountMarks', before.accountMarks, now.accountMarks),
      ...changeOf('losses', before.losses, now.losses),
      ...changeOf('backupSessions', before.backupSessions, now.backupSessions),
      ...changeOf('checks', before.checks, now.checks),
    },
    parts: {
      ...(corrections !== before.corrections && { corrections }),
      ...(policy !== before.policy && { policy }),
      ...(dismissals !== before.dismissals && { dismissals }),
      ...(preferences !== before.preferences && { preferences }),
      ...(!sameInterrupted(before.interrupted, interrupted) && { interrupted }),
    },
  };
}

/** Applies changes to a snapshot. Records that did not change stay the same objects, and so do tables. */
export function applyChanges(snapshot: InventorySnapshot, changes: InventoryChanges): InventorySnapshot {
  const { tables } = changes;
  return {
    ...snapshot,
    ...changes.parts,
    revision: changes.revision,
    keys: applied('keys', snapshot.keys, tables.keys),
    enrolments: applied('enrolments', snapshot.enrolments, tables.enrolments),
    otherWaysIn: applied('otherWaysIn', snapshot.otherWaysIn, tables.otherWaysIn),
    devices: applied('devices', snapshot.devices, tables.devices),
    sameAccounts: applied('sameAccounts', snapshot.sameAccounts, tables.sameAccounts),
    activity: applied('activity', snapshot.activity, tables.activity),
    accountMarks: applied('accountMarks', snapshot.accountMarks, tables.accountMarks),
    losses: applied('losses', snapshot.losses, tables.losses),
    backupSessions: applied('backupSessions', snapshot.backupSessions, tables.backupSessions),
    checks: applied('checks', snapshot.checks, tables.checks),
  };
}

/** Checks whether two lists say the same: each snapshot has a list of its own, and they are short. */
function sameInterrupted(before: InventorySnapshot['interrupted'], now: InventorySnapshot['interrupted']): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

interface Identified {
  readonly id: string;
}

function changeOf<Table extends ChangingTable, Record extends Identified>(
  table: Table,
  before: readonly Record[],
  now: readonly Record[],
): { readonly [Name in Table]?: TableChange<Record> } {
  const named = (change: TableChange<Record>) =>
    ({ [table]: change }) as { readonly [Name in Table]: TableChange<Record> };
  if (before.length === now.length && before.every((record, index) => record === now[index])) return {};
  const known = new Map(before.map((record) => [record.id, record]));
  const put = now.filter((record) => known.get(record.id) !== record);
  const present = new Set(now.map(({ id }) => id));
  const gone = before.flatMap(({ id }) => (present.has(id) ? [] : [id]));
  const change = { whole: false, put, gone };
  const isMuch = put.length + gone.length > now.length / 2;
  return named(isMuch || !keepsOrder(table, before, now, change) ? { whole: true, put: now, gone: [] } : change);
}

/**
 * Checks whether a table keeps its order. The order of enrolments says nothing; that of all others is the order in which they are shown.
 */
function keepsOrder<Record extends Identified>(
  table: ChangingTable,
  before: readonly Record[],
  now: readonly Record[],
  change: TableChange<Record>,
): boolean {
  return table === 'enrolments' || applied(table, before, change).every((record, index) => record === now[index]);
}

function applied<Record extends Identified>(
  table: ChangingTable,
  before: readonly Record[],
  change: TableChange<Record> | undefined,
): readonly Record[] {
  if (change === undefined) return before;
  if (change.whole) return change.put;
  const put = new Map(change.put.map((record) => [record.id, record]));
  const gone = new Set(change.gone);
  const kept: Record[] = [];
  for (const record of before) {
    if (gone.has(record.id)) continue;
    kept.push(put.get(record.id) ?? record);
    put.delete(record.id);
  }
  // The newest line of activity stands first.
  return table === 'activity' ? [...put.values(), ...kept] : [...kept, ...put.values()];
}
