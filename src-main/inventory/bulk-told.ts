import { z } from 'zod';
import type { Enrolment, InventoryKey } from '../../src-shared/domain/inventory.ts';
import { type ChangeContext, note } from './change-context.ts';
import { checkOtherWay, checkTold, emptyAsNull, keyByHandSchema, keyOf, parsed, toldEnrolment } from './edit-input.ts';
import { editKey, editOtherWayIn } from './edit-inventory.ts';
import type { BulkTold, KeyByHand } from './inventory.ts';
import { labelKey } from './key-label.ts';
import { enrolmentIdentity, otherWayIdentity } from './merge-records.ts';
import { keyDefaults } from './remember-key.ts';
import { invalid } from './storage-failure.ts';

const limits = { keys: 2_000, enrolments: 200_000, otherWaysIn: 50_000 } as const;
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
  renewed: z.array(z.unknown()).max(limits.enrolments).optional(),
});

/**
 * Records keys, enrolments and other ways in by hand: all or nothing. A key with the label of a known one is that key, and what is
 * recorded already stays as it is. Throws `input-invalid`, among others `too-many`, `ref-twice` and `no-such-key`.
 */
export function addBulk(context: ChangeContext, bulk: BulkTold): { added: number; unchanged: number } {
  parsed(bulkSchema, bulk, 'too-many');
  const added = { keys: 0, enrolments: 0, otherWays: 0 };
  const keyIds = addKeys(context, bulk.keys, () => added.keys++);
  const told = new Map(context.data.all('enrolment').map((record) => [enrolmentIdentity(record), record]));
  for (const input of bulk.enrolments) {
    const checked = checkTold(input);
    const one = { ...checked, keyId: keyIds.get(checked.keyId) ?? keyOf(context, checked.keyId).id };
    const identity = enrolmentIdentity({ ...one, evidence: 'told', credentialId: null });
    const before = told.get(identity);
    if (before?.vanishedAt === null) continue;
    const enrolment = toldEnrolment(context, one, before);
    context.data.put('enrolment', enrolment);
    told.set(identity, enrolment);
    added.enrolments++;
  }
  const ways = new Set(context.data.all('other-way').map(otherWayIdentity));
  for (const input of bulk.otherWaysIn) {
    const way = checkOtherWay(input);
    const identity = otherWayIdentity(way);
    if (ways.has(identity)) continue;
    ways.add(identity);
    context.data.put('other-way', { ...way, id: context.newId(), asOf: context.now });
    added.otherWays++;
  }
  const all = added.keys + added.enrolments + added.otherWays;
  const changed = applyChanges(context, bulk, told);
  if (all + changed > 0) {
    note(context, 'enrolments-imported', null, {
      keys: String(added.keys),
      enrolments: String(added.enrolments),
      otherWays: String(added.otherWays),
    });
  }
  const asked = bulk.keys.length + bulk.enrolments.length + bulk.otherWaysIn.length;
  return { added: all + changed, unchanged: asked - all };
}

/** Replaces words of known keys and other ways in, and renews notes. Gives the number of records that it wrote. */
function applyChanges(
  context: ChangeContext,
  { keyEdits = [], wayEdits = [], renewed = [] }: BulkTold,
  recorded: ReadonlyMap<string, Enrolment>,
): number {
  for (const { keyId, edit } of keyEdits) editKey(context, keyId, edit);
  for (const { id, way } of wayEdits) editOtherWayIn(context, id, way);
  for (const input of renewed) {
    const told = checkTold(input);
    const before = recorded.get(enrolmentIdentity({ ...told, evidence: 'told', credentialId: null }));
    if (before === undefined) throw invalid('no-such-told-enrolment');
    context.data.put('enrolment', toldEnrolment(context, told, before));
  }
  return keyEdits.length + wayEdits.length + renewed.length;
}

/** Says under which id each `ref` of the import stands. */
function addKeys(context: ChangeContext, keys: readonly KeyByHand[], onAdded: () => void): ReadonlyMap<string, string> {
  const byLabel = new Map(context.data.all('key').map((key) => [labelKey(key.label), key.id]));
  const ids = new Map<string, string>();
  for (const input of keys) {
    const { ref, label, role, owner, place, carriedOn } = parsed(keyByHandSchema, input, 'key-by-hand');
    if (ids.has(ref) || context.data.get('key', ref) !== null) throw invalid('ref-twice');
    const known = byLabel.get(labelKey(label));
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
      firstSeen: context.now,
      lastSeen: context.now,
    };
    context.data.put('key', key);
    byLabel.set(labelKey(label), key.id);
    ids.set(ref, key.id);
    onAdded();
  }
  return ids;
}
