import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';
import { isoDateSchema, labelSchema, noteSchema, shortTextSchema } from './fields-schema.ts';
import { keyColours } from '../lib/key-colour.ts';
import { identityStrengths, type InventoryKey, keyRoles } from './inventory-key.ts';
import { schemaOf } from './typed-schema.ts';

export const identityStrengthSchema = z.enum(identityStrengths);
export const keyRoleSchema = z.enum(keyRoles);
export const keyColourSchema = z.enum(keyColours);

export const inventoryKeySchema = schemaOf<InventoryKey>()(
  z.strictObject({
    id: z.string(),
    label: labelSchema,
    role: keyRoleSchema.nullable(),
    colour: keyColourSchema.nullable(),
    owner: shortTextSchema.nullable(),
    place: shortTextSchema.nullable(),
    carriedOn: shortTextSchema.nullable(),
    assetTag: shortTextSchema.nullable(),
    note: noteSchema.nullable(),
    identifiedBy: identityStrengthSchema,
    vendorSerial: z.string().nullable(),
    aaguid: hexSchema.nullable(),
    model: z.string().nullable(),
    manufacturer: z.string().nullable(),
    product: z.string().nullable(),
    firmware: z.string().nullable(),
    formFactor: z.string().nullable(),
    transports: z.array(z.string()),
    pinSet: z.boolean().nullable(),
    pinBlocked: z.boolean().nullable(),
    pinMinLength: z.number().int().nullable(),
    alwaysUv: z.boolean().nullable(),
    existing: z.number().int().nullable(),
    remaining: z.number().int().nullable(),
    firstSeen: isoDateSchema,
    lastSeen: isoDateSchema,
    lastRead: isoDateSchema.nullable(),
    lastReadComplete: z.boolean(),
    needsReread: z.boolean(),
    lostAt: isoDateSchema.nullable(),
  }),
);
