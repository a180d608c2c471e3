import { z } from 'zod';
import {
  type Enrolment,
  type InventoryKey,
  keyRoleSchema,
  labelSchema,
  noteSchema,
  otherWayInSchema,
  shortTextSchema,
} from '../../src-shared/domain/inventory.ts';
import type { ChangeContext } from './change-context.ts';
import type { OtherWayInEdit, ToldEnrolment } from './inventory.ts';
import { invalid } from './storage-failure.ts';

export const idSchema = z.string().min(1).max(100);
/** Names of an account as coverage composes them: of service, RP ID and user. */
export const accountIdSchema = z.string().min(1).max(2_000);

const wordsOfKey = {
  role: keyRoleSchema.nullable(),
  owner: shortTextSchema.nullable(),
  place: shortTextSchema.nullable(),
  carriedOn: shortTextSchema.nullable(),
};
export const keyByHandSchema = z.strictObject({ ref: idSchema, label: labelSchema, ...wordsOfKey });
export const keyEditSchema = z.strictObject({ label: labelSchema, ...wordsOfKey }).partial();
const toldSchema = z.strictObject({
  keyId: idSchema,
  serviceId: idSchema.nullable(),
  rpId: shortTextSchema.nullable(),
  userName: shortTextSchema.nullable(),
  note: noteSchema.nullable(),
});
const otherWayEditSchema = otherWayInSchema.omit({ id: true, asOf: true });

/** Checks what a person told; empty names are none. Throws `input-invalid`: `told`, `told-without-service`. */
export function checkTold(told: ToldEnrolment): ToldEnrolment {
  const { keyId, serviceId, rpId, userName, note } = parsed(toldSchema, told, 'told');
  const names = { serviceId, rpId: emptyAsNull(rpId), userName: emptyAsNull(userName) };
  if (names.serviceId === null && names.rpId === null) throw invalid('told-without-service');
  return { keyId, ...names, note: emptyAsNull(note) };
}

/** Checks another way in; empty words are none. Throws `input-invalid`: `other-way`, `other-way-without-service`. */
export function checkOtherWay(way: OtherWayInEdit): OtherWayInEdit {
  const content = parsed(otherWayEditSchema, way, 'other-way');
  if (content.serviceId === null && content.rpId === null) throw invalid('other-way-without-service');
  return {
    ...content,
    place: emptyAsNull(content.place),
    carriedOn: emptyAsNull(content.carriedOn),
    hours: emptyAsNull(content.hours),
    contact: emptyAsNull(content.contact),
    note: emptyAsNull(content.note),
  };
}

/** Composes the record of what was told; `before` is the record that it renews. */
export function toldEnrolment(context: ChangeContext, told: ToldEnrolment, before: Enrolment | undefined): Enrolment {
  return {
    ...told,
    id: before?.id ?? context.newId(),
    evidence: 'told',
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
  };
}

/** Finds a key or throws `input-invalid` (`no-such-key`). */
export function keyOf(context: ChangeContext, keyId: string): InventoryKey {
  const key = context.data.get('key', keyId);
  if (key === null) throw invalid('no-such-key');
  return key;
}

export function emptyAsNull(text: string | null): string | null {
  return text === '' ? null : text;
}

/** Reads input by a schema or throws `input-invalid` with the detail. */
export function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown, detail: string): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(detail);
  return result.data;
}
