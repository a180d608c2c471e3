import { z } from 'zod';
import { accountMarkSchema, sameAccountSchema } from './account-mark-schema.ts';
import { activitySchema } from './activity-schema.ts';
import { backupSessionSchema } from './backup-session-schema.ts';
import { catalogueCorrectionSchema } from './catalogue-correction-schema.ts';
import { deviceSchema } from './device-schema.ts';
import { enrolmentSchema } from './enrolment-schema.ts';
import { interruptedChangeSchema } from './interrupted-change-schema.ts';
import { inventoryKeySchema } from './inventory-key-schema.ts';
import type { InventorySnapshot } from './inventory-snapshot.ts';
import { keyCheckSchema } from './check-schema.ts';
import { lossRecordSchema } from './loss-record-schema.ts';
import { otherWayInSchema } from './other-way-in-schema.ts';
import { adoptedPolicySchema, dismissalSchema, preferencesSchema } from './preferences-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const inventorySnapshotSchema = schemaOf<InventorySnapshot>()(
  z.strictObject({
    revision: z.number().int(),
    demo: z.boolean(),
    keys: z.array(inventoryKeySchema),
    enrolments: z.array(enrolmentSchema),
    otherWaysIn: z.array(otherWayInSchema),
    devices: z.array(deviceSchema),
    sameAccounts: z.array(sameAccountSchema),
    activity: z.array(activitySchema),
    accountMarks: z.array(accountMarkSchema),
    corrections: z.array(catalogueCorrectionSchema),
    losses: z.array(lossRecordSchema),
    backupSessions: z.array(backupSessionSchema),
    checks: z.array(keyCheckSchema),
    policy: adoptedPolicySchema.nullable(),
    dismissals: z.array(dismissalSchema),
    preferences: preferencesSchema,
    interrupted: z.array(interruptedChangeSchema),
  }),
);
