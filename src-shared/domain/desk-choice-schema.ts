import { z } from 'zod';
import { checkRulesSchema } from './check-profile-schema.ts';
import type { DeskChoice } from './desk-choice.ts';
import { shortTextSchema } from './fields-schema.ts';
import { modelListSchema } from './model-list-schema.ts';
import { schemaOf } from './typed-schema.ts';

const entry = z.strictObject({ number: z.string().max(60), line: z.number().int().min(1) });

export const deskChoiceSchema = schemaOf<DeskChoice>()(
  z.strictObject({
    profile: z.string().min(1).max(120),
    rules: checkRulesSchema,
    models: modelListSchema.nullable(),
    goodsIn: z.strictObject({ name: z.string().max(500), entries: z.array(entry) }).nullable(),
    by: shortTextSchema.nullable(),
    record: z.boolean(),
  }),
);
