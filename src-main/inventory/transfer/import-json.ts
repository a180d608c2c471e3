import { z } from 'zod';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { type ChangeContext, note } from '../records/change-context.ts';
import { documentFormat, documentVersion, longestDocument } from './export-json.ts';
import { findOurKey, readCredentials } from './find-our-key.ts';
import type { JsonImportPreview, SameKeys } from '../inventory.ts';
import {
  addTheirDevice,
  addTheirKey,
  type Conflict,
  mergeDevice,
  mergeEnrolment,
  mergeKey,
  mergeOtherWay,
  type MergeResult,
} from './merge-records.ts';
import { mergePersonalChoices } from './merge-personal-choices.ts';
import { deviceIdentity, enrolmentIdentity, findOurs, groupBy, otherWayIdentity } from '../records/record-identity.ts';
import { InventoryError, invalid } from '../file/storage-failure.ts';
import { parseStrictJson } from './strict-json.ts';
import { upgradeDocument } from '../file/old/upgrade-records.ts';
import { documentSchema, type InventoryDocument } from './inventory-document.ts';

/**
 * Reads an exported document. Throws `input-invalid`: `too-large`, `not-json`, `not-an-export`, `newer-export`,
 * `export-malformed`; and `inventory-not-demo`.
 */
export function parseDocument(json: string, demo: boolean): InventoryDocument {
  if (json.length > longestDocument) throw invalid('too-large');
  const content = parseStrictJson(json.replace(/^\uFEFF/, ''));
  const head = z.object({ format: z.literal(documentFormat), version: z.number().int().positive() }).safeParse(content);
  if (!head.success) throw invalid('not-an-export');
  if (head.data.version > documentVersion) throw invalid('newer-export');
  const parsed = documentSchema.safeParse(upgradeDocument(content, head.data.version));
  if (!parsed.success) throw invalid('export-malformed');
  if (parsed.data.demo !== demo) throw new InventoryError({ kind: 'inventory-not-demo' });
  assertWhole(parsed.data);
  return parsed.data;
}

/**
 * Merges a document into the inventory: keys by their strongest identity, what was read by the newer reading, and where a person
 * said different things ours stays and the conflict is listed. Merging the same document twice changes nothing. A key of which only the
 * person can say whether it is one of ours (`sameKeys`), and has not, is listed and counts as another key.
 */
export function mergeDocument(
  context: ChangeContext,
  document: InventoryDocument,
  sameKeys: SameKeys = {},
): Omit<JsonImportPreview, 'token'> {
  const { data } = context;
  const wasEmpty = data.isEmpty();
  const conflicts: Conflict[] = [];
  const results = { keys: newTally(), devices: newTally(), enrolments: newTally(), otherWays: newTally() };
  const ourIds = new Map<string, string>();
  const { found, undecidedKeys } = matchKeys(context, document, sameKeys);
  for (const theirs of document.keys) {
    const ours = found.get(theirs.id) ?? null;
    ourIds.set(theirs.id, ours?.id ?? addTheirKey(context, theirs));
    results.keys[ours === null ? 'added' : mergeKey(context, ours, theirs, conflicts)]++;
  }
  const ourDeviceIds = mergeDevices(context, document.devices, results.devices, conflicts);
  mergeEach(document.enrolments, data.all('enrolment'), enrolmentIdentity, {
    ours: (theirs) => ({ ...theirs, keyId: ourIds.get(theirs.keyId) ?? theirs.keyId }),
    merge: (theirs, ours) => results.enrolments[mergeEnrolment(context, theirs, ours, conflicts)]++,
  });
  mergeEach(document.otherWaysIn, data.all('other-way'), otherWayIdentity, {
    ours: (theirs) => ({ ...theirs, requires: withOurIds(theirs.requires, ourIds, ourDeviceIds) }),
    merge: (theirs, ours) => results.otherWays[mergeOtherWay(context, theirs, ours, conflicts)]++,
  });
  const addedOther = mergePersonalChoices(context, document, { ourIds, ourDeviceIds, wasEmpty, conflicts });
  if (wasEmpty) takeOverActivity(context, document, ourIds);
  const preview = {
    addedKeys: results.keys.added,
    mergedKeys: results.keys.changed,
    addedEnrolments: results.enrolments.added,
    addedOtherWaysIn: results.otherWays.added,
    addedDevices: results.devices.added,
    addedOther,
    unchanged: Object.values(results).reduce((sum, { unchanged }) => sum + unchanged, 0),
    conflicts,
    undecidedKeys,
  };
  if (data.changes().length > 0) {
    note(context, 'inventory-imported', null, {
      keys: String(preview.addedKeys),
      enrolments: String(preview.addedEnrolments),
      otherWays: String(preview.addedOtherWaysIn),
    });
  }
  return preview;
}

