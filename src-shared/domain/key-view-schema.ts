import { z } from 'zod';
import { identityStrengthSchema } from './inventory-key-schema.ts';
import type { KeyView } from './key-view.ts';
import { pluggedKeySchema } from './plugged-key-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const keyViewSchema = schemaOf<KeyView>()(
  pluggedKeySchema.extend({
    remembered: z.strictObject({ keyId: z.string(), label: z.string(), strength: identityStrengthSchema }).nullable(),
    readAccessEnded: z.boolean(),
  }),
);
