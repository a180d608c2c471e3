import { z } from 'zod';
import { identityStrengthSchema } from './inventory.ts';
import { pluggedKeySchema } from './plugged-key.ts';

/** A plugged-in key together with what the inventory knows of it. */
export const keyViewSchema = pluggedKeySchema.extend({
  remembered: z.strictObject({ keyId: z.string(), label: z.string(), strength: identityStrengthSchema }).nullable(),
});
export type KeyView = z.infer<typeof keyViewSchema>;
