import type { Device } from '../../../src-shared/domain/device.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { ChangeContext } from '../records/change-context.ts';
import type { JsonImportPreview } from '../inventory.ts';
import type { RecordKind, RecordOf } from '../records/inventory-data.ts';
import { uniqueLabel } from '../records/key-label.ts';
import { labelsOf, requirementText } from '../records/requirement-use.ts';
import { canonicalJson } from '../file/sealing.ts';

export type Conflict = JsonImportPreview['conflicts'][number];
export type MergeResult = 'added' | 'changed' | 'unchanged';

/** Clocks of two computers may differ by so much; a reading from later than that is from the future. */
const clockTolerance = 24 * 60 * 60 * 1_000;

/** Adds a key from another inventory; returns the id under which it stands here. */
export function addTheirKey(context: ChangeContext, theirs: InventoryKey): string {
  const id = freeId(context, 'key', theirs.id);
  context.data.put('key', {
    ...theirs,
    id,
    label: uniqueLabel(context.data, theirs.label, context.defaultLabel),
    needsReread: false,
  });
  return id;
}

/** Merges what two inventories know of one key: facts by the newer sight, the person's words by ours. */
export function mergeKey(
  context: ChangeContext,
  ours: InventoryKey,
  theirs: InventoryKey,
  conflicts: Conflict[],
): MergeResult {
  const { now } = context;
  const seenLater = isNewer(theirs.lastSeen, ours.lastSeen, now);
  const readLater =
    theirs.lastRead !== null && (ours.lastRead === null || isNewer(theirs.lastRead, ours.lastRead, now));
  const merged: InventoryKey = {
    ...ours,
    ...(seenLater ? factsOf(theirs, ours) : factsOf(ours, theirs)),
    ...(readLater ? readingOf(theirs) : {}),
    firstSeen: earlier(ours.firstSeen, theirs.firstSeen),
    lastSeen: seenLater ? theirs.lastSeen : ours.lastSeen,
    role: ours.role ?? theirs.role,
    colour: ours.colour ?? theirs.colour,
    owner: ours.owner ?? theirs.owner,
    place: ours.place ?? theirs.place,
    carriedOn: ours.carriedOn ?? theirs.carriedOn,
    assetTag: ours.assetTag ?? theirs.assetTag,
    note: ours.note ?? theirs.note,
    // Lost after it was last seen here is lost; what we saw since is stronger.
    lostAt: ours.lostAt ?? lossSince(theirs.lostAt, [ours.firstSeen, ours.lastRead, ours.lastSeen], now),
  };
  for (const part of ['label', 'role', 'owner', 'place', 'carriedOn', 'assetTag'] as const) {
    addTextConflict(conflicts, `${ours.label}: ${part}`, merged[part], theirs[part]);
  }
  for (const part of ['colour', 'note'] as const) {
    addConflict(conflicts, `${ours.label}: ${part}`, merged[part], theirs[part]);
  }
  return put(context, 'key', ours, merged);
}

/** Merges an enrolment whose `keyId` is already ours: the newer sight wins, our note and the account that we attached it to stay. */
export function mergeEnrolment(
  context: ChangeContext,
  theirs: Enrolment,
  ours: Enrolment | null,
  conflicts: Conflict[],
): MergeResult {
  if (ours === null) {
    context.data.put('enrolment', { ...theirs, id: freeId(context, 'enrolment', theirs.id) });
    return 'added';
  }
  const [newer, older] = isNewer(latest(theirs), latest(ours), context.now) ? [theirs, ours] : [ours, theirs];
  const merged: Enrolment = {
    ...newer,
    id: ours.id,
    keyId: ours.keyId,
    firstSeen: earlier(newer.firstSeen, older.firstSeen),
    accountId: ours.accountId ?? theirs.accountId,
    note: ours.note ?? theirs.note,
  };
  const where = ours.rpId ?? ours.serviceId ?? '';
  for (const part of ['accountId', 'note'] as const) {
    addConflict(conflicts, `${where}: ${part}`, merged[part], theirs[part]);
  }
  return put(context, 'enrolment', ours, merged);
}

/** Merges another way in whose requirements name our keys and devices. */
export function mergeOtherWay(
  context: ChangeContext,
  theirs: OtherWayIn,
  ours: OtherWayIn | null,
  conflicts: Conflict[],
): MergeResult {
  if (ours === null) {
    context.data.put('other-way', { ...theirs, id: freeId(context, 'other-way', theirs.id) });
    return 'added';
  }
  const merged: OtherWayIn = {
    ...ours,
    providerId: ours.providerId ?? theirs.providerId,
    owner: ours.owner ?? theirs.owner,
    accountId: ours.accountId ?? theirs.accountId,
    requires: ours.requires ?? theirs.requires,
    place: ours.place ?? theirs.place,
    carriedOn: ours.carriedOn ?? theirs.carriedOn,
    link: ours.link ?? theirs.link,
    validFrom: ours.validFrom ?? theirs.validFrom,
    validUntil: ours.validUntil ?? theirs.validUntil,
    hours: ours.hours ?? theirs.hours,
    contact: ours.contact ?? theirs.contact,
    note: ours.note ?? theirs.note,
  };
  for (const part of ['owner', 'place', 'carriedOn', 'hours', 'contact'] as const) {
    addTextConflict(conflicts, `${ours.name}: ${part}`, merged[part], theirs[part]);
  }
  for (const part of ['accountId', 'link', 'validFrom', 'validUntil', 'note'] as const) {
    addConflict(conflicts, `${ours.name}: ${part}`, merged[part], theirs[part]);
  }
  if (ours.requires !== null && theirs.requires !== null) {
    const labels = labelsOf({ keys: context.data.all('key'), devices: context.data.all('device') });
    const [our, their] = [ours, theirs].map(({ requires }) => requirementText(labels, requires));
    addTextConflict(conflicts, `${ours.name}: requires`, our ?? null, their ?? null);
  }
  return put(context, 'other-way', ours, merged);
}

