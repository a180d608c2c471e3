import { z } from 'zod';
import { keyCheckSchema } from './check-schema.ts';
import type { DeskState, RecordState } from './desk.ts';
import { shortTextSchema } from './fields-schema.ts';
import { keyHandleSchema } from './plugged-key-schema.ts';
import { schemaOf } from './typed-schema.ts';

const name = z.string().max(500);
const count = z.number().int().min(0);

const recordStateSchema = schemaOf<RecordState>()(
  z.union([z.enum(['recorded', 'not-wanted']), z.strictObject({ failure: z.string().max(100) })]),
);

export const deskStateSchema = schemaOf<DeskState>()(
  z.strictObject({
    profile: z.string().min(1).max(120),
    models: z.strictObject({ name, kind: z.enum(['allow', 'forbid']), count }).nullable(),
    goodsIn: z.strictObject({ name, count }).nullable(),
    by: shortTextSchema.nullable(),
    record: z.boolean(),
    checking: keyHandleSchema.nullable(),
    last: z.strictObject({ check: keyCheckSchema, recorded: recordStateSchema, handle: keyHandleSchema }).nullable(),
    kept: z.boolean(),
    notRead: z.string().nullable(),
  }),
);
