import { z } from 'zod';
import { lossImpacts } from '../domain/loss-impact.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { resetStageNames } from '../domain/reset-stage.ts';
import { settingNames } from '../domain/setting-change.ts';
import { event, type Received, request } from './define-contract.ts';

const ofKey = z.strictObject({ handle: keyHandleSchema });

/** Progress of a guided reset; `handle` is that of the plug-in to which the person agreed. */
export const resetStageSchema = z.strictObject({
  handle: keyHandleSchema,
  stage: z.enum(resetStageNames),
  /** The key was too slow, and has to be unplugged once more. */
  isLate: z.boolean(),
});

/** End of a guided reset. */
export const resetEndSchema = z.strictObject({
  outcome: outcomeSchema(z.strictObject({ confirmed: z.boolean().nullable() })),
  /** Whether the key was erased, as far as it was never sent or the key shows; null where nobody knows. */
  isErased: z.boolean().nullable(),
  /** The plug-in to which the command went; null where it was not sent. */
  handle: keyHandleSchema.nullable(),
});

/** Content of the consent to a reset; composed by the main process from its own records, never by the window. */
const resetPreviewSchema = z.strictObject({
  confirmationId: z.string(),
  /** ISO 8601; two minutes after it was made. */
  expiresAt: z.string(),
  keyName: z.string(),
  /** Text that is typed to confirm. */
  word: z.string(),
  passkeys: z.number().int().nonnegative().nullable(),
  /** Settings that are not as a new key has them. */
  settings: z.array(z.enum(settingNames)),
  /** Every account that the key opens, or that hangs on one, worst first; null: nothing is known of this key. */
  accounts: z
    .array(
      z.strictObject({
        accountId: z.string(),
        name: z.string(),
        lossImpact: z.enum(lossImpacts),
        opensWith: z.array(z.string()),
        registered: z.boolean(),
      }),
    )
    .nullable(),
});
export type ResetPreview = Received<typeof resetPreviewSchema>;
export type ResetEnd = Received<typeof resetEndSchema>;

/** Leaves of the window's contract for a guided reset: what it costs, then with that confirmation and the typed name the reset itself. */
export const resetLeaves = {
  prepareReset: request(ofKey, outcomeSchema(resetPreviewSchema)),
  /** Ends with the reset: `keys.cancel` stops it. */
  confirmReset: request(
    ofKey.extend({ confirmationId: z.string().min(1).max(100), word: z.string().max(200) }),
    outcomeSchema(resetEndSchema),
  ),
  resetStage: event(resetStageSchema),
};
