import { z } from 'zod';
import type { ReadonlyAll } from '../../../src-shared/domain/typed-schema.ts';
import { catalogueCorrectionSchema } from '../../../src-shared/domain/catalogue-correction-schema.ts';
import { accountMarkSchema, sameAccountSchema } from '../../../src-shared/domain/account-mark-schema.ts';
import { activitySchema } from '../../../src-shared/domain/activity-schema.ts';
import { backupSessionSchema } from '../../../src-shared/domain/backup-session-schema.ts';
import { deviceSchema } from '../../../src-shared/domain/device-schema.ts';
import { enrolmentSchema } from '../../../src-shared/domain/enrolment-schema.ts';
import { inventoryKeySchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import { keyCheckSchema } from '../../../src-shared/domain/check-schema.ts';
import { lossRecordSchema } from '../../../src-shared/domain/loss-record-schema.ts';
import { otherWayInSchema } from '../../../src-shared/domain/other-way-in-schema.ts';
import {
  adoptedPolicySchema,
  dismissalSchema,
  preferencesSchema,
} from '../../../src-shared/domain/preferences-schema.ts';
import { documentFormat, documentVersion } from './export-json.ts';

export const documentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  exportedAt: z.iso.datetime(),
  demo: z.boolean(),
  keys: z.array(inventoryKeySchema).max(10_000),
  enrolments: z.array(enrolmentSchema).max(300_000),
  otherWaysIn: z.array(otherWayInSchema).max(50_000),
  devices: z.array(deviceSchema).max(10_000),
  sameAccounts: z.array(sameAccountSchema).max(50_000),
  activity: z.array(activitySchema).max(10_000),
  accountMarks: z.array(accountMarkSchema).max(50_000),
  corrections: z.array(catalogueCorrectionSchema).max(1_000),
  losses: z.array(lossRecordSchema).max(500),
  backupSessions: z.array(backupSessionSchema).max(500),
  checks: z.array(keyCheckSchema).max(1_000),
  policy: adoptedPolicySchema.nullable(),
  dismissals: z.array(dismissalSchema).max(5_000),
  preferences: preferencesSchema,
});

export type InventoryDocument = ReadonlyAll<z.infer<typeof documentSchema>>;
