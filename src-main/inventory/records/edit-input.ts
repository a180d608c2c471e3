import { z } from 'zod';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import {
  accountIdSchema,
  isoDateSchema,
  labelSchema,
  noteSchema,
  shortTextSchema,
} from '../../../src-shared/domain/fields-schema.ts';
import { keyColourSchema, keyRoleSchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { otherWayInSchema } from '../../../src-shared/domain/other-way-in-schema.ts';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import type { ChangeContext } from './change-context.ts';
import type { OtherWayInEdit, ManualEnrolment } from '../inventory.ts';
import { canonicalJson } from '../file/sealing.ts';
import { invalid } from '../file/storage-failure.ts';

export const idSchema = z.string().min(1).max(100);

const wordsOfKey = {
  role: keyRoleSchema.nullable(),
  owner: shortTextSchema.nullable(),
  place: shortTextSchema.nullable(),
  carriedOn: shortTextSchema.nullable(),
};
const serialSchema = z.string().min(1).max(40);
export const keyByHandSchema = z.strictObject({
  ref: idSchema,
  label: labelSchema,
  ...wordsOfKey,
  vendorSerial: serialSchema.nullable().default(null),
});
export const keyEditSchema = z
  .strictObject({
    label: labelSchema,
    ...wordsOfKey,
    colour: keyColourSchema.nullable(),
    vendorSerial: serialSchema,
    assetTag: shortTextSchema.nullable(),
    note: noteSchema.nullable(),
  })
  .partial();
const manualSchema = z.strictObject({
  keyId: idSchema,
  serviceId: idSchema.nullable(),
  rpId: shortTextSchema.nullable(),
  userName: shortTextSchema.nullable(),
  accountId: accountIdSchema.nullable().exactOptional(),
  asOf: isoDateSchema.exactOptional(),
  note: noteSchema.nullable(),
});
const otherWayEditSchema = otherWayInSchema.omit({ id: true, asOf: true });

/** Checks what a person told; empty names are none. Throws `input-invalid`: `told`, `told-without-service`. */
export function checkManual(manual: ManualEnrolment): ManualEnrolment {
  const { note, ...content } = parsed(manualSchema, manual, 'told');
  const names = { rpId: emptyAsNull(content.rpId), userName: emptyAsNull(content.userName) };
  if (content.serviceId === null && names.rpId === null) throw invalid('told-without-service');
  return { ...content, ...names, note: emptyAsNull(note) };
}

/**
 * Checks another way in; empty words are none. Throws `input-invalid`: `other-way`, `other-way-without-service`, `no-such-key`,
 * `no-such-device`.
 */
export function checkOtherWay(context: ChangeContext, way: OtherWayInEdit): OtherWayInEdit {
  const content = parsed(otherWayEditSchema, way, 'other-way');
  if (content.serviceId === null && content.rpId === null) throw invalid('other-way-without-service');
  const { owner, place, carriedOn, hours, note } = content;
  return {
    ...content,
    owner: emptyAsNull(owner),
    requires: checkRequirements(context, content.requires),
    place: emptyAsNull(place),
    carriedOn: emptyAsNull(carriedOn),
    hours: emptyAsNull(hours),
    contact: emptyAsNull(content.contact),
    note: emptyAsNull(note),
  };
}

/** Checks that all that is required is in the inventory, and drops repetitions. An empty list says that it needs nothing but itself. */
function checkRequirements({ data }: ChangeContext, requires: OtherWayIn['requires']): OtherWayIn['requires'] {
  if (requires === null) return null;
  for (const requirement of requires) {
    if (requirement.type === 'key' && data.get('key', requirement.keyId) === null) throw invalid('no-such-key');
    if (requirement.type === 'device' && data.get('device', requirement.deviceId) === null) {
      throw invalid('no-such-device');
    }
  }
  return [
    ...new Map(
      requires.map((requirement): [string, Requirement] => [canonicalJson(requirement), requirement]),
    ).values(),
  ];
}

/** Composes the record of what was told; `before` is the record that it renews. */
export function manualEnrolment(
  context: ChangeContext,
  manual: ManualEnrolment,
  before: Enrolment | undefined,
): Enrolment {
  const asOf = manual.asOf === undefined || manual.asOf > context.now ? context.now : manual.asOf;
  return {
    ...manual,
    id: before?.id ?? context.newId(),
    accountId: manual.accountId ?? before?.accountId ?? null,
    evidence: 'told',
    rpIdHash: null,
    userId: null,
    userDisplayName: null,
    credentialId: null,
    algorithm: null,
    credProtect: null,
    firstSeen: before?.firstSeen ?? asOf,
    asOf,
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
