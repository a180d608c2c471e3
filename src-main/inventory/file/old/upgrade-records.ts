import type { OpenedRow } from '../record-store.ts';
import { damaged } from '../storage-failure.ts';

/*
 * How records of earlier schema versions, and of exported documents of the same version, are brought up to date, one version at a time.
 * Published: files and documents of people are brought up to date with it, so a step is not edited when the records change again.
 */
const version2 = {
  keys: { carriedOn: null, pinBlocked: null, pinMinLength: null, alwaysUv: null, lostAt: null },
  otherWays: {
    providerId: null,
    carriedOn: null,
    link: null,
    validFrom: null,
    validUntil: null,
    hours: null,
    contact: null,
  },
  preferences: { staleAfterDays: 365, allowPasskeyEndpoints: false },
  columns: [
    'id',
    'evidence',
    'serviceId',
    'rpId',
    'rpIdHash',
    'userId',
    'userName',
    'userDisplayName',
    'credentialId',
    'algorithm',
    'credProtect',
    'firstSeen',
    'asOf',
    'vanishedAt',
    'vanishedBy',
    'note',
  ],
} as const;
const version3 = {
  enrolments: { accountId: null },
  otherWays: { owner: null, accountId: null, requires: null },
} as const;
const version5 = { keys: { colour: null, assetTag: null, note: null } } as const;

/** Converts the rows of a file of an earlier version to version 5; the records of version 4 are those of version 3. */
export function upgradeRows(rows: readonly OpenedRow[], version: number): readonly OpenedRow[] {
  const of2 = version < 2 ? rowsTo2(rows) : rows;
  const of3 = version < 3 ? rowsTo3(of2) : of2;
  return changeEach(of3, 'key', upgradeKeyTo5);
}

/** Groups the enrolments of a key in one row, as they are since version 2: a file of 100,000 opens in a tenth of the time. */
function rowsTo2(rows: readonly OpenedRow[]): readonly OpenedRow[] {
  const others = rows.filter(({ kind }) => kind !== 'enrolment');
  const blocks = blocksByKeyOf2(rows.filter(({ kind }) => kind === 'enrolment').map(({ content }) => content));
  return [
    ...changeEach(changeEach(others, 'key', upgradeKeyTo2), 'other-way', upgradeOtherWayTo2),
    ...[...blocks].map(([id, content]) => ({ kind: 'enrolments', id, content })),
  ];
}

/** Adds devices, accounts joined by hand, and what an other way in requires; the first two are records of their own kinds. */
function rowsTo3(rows: readonly OpenedRow[]): readonly OpenedRow[] {
  const blocks = changeEach(rows, 'enrolments', upgradeBlockTo3);
  return changeEach(changeEach(blocks, 'other-way', upgradeOtherWayTo3), 'loss', upgradeLossTo3);
}

function changeEach(
  rows: readonly OpenedRow[],
  kind: string,
  upgrade: (record: unknown) => unknown,
): readonly OpenedRow[] {
  return rows.map((row) => (row.kind === kind ? { ...row, content: upgrade(row.content) } : row));
}

/** Converts a key of version 1 to version 2: what it did not record is unknown, and it is not lost. */
export function upgradeKeyTo2(record: unknown): unknown {
  return withDefaults(version2.keys, record);
}

/** Converts a key of version 3 or 4 to version 5: it had no chosen colour, no asset tag and no note. */
function upgradeKeyTo5(record: unknown): unknown {
  return withDefaults(version5.keys, record);
}

/** Converts another way in of version 1 to version 2. */
function upgradeOtherWayTo2(record: unknown): unknown {
  return withDefaults(version2.otherWays, record);
}

