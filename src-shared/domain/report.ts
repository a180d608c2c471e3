import { z } from 'zod';
import { accountIdSchema, shortTextSchema } from './inventory.ts';
import { reportFormats, reportKinds } from './report-kinds.ts';

const names = z.array(shortTextSchema.min(1)).max(1_000);
const ids = z.array(z.string().min(1).max(100)).max(5_000);

/** What a person chose for a report. */
export const reportRequestSchema = z.strictObject({
  kind: z.enum(reportKinds),
  format: z.enum(reportFormats),
  language: z.enum(['en', 'ja']),
  /** With credential IDs and user handles, which say more about a person than a name (reliability J-16). */
  withIdentifiers: z.boolean(),
  /** `coverage`: only the accounts that have a gap. */
  gapsOnly: z.boolean(),
  /** `recovery`: what is lost or assumed lost. */
  lostKeyIds: ids,
  lostWayIds: ids,
  lostDeviceIds: ids.optional(),
  lostAccountIds: z.array(accountIdSchema).max(5_000).optional(),
  /** Everything that is kept at these places, or carried on these rings. */
  lostPlaces: names.optional(),
  lostRings: names.optional(),
  /** `recovery`: lost keys whose PIN somebody else may know. */
  pinKnownKeyIds: ids.optional(),
  /** `recovery`: the recorded loss whose checklist it is; null before anything is lost. */
  lossId: z.string().max(100).nullable(),
  /** `backup`: both keys are named. */
  primaryKeyId: z.string().max(100).nullable(),
  spareKeyId: z.string().max(100).nullable(),
});
export type ReportRequest = z.infer<typeof reportRequestSchema>;
