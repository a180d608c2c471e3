import { z } from 'zod';
import { isoDateSchema, shortTextSchema } from './fields-schema.ts';
import { type AdoptedPolicy, type Dismissal, type Preferences, staleAfterDaysRange } from './preferences.ts';
import { importReadingSchema } from './imports-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const adoptedPolicySchema = schemaOf<AdoptedPolicy>()(
  z.strictObject({
    name: shortTextSchema,
    text: z.string().max(100_000),
    adoptedAt: isoDateSchema,
  }),
);

export const dismissalSchema = schemaOf<Dismissal>()(
  z.strictObject({ id: z.string().max(300), at: isoDateSchema, until: isoDateSchema.nullable() }),
);

export const preferencesSchema = schemaOf<Preferences>()(
  z.strictObject({
    staleAfterDays: z.number().int().min(staleAfterDaysRange.least).max(staleAfterDaysRange.greatest),
    allowPasskeyEndpoints: z.boolean(),
    importMapping: importReadingSchema.pick({ columns: true, services: true }).optional(),
    noSpareYet: z.literal(true).optional(),
  }),
);
