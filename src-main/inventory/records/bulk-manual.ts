import { z } from 'zod';
import { isList } from '../../../src-shared/lib/is-list.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { type ChangeContext, note } from './change-context.ts';
import { addDevice, editDevice } from './edit-devices.ts';
import {
  checkOtherWay,
  checkManual,
  emptyAsNull,
  idSchema,
  keyByHandSchema,
  keyOf,
  parsed,
  manualEnrolment,
} from './edit-input.ts';
import { editKey, editOtherWayIn } from './edit-inventory.ts';
import type { BulkManual, DeviceByHand, KeyByHand, OtherWayInEdit, ManualEnrolment } from '../inventory.ts';
import { deviceIdentity, enrolmentIdentity, findRecorded, otherWayIdentity } from './record-identity.ts';
import { keyDefaults } from './remember-key.ts';
import { invalid } from '../file/storage-failure.ts';

const limits = { keys: 2_000, devices: 1_000, enrolments: 200_000, otherWaysIn: 50_000 } as const;
const bulkSchema = z.strictObject({
  keys: z.array(z.unknown()).max(limits.keys),
  enrolments: z.array(z.unknown()).max(limits.enrolments),
  otherWaysIn: z.array(z.unknown()).max(limits.otherWaysIn),
  keyEdits: z
    .array(z.strictObject({ keyId: z.string(), edit: z.unknown() }))
    .max(limits.keys)
    .optional(),
  wayEdits: z
    .array(z.strictObject({ id: z.string(), way: z.unknown() }))
    .max(limits.otherWaysIn)
    .optional(),
  devices: z
    .array(z.looseObject({ ref: idSchema }))
    .max(limits.devices)
    .optional(),
  deviceEdits: z
    .array(z.strictObject({ id: z.string(), edit: z.unknown() }))
    .max(limits.devices)
    .optional(),
  renewed: z.array(z.unknown()).max(limits.enrolments).optional(),
});

/**
 * Records keys, enrolments and other ways in by hand: all or nothing. A key with the label of a known one is that key, and what is
 * recorded already stays as it is. Throws `input-invalid`, among others `too-many`, `ref-twice` and `no-such-key`.
 */
export function addBulk(context: ChangeContext, bulk: BulkManual): { added: number; unchanged: number } {
  parsed(bulkSchema, bulk, 'too-many');
  const added = { keys: 0, devices: 0, enrolments: 0, otherWays: 0 };
  const keyIds = addKeys(context, bulk.keys, () => added.keys++);
  const deviceIds = addDevices(context, bulk.devices ?? [], () => added.devices++);
  const ids = { keyIds, deviceIds };
  const manual = new RecordedManual(context.data.all('enrolment'));
  for (const input of bulk.enrolments) {
    const checked = checkManual(input);
    const one = { ...checked, keyId: keyIds.get(checked.keyId) ?? keyOf(context, checked.keyId).id };
    const before = manual.find(one);
    if (before?.vanishedAt === null) continue;
    const enrolment = manualEnrolment(context, one, before);
    context.data.put('enrolment', enrolment);
    manual.put(enrolment);
    added.enrolments++;
  }
  const ways = new Set(context.data.all('other-way').map(ownedWayIdentity));
  for (const input of bulk.otherWaysIn) {
    const way = checkOtherWay(context, withIds(input, ids));
    const identity = ownedWayIdentity(way);
    if (ways.has(identity)) continue;
    ways.add(identity);
    context.data.put('other-way', { ...way, id: context.newId(), asOf: context.now });
    added.otherWays++;
  }
  const all = added.keys + added.devices + added.enrolments + added.otherWays;
  const changed = applyChanges(context, bulk, manual, ids);
  if (all + changed > 0) {
    note(context, 'enrolments-imported', null, {
      keys: String(added.keys),
      enrolments: String(added.enrolments),
      otherWays: String(added.otherWays),
    });
  }
  const devices = bulk.devices?.length ?? 0;
  const asked = bulk.keys.length + devices + bulk.enrolments.length + bulk.otherWaysIn.length;
  return { added: all + changed, unchanged: asked - all };
}

/** Replaces words of known keys and other ways in, and renews notes. Gives the number of records that it wrote. */
function applyChanges(
  context: ChangeContext,
  { keyEdits = [], wayEdits = [], deviceEdits = [], renewed = [] }: BulkManual,
  recorded: RecordedManual,
  ids: ImportedIds,
): number {
  for (const { keyId, edit } of keyEdits) editKey(context, keyId, edit);
  for (const { id, way } of wayEdits) editOtherWayIn(context, id, withIds(way, ids));
  for (const { id, edit } of deviceEdits) editDevice(context, id, withPhoneId(edit, ids.deviceIds));
  for (const input of renewed) {
    const manual = checkManual(input);
    const before = recorded.find(manual);
    if (before === undefined) throw invalid('no-such-told-enrolment');
    context.data.put('enrolment', manualEnrolment(context, manual, before));
  }
  return keyEdits.length + wayEdits.length + deviceEdits.length + renewed.length;
}

