import { z } from 'zod';
import {
  type InventoryKey,
  keyRoleSchema,
  labelSchema,
  noteSchema,
  otherWayInSchema,
  shortTextSchema,
} from '../../src-shared/domain/inventory.ts';
import { type ChangeContext, note } from './change-context.ts';
import type { KeyEdit, OtherWayInEdit, ToldEnrolment } from './inventory.ts';
import { isLabelTaken } from './key-label.ts';
import { invalid } from './storage-failure.ts';

const idSchema = z.string().min(1).max(100);
const keyEditSchema = z.strictObject({
  label: labelSchema.optional(),
  role: keyRoleSchema.nullable().optional(),
  owner: shortTextSchema.nullable().optional(),
  place: shortTextSchema.nullable().optional(),
});
const toldSchema = z.strictObject({
  keyId: idSchema,
  serviceId: idSchema.nullable(),
  rpId: shortTextSchema.nullable(),
  userName: shortTextSchema.nullable(),
  note: noteSchema.nullable(),
});
const otherWayEditSchema = otherWayInSchema.omit({ id: true, asOf: true });

/** Changes what the person says about a key. Throws `input-invalid`: `no-such-key`, `label-taken`, `key-edit`. */
export function editKey(context: ChangeContext, keyId: string, edit: KeyEdit): void {
  const key = keyOf(context, keyId);
  const { label, role, owner, place } = parsed(keyEditSchema, edit, 'key-edit');
  if (label !== undefined && isLabelTaken(context.data, label, keyId)) throw invalid('label-taken');
  context.data.put('key', {
    ...key,
    ...(label === undefined ? {} : { label }),
    ...(role === undefined ? {} : { role }),
    ...(owner === undefined ? {} : { owner: emptyAsNull(owner) }),
    ...(place === undefined ? {} : { place: emptyAsNull(place) }),
  });
}

/** Removes a key and everything that names it; one line of activity with its label stays. */
export function forgetKey(context: ChangeContext, keyId: string): void {
  const { data } = context;
  keyOf(context, keyId);
  note(context, 'key-forgotten', keyId);
  const forgotten = data.all('activity').at(-1);
  for (const kind of ['enrolment', 'journal', 'activity'] as const) {
    removeWhere(context, kind, (record) => record.keyId === keyId && record.id !== forgotten?.id);
  }
  data.remove('key', keyId);
}

/** Records that a key opens an account although it cannot be read from the key. The same thing told twice is one record. */
export function addTold(context: ChangeContext, told: ToldEnrolment): { id: string } {
  const { keyId, serviceId, rpId, userName, note: remark } = parsed(toldSchema, told, 'told');
  keyOf(context, keyId);
  if (serviceId === null && emptyAsNull(rpId) === null) throw invalid('told-without-service');
  const names = { serviceId, rpId: emptyAsNull(rpId), userName: emptyAsNull(userName) };
  const before = context.data
    .all('enrolment')
    .find(
      (other) =>
        other.evidence === 'told' &&
        other.keyId === keyId &&
        other.serviceId === names.serviceId &&
        other.rpId === names.rpId &&
        other.userName === names.userName,
    );
  const id = before?.id ?? context.newId();
  context.data.put('enrolment', {
    id,
    keyId,
    evidence: 'told',
    ...names,
    rpIdHash: null,
    userId: null,
    userDisplayName: null,
    credentialId: null,
    algorithm: null,
    credProtect: null,
    firstSeen: before?.firstSeen ?? context.now,
    asOf: context.now,
    vanishedAt: null,
    vanishedBy: null,
    note: emptyAsNull(remark),
  });
  if (before === undefined) note(context, 'told-added', keyId, names);
  return { id };
}

/** Removes a told enrolment; what was read from a key is not for a person to remove. */
export function removeTold(context: ChangeContext, enrolmentId: string): void {
  const enrolment = context.data.get('enrolment', enrolmentId);
  if (enrolment === null || enrolment.evidence !== 'told') throw invalid('no-such-told-enrolment');
  context.data.remove('enrolment', enrolmentId);
  const { serviceId, rpId, userName } = enrolment;
  note(context, 'told-removed', enrolment.keyId, { serviceId, rpId, userName });
}

/** Records another way into an account. */
export function addOtherWayIn(context: ChangeContext, way: OtherWayInEdit): { id: string } {
  const content = parsed(otherWayEditSchema, way, 'other-way');
  if (content.serviceId === null && content.rpId === null) throw invalid('other-way-without-service');
  const id = context.newId();
  context.data.put('other-way', { ...content, id, asOf: context.now });
  note(context, 'other-way-added', null, describeWay(content));
  return { id };
}

/** Removes another way in. */
export function removeOtherWayIn(context: ChangeContext, id: string): void {
  const way = context.data.get('other-way', id);
  if (way === null) throw invalid('no-such-way');
  context.data.remove('other-way', id);
  note(context, 'other-way-removed', null, describeWay(way));
}

function describeWay({ kind, name, serviceId, rpId, userName }: OtherWayInEdit) {
  return { kind, name, serviceId, rpId, userName };
}

function keyOf(context: ChangeContext, keyId: string): InventoryKey {
  const key = context.data.get('key', keyId);
  if (key === null) throw invalid('no-such-key');
  return key;
}

function removeWhere(
  context: ChangeContext,
  kind: 'enrolment' | 'journal' | 'activity',
  test: (record: { readonly id: string; readonly keyId: string | null }) => boolean,
): void {
  for (const record of context.data.all(kind)) if (test(record)) context.data.remove(kind, record.id);
}

function emptyAsNull(text: string | null): string | null {
  return text === '' ? null : text;
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown, detail: string): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(detail);
  return result.data;
}