/** Adds a device from another inventory; returns the id under which it stands here. */
export function addTheirDevice(context: ChangeContext, theirs: Device): string {
  const id = freeId(context, 'device', theirs.id);
  context.data.put('device', { ...theirs, id });
  return id;
}

/** Merges a device whose `simIn` is already ours; lost after what we last said of it is lost. */
export function mergeDevice(context: ChangeContext, theirs: Device, ours: Device, conflicts: Conflict[]): MergeResult {
  const merged: Device = {
    ...ours,
    owner: ours.owner ?? theirs.owner,
    place: ours.place ?? theirs.place,
    carriedOn: ours.carriedOn ?? theirs.carriedOn,
    simIn: ours.simIn ?? theirs.simIn,
    note: ours.note ?? theirs.note,
    lostAt: ours.lostAt ?? lossSince(theirs.lostAt, [ours.asOf], context.now),
  };
  for (const part of ['label', 'owner', 'place', 'carriedOn'] as const) {
    addTextConflict(conflicts, `${ours.label}: ${part}`, merged[part], theirs[part]);
  }
  addConflict(conflicts, `${ours.label}: note`, merged.note, theirs.note);
  const labelOf = (id: string | null) => (id === null ? null : (context.data.get('device', id)?.label ?? null));
  addTextConflict(conflicts, `${ours.label}: simIn`, labelOf(merged.simIn), labelOf(theirs.simIn));
  return put(context, 'device', ours, merged);
}

function factsOf(newer: InventoryKey, older: InventoryKey) {
  return {
    vendorSerial: newer.vendorSerial ?? older.vendorSerial,
    aaguid: newer.aaguid ?? older.aaguid,
    model: newer.model ?? older.model,
    manufacturer: newer.manufacturer ?? older.manufacturer,
    product: newer.product ?? older.product,
    firmware: newer.firmware ?? older.firmware,
    formFactor: newer.formFactor ?? older.formFactor,
    pinSet: newer.pinSet ?? older.pinSet,
    pinBlocked: newer.pinBlocked ?? older.pinBlocked,
    pinMinLength: newer.pinMinLength ?? older.pinMinLength,
    alwaysUv: newer.alwaysUv ?? older.alwaysUv,
  };
}

function readingOf({ lastRead, lastReadComplete, existing, remaining }: InventoryKey) {
  return { lastRead, lastReadComplete, existing, remaining };
}

function put<Kind extends 'key' | 'enrolment' | 'other-way' | 'device'>(
  context: ChangeContext,
  kind: Kind,
  ours: RecordOf[Kind],
  merged: RecordOf[Kind],
): MergeResult {
  if (canonicalJson(ours) === canonicalJson(merged)) return 'unchanged';
  context.data.put(kind, merged);
  return 'changed';
}

export function freeId(context: ChangeContext, kind: RecordKind, wanted: string): string {
  return context.data.get(kind, wanted) === null ? wanted : context.newId();
}

/** Lists a difference between words that are compared as a person compares them. */
function addTextConflict(conflicts: Conflict[], what: string, ours: string | null, theirs: string | null): void {
  if (foldText(ours) !== foldText(theirs)) addConflict(conflicts, what, ours, theirs);
}

function addConflict(conflicts: Conflict[], what: string, ours: string | null, theirs: string | null): void {
  if (ours !== null && theirs !== null && ours !== theirs) conflicts.push({ what, ours, theirs });
}

/** Returns the loss that another inventory recorded, unless one of our dates is later; a date in the future says nothing. */
function lossSince(lostAt: string | null, ours: readonly (string | null)[], now: string): string | null {
  if (lostAt === null) return null;
  const seenSince = ours.some((date) => date !== null && !isFuture(date, now) && !isLater(lostAt, date));
  return seenSince ? null : lostAt;
}

/** Checks whether the left date is the newer one; a date in the future is from a wrong clock, and newer than none. */
function isNewer(left: string, right: string, now: string): boolean {
  if (isFuture(left, now)) return false;
  return isFuture(right, now) || isLater(left, right);
}

function isFuture(date: string, now: string): boolean {
  return Date.parse(date) > Date.parse(now) + clockTolerance;
}

function latest({ asOf, vanishedAt }: Enrolment): string {
  return vanishedAt !== null && isLater(vanishedAt, asOf) ? vanishedAt : asOf;
}

function isLater(left: string, right: string): boolean {
  return Date.parse(left) > Date.parse(right);
}

function earlier(left: string, right: string): string {
  return isLater(left, right) ? right : left;
}