/** Adds the keys of an import and returns the id of each `ref`. */
function addKeys(context: ChangeContext, keys: readonly KeyByHand[], onAdded: () => void): ReadonlyMap<string, string> {
  const byLabel = new Map(context.data.all('key').map((key) => [foldText(key.label), key.id]));
  const ids = new Map<string, string>();
  for (const input of keys) {
    const { ref, label, role, owner, place, carriedOn, vendorSerial } = parsed(keyByHandSchema, input, 'key-by-hand');
    if (ids.has(ref) || context.data.get('key', ref) !== null) throw invalid('ref-twice');
    const known = byLabel.get(foldText(label));
    if (known !== undefined) {
      ids.set(ref, known);
      continue;
    }
    const key: InventoryKey = {
      ...keyDefaults,
      id: context.newId(),
      label,
      role,
      owner: emptyAsNull(owner),
      place: emptyAsNull(place),
      carriedOn: emptyAsNull(carriedOn),
      vendorSerial,
      firstSeen: context.now,
      lastSeen: context.now,
    };
    context.data.put('key', key);
    byLabel.set(foldText(label), key.id);
    ids.set(ref, key.id);
    onAdded();
  }
  return ids;
}

/** Adds the devices of an import and returns the id of each `ref`. A device of the same kind, label and owner is that device. */
function addDevices(
  context: ChangeContext,
  devices: readonly DeviceByHand[],
  onAdded: () => void,
): ReadonlyMap<string, string> {
  const known = new Map(context.data.all('device').map((device) => [deviceIdentity(device), device.id]));
  const ids = new Map<string, string>();
  // A phone number may be in a phone that stands further down.
  const phonesFirst = devices.toSorted((left, right) => Number(left.simIn !== null) - Number(right.simIn !== null));
  for (const { ref, ...device } of phonesFirst) {
    if (ids.has(ref) || context.data.get('device', ref) !== null) throw invalid('ref-twice');
    const before = known.get(deviceIdentity(device));
    ids.set(ref, before ?? addDevice(context, withPhoneId(device, ids)).id);
    if (before === undefined) onAdded();
  }
  return ids;
}

/** Replaces the reference to a phone of the import by its id. */
function withPhoneId<Edit extends { readonly simIn?: string | null }>(
  edit: Edit,
  ids: ReadonlyMap<string, string>,
): Edit {
  const { simIn } = edit;
  return typeof simIn === 'string' ? { ...edit, simIn: ids.get(simIn) ?? simIn } : edit;
}

interface ImportedIds {
  readonly keyIds: ReadonlyMap<string, string>;
  readonly deviceIds: ReadonlyMap<string, string>;
}

/** Replaces the references to keys and devices of the import by their ids; what is malformed is left for the check. */
function withIds(way: OtherWayInEdit, { keyIds, deviceIds }: ImportedIds): OtherWayInEdit {
  const { requires } = way;
  if (!isList(requires)) return way;
  return {
    ...way,
    requires: requires.map((requirement) => {
      switch (requirement.type) {
        case 'key':
          return { ...requirement, keyId: keyIds.get(requirement.keyId) ?? requirement.keyId };
        case 'device':
          return { ...requirement, deviceId: deviceIds.get(requirement.deviceId) ?? requirement.deviceId };
        default:
          return requirement;
      }
    }),
  };
}

/** Returns the identity of a way in and its owner: the ways in of two owners are two. */
function ownedWayIdentity(way: OtherWayInEdit): string {
  return JSON.stringify([otherWayIdentity(way), foldText(way.owner)]);
}

/** The enrolments that are recorded by hand, by what they say. */
class RecordedManual {
  readonly #byIdentity = new Map<string, Enrolment[]>();

  constructor(enrolments: readonly Enrolment[]) {
    for (const enrolment of enrolments) if (enrolment.evidence === 'told') this.put(enrolment);
  }

  find(manual: ManualEnrolment): Enrolment | undefined {
    const same = this.#byIdentity.get(enrolmentIdentity({ ...manual, evidence: 'told', credentialId: null })) ?? [];
    return findRecorded(same, { accountId: manual.accountId ?? null });
  }

  put(enrolment: Enrolment): void {
    const identity = enrolmentIdentity(enrolment);
    const others = (this.#byIdentity.get(identity) ?? []).filter(({ id }) => id !== enrolment.id);
    this.#byIdentity.set(identity, [...others, enrolment]);
  }
}
