import { z } from 'zod';
import { type AccountMark, importances, type SameAccount } from './account-mark.ts';
import { accountIdSchema, isoDateSchema } from './fields-schema.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const importanceSchema = z.enum(importances);

export const accountMarkSchema = schemaOf<AccountMark>()(
  z.strictObject({
    id: z.string(),
    serviceId: z.string(),
    userId: hexSchema.nullable(),
    userName: z.string().nullable(),
    importance: importanceSchema.nullable(),
    asOf: isoDateSchema,
  }),
);

export const sameAccountSchema = schemaOf<SameAccount>()(
  z.strictObject({
    id: z.string(),
    accountIds: z.tuple([accountIdSchema, accountIdSchema]),
    asOf: isoDateSchema,
  }),
);
