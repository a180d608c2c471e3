import type { AccountMark, Enrolment, InventoryKey, OtherWayIn } from '../../src-shared/domain/inventory.ts';
import type { ChangeContext } from './change-context.ts';
import { hasTellingId, isExcluded } from './identity-ladder.ts';
import type { ImportPreview } from './inventory.ts';
import type { InventoryData, RecordKind, RecordOf } from './inventory-data.ts';
import { uniqueLabel } from './key-label.ts';
import { canonicalJson } from './sealing.ts';

export type Conflict = ImportPreview['conflicts'][number];
export type MergeResult = 'added' | 'changed' | 'unchanged';

/** Says on which of our keys a telling credential ID was read; keys of the map are credential IDs. */
export function indexCredentialIds(enrolments: readonly Enrolment[]): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const { evidence, credentialId, keyId } of enrolments) {
    if (evidence === 'read' && credentialId !== null && hasTellingId([credentialId])) index.set(credentialId, keyId);
  }
  return index;
}

/** Finds our record of a key from another inventory: the same record, else the serial, else a shared credential ID. */
export function findOurKey(
  data: InventoryData,
  theirs: InventoryKey,
  theirCredentialIds: readonly string[],
  ourIndex: ReadonlyMap<string, string>,
): InventoryKey | null {
  const possible = (key: InventoryKey | null) => (key !== null && !isExcluded(key, theirs) ? key : null);
  const same = possible(data.get('key', theirs.id));
  if (same !== null) return same;
  const bySerial = data.all('key').find((key) => key.vendorSerial !== null && key.vendorSerial === theirs.vendorSerial);
  if (bySerial !== undefined && possible(bySerial) !== null) return bySerial;
  for (const id of theirCredentialIds) {
    const owner = ourIndex.get(id);
    const key = owner === undefined ? null : possible(data.get('key', owner));
    if (key !== null) return key;
  }
  return null;
}

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
  const seenLater = isLater(theirs.lastSeen, ours.lastSeen);
  const readLater = theirs.lastRead !== null && (ours.lastRead === null || isLater(theirs.lastRead, ours.lastRead));
  const merged: InventoryKey = {
    ...ours,
    ...(seenLater ? factsOf(theirs, ours) : factsOf(ours, theirs)),
    ...(readLater ? readingOf(theirs) : {}),
    firstSeen: earlier(ours.firstSeen, theirs.firstSeen),
    lastSeen: seenLater ? theirs.lastSeen : ours.lastSeen,
    role: ours.role ?? theirs.role,
    owner: ours.owner ?? theirs.owner,
    place: ours.place ?? theirs.place,
    carriedOn: ours.carriedOn ?? theirs.carriedOn,
    // Lost after it was last seen here is lost; what we saw since is stronger.
    lostAt: ours.lostAt ?? (theirs.lostAt !== null && isLater(theirs.lostAt, ours.lastSeen) ? theirs.lostAt : null),
  };
  for (const part of ['label', 'role', 'owner', 'place', 'carriedOn'] as const) {
    addConflict(conflicts, `${ours.label}: ${part}`, merged[part], theirs[part]);
  }
  return put(context, 'key', ours, merged);
}

/** Merges an enrolment whose `keyId` is already ours: the newer sight wins, our note stays. */
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
  const [newer, older] = isLater(latest(theirs), latest(ours)) ? [theirs, ours] : [ours, theirs];
  const merged: Enrolment = {
    ...newer,
    id: ours.id,
    keyId: ours.keyId,
    firstSeen: earlier(newer.firstSeen, older.firstSeen),
    note: ours.note ?? theirs.note,
  };
  const where = ours.rpId ?? ours.serviceId ?? '';
  addConflict(conflicts, `${where}: note`, merged.note, theirs.note);
  return put(context, 'enrolment', ours, merged);
}

/** Merges another way in. */
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
    place: ours.place ?? theirs.place,
    carriedOn: ours.carriedOn ?? theirs.carriedOn,
    link: ours.link ?? theirs.link,
    validFrom: ours.validFrom ?? theirs.validFrom,
    validUntil: ours.validUntil ?? theirs.validUntil,
    hours: ours.hours ?? theirs.hours,
    contact: ours.contact ?? theirs.contact,
    note: ours.note ?? theirs.note,
  };
  for (const part of ['place', 'carriedOn', 'link', 'validFrom', 'validUntil', 'hours', 'contact', 'note'] as const) {
    addConflict(conflicts, `${ours.name}: ${part}`, merged[part], theirs[part]);
  }
  return put(context, 'other-way', ours, merged);
}

/** Two enrolments with the same identity are one: the credential on the key, or what was told of it. */
export function enrolmentIdentity({
  keyId,
  evidence,
  credentialId,
  serviceId,
  rpId,
  userName,
}: Pick<Enrolment, 'keyId' | 'evidence' | 'credentialId' | 'serviceId' | 'rpId' | 'userName'>): string {
  return JSON.stringify([keyId, evidence, ...(evidence === 'read' ? [credentialId] : [serviceId, rpId, userName])]);
}

/** Two ways in with the same identity are one. */
export function otherWayIdentity({
  kind,
  name,
  serviceId,
  rpId,
  userId,
  userName,
}: Omit<OtherWayIn, 'id' | 'asOf'>): string {
  return JSON.stringify([kind, name, serviceId, rpId, userId, userName]);
}

/** Two marks with the same identity are of one account. */
export function markIdentity({
  serviceId,
  userId,
  userName,
}: Pick<AccountMark, 'serviceId' | 'userId' | 'userName'>): string {
  return JSON.stringify([serviceId, userId, userName]);
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

function put<Kind extends 'key' | 'enrolment' | 'other-way'>(
  context: ChangeContext,
  kind: Kind,
  ours: RecordOf[Kind],
  merged: RecordOf[Kind],
): MergeResult {
  if (canonicalJson(ours) === canonicalJson(merged)) return 'unchanged';
  context.data.put(kind, merged);
  return 'changed';
}

function freeId(context: ChangeContext, kind: RecordKind, wanted: string): string {
  return context.data.get(kind, wanted) === null ? wanted : context.newId();
}

function addConflict(conflicts: Conflict[], what: string, ours: string | null, theirs: string | null): void {
  if (ours !== null && theirs !== null && ours !== theirs) conflicts.push({ what, ours, theirs });
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