/** Finds our record of each key of the document, and lists the keys of which the person has not said yet whether they are one of ours. */
function matchKeys(
  { data }: ChangeContext,
  document: InventoryDocument,
  sameKeys: SameKeys,
): { readonly found: ReadonlyMap<string, InventoryKey> } & Pick<JsonImportPreview, 'undecidedKeys'> {
  const ourCredentials = new Map(readCredentials(data.all('enrolment')).map((one) => [one.credentialId, one]));
  const theirCredentials = groupBy(readCredentials(document.enrolments), ({ keyId }) => keyId);
  const found = new Map<string, InventoryKey>();
  const undecidedKeys: JsonImportPreview['undecidedKeys'][number][] = [];
  for (const theirs of document.keys) {
    const ours = findOurKey(data, theirs, theirCredentials.get(theirs.id) ?? [], ourCredentials);
    if (ours.state === 'same') found.set(theirs.id, ours.key);
    if (ours.state !== 'undecided') continue;
    const answer = sameKeys[theirs.id];
    const named = ours.candidates.find(({ id }) => id === answer);
    if (named !== undefined) found.set(theirs.id, named);
    if (named !== undefined || answer === 'new') continue;
    const candidates = ours.candidates.map(({ id, label }) => ({ keyId: id, label }));
    undecidedKeys.push({ keyId: theirs.id, label: theirs.label, candidates });
  }
  return { found, undecidedKeys };
}

/** Merges devices: the same record of one kind, else the same kind, label and owner. Says under which of our ids each stands here. */
function mergeDevices(
  context: ChangeContext,
  theirDevices: readonly Device[],
  tally: Record<MergeResult, number>,
  conflicts: Conflict[],
): ReadonlyMap<string, string> {
  const { data } = context;
  const byIdentity = new Map(data.all('device').map((device) => [deviceIdentity(device), device]));
  const ourIds = new Map<string, string>();
  // A phone number names the phone that its SIM is in: that one must have its id here first.
  const numbersLast = theirDevices.toSorted(
    (left, right) => Number(left.simIn !== null) - Number(right.simIn !== null),
  );
  for (const device of numbersLast) {
    const theirs = { ...device, simIn: device.simIn === null ? null : (ourIds.get(device.simIn) ?? null) };
    const same = data.get('device', theirs.id);
    const ours = same?.kind === theirs.kind ? same : (byIdentity.get(deviceIdentity(theirs)) ?? null);
    ourIds.set(device.id, ours?.id ?? addTheirDevice(context, theirs));
    tally[ours === null ? 'added' : mergeDevice(context, theirs, ours, conflicts)]++;
  }
  return ourIds;
}

/** Merges each record of the document with that of ours which has its identity; `ours` gives it our ids of keys and devices. */
function mergeEach<Kept extends { readonly id: string; readonly accountId: string | null }>(
  document: readonly Kept[],
  recorded: readonly Kept[],
  identityOf: (record: Kept) => string,
  { ours, merge }: { readonly ours: (theirs: Kept) => Kept; readonly merge: (theirs: Kept, ours: Kept | null) => void },
): void {
  const byIdentity = groupBy(recorded, identityOf);
  const taken = new Set(document.map(({ id }) => id));
  for (const record of document) {
    const theirs = ours(record);
    const found = findOurs(byIdentity.get(identityOf(theirs)) ?? [], theirs, taken);
    if (found !== null) taken.add(found.id);
    merge(theirs, found);
  }
}

function withOurIds(
  requires: OtherWayIn['requires'],
  ourKeyIds: ReadonlyMap<string, string>,
  ourDeviceIds: ReadonlyMap<string, string>,
): OtherWayIn['requires'] {
  // An empty list says nothing.
  if (requires === null || requires.length === 0) return null;
  return requires.map((requirement): Requirement => {
    if (requirement.type === 'key') {
      return { ...requirement, keyId: ourKeyIds.get(requirement.keyId) ?? requirement.keyId };
    }
    if (requirement.type !== 'device') return requirement;
    return { ...requirement, deviceId: ourDeviceIds.get(requirement.deviceId) ?? requirement.deviceId };
  });
}

function newTally(): Record<MergeResult, number> {
  return { added: 0, changed: 0, unchanged: 0 };
}

/** Imports the activity into an inventory that knows nothing yet; no other one: two histories cannot be put in one order. */
function takeOverActivity(
  { data }: ChangeContext,
  document: InventoryDocument,
  ourIds: ReadonlyMap<string, string>,
): void {
  for (const line of document.activity) {
    const keyId = line.keyId === null ? null : (ourIds.get(line.keyId) ?? line.keyId);
    data.put('activity', { ...line, keyId });
  }
}

/** Asserts that every id is there once, and that every enrolment and requirement is of a key or device in the document. */
function assertWhole(document: InventoryDocument): void {
  const { keys, enrolments, otherWaysIn, devices, sameAccounts, activity, accountMarks } = document;
  const { losses, backupSessions, checks, dismissals } = document;
  const tables = [keys, enrolments, otherWaysIn, devices, sameAccounts, activity, accountMarks];
  for (const records of [...tables, losses, backupSessions, checks, dismissals]) {
    if (new Set(records.map(({ id }) => id)).size !== records.length) throw invalid('export-malformed');
  }
  const known = new Set(keys.map(({ id }) => id));
  const knownDevices = new Set(devices.map(({ id }) => id));
  const isThere = (requirement: Requirement): boolean =>
    requirement.type === 'key'
      ? known.has(requirement.keyId)
      : requirement.type !== 'device' || knownDevices.has(requirement.deviceId);
  const phones = new Set(devices.flatMap(({ id, kind }) => (kind === 'phone' ? [id] : [])));
  const isWhole =
    enrolments.every(({ keyId }) => known.has(keyId)) &&
    otherWaysIn.every(({ requires }) => requires?.every(isThere) ?? true) &&
    devices.every(({ simIn, kind }) => simIn === null || (kind === 'phone-number' && phones.has(simIn)));
  if (!isWhole) throw invalid('export-malformed');
}