/** Groups the enrolments of version 1, each a row, in one row for each key, as version 2 has them. */
export function blocksByKeyOf2(enrolments: readonly unknown[]): ReadonlyMap<string, unknown> {
  const byKey = new Map<string, unknown[]>();
  for (const enrolment of enrolments) {
    if (!isObject(enrolment) || !('keyId' in enrolment)) throw damaged('an enrolment');
    const { keyId } = enrolment;
    if (typeof keyId !== 'string') throw damaged('an enrolment');
    const fields = new Map<string, unknown>(Object.entries(enrolment));
    const row = version2.columns.map((column) => fields.get(column) ?? null);
    const ofKey = byKey.get(keyId);
    if (ofKey === undefined) byKey.set(keyId, [row]);
    else ofKey.push(row);
  }
  return byKey;
}

/** Converts the row of one key's enrolments from version 2 to version 3: none is attached to an account by hand. */
export function upgradeBlockTo3(block: unknown): unknown {
  if (!Array.isArray(block)) throw damaged('enrolments of another shape');
  return block.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== version2.columns.length) throw damaged('enrolments of another shape');
    return [...(row as unknown[]), null];
  });
}

/** Converts another way in of version 2 to version 3: what it required was not recorded. */
export function upgradeOtherWayTo3(record: unknown): unknown {
  return withDefaults(version3.otherWays, record);
}

/** Converts the record of a loss of version 2 to version 3: neither devices nor accounts were part of one. */
export function upgradeLossTo3(record: unknown): unknown {
  return isObject(record) ? { deviceIds: [], deviceLabels: [], accountIds: [], ...record } : record;
}

/** Converts an exported document of an earlier version to the newest; what is malformed in it is left for the check. */
export function upgradeDocument(content: unknown, version: number): unknown {
  const of2 = version < 2 ? documentTo2(content) : content;
  const of3 = version < 3 ? documentTo3(of2) : of2;
  return version < 4 ? documentTo4(of3) : of3;
}

/** Adds colours, asset tags and notes of keys, and issue checks: version 5 of the file. */
function documentTo4(content: unknown): unknown {
  if (!isObject(content) || hasAny(content, ['checks'])) return null;
  const { keys, ...others }: { readonly keys?: unknown } = content;
  return { ...others, checks: [], version: 4, keys: mapped(keys, upgradeKeyTo5) };
}

function documentTo2(content: unknown): unknown {
  // A document of version 1 has none of these; with one of them it is not one.
  const added = { accountMarks: [], corrections: [], losses: [], backupSessions: [], dismissals: [], policy: null };
  if (!isObject(content) || hasAny(content, [...Object.keys(added), 'preferences'])) return null;
  const { keys, otherWaysIn, ...others }: { readonly keys?: unknown; readonly otherWaysIn?: unknown } = content;
  return {
    ...others,
    ...added,
    version: 2,
    preferences: version2.preferences,
    keys: mapped(keys, upgradeKeyTo2),
    otherWaysIn: mapped(otherWaysIn, upgradeOtherWayTo2),
  };
}

function documentTo3(content: unknown): unknown {
  const added = { devices: [], sameAccounts: [] };
  if (!isObject(content) || hasAny(content, Object.keys(added))) return null;
  const {
    enrolments,
    otherWaysIn,
    losses,
    ...others
  }: { readonly enrolments?: unknown; readonly otherWaysIn?: unknown; readonly losses?: unknown } = content;
  return {
    ...others,
    ...added,
    version: 3,
    enrolments: mapped(enrolments, (record) => withDefaults(version3.enrolments, record)),
    otherWaysIn: mapped(otherWaysIn, upgradeOtherWayTo3),
    losses: mapped(losses, upgradeLossTo3),
  };
}

function mapped(records: unknown, upgrade: (record: unknown) => unknown): unknown {
  return Array.isArray(records) ? records.map(upgrade) : records;
}

/** Adds defaults to an object; anything else stays as it is, for the check that follows. */
function withDefaults(defaults: Readonly<Record<string, null>>, record: unknown): unknown {
  return isObject(record) ? { ...defaults, ...record } : record;
}

function hasAny(content: object, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(content, name));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
