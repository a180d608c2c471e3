import { z } from 'zod';
import { backupItemStates, type BackupSession } from './backup-session.ts';
import { isoDateSchema, noteSchema } from './fields-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const backupSessionSchema = schemaOf<BackupSession>()(
  z.strictObject({
    id: z.string(),
    primaryKeyId: z.string(),
    spareKeyId: z.string(),
    startedAt: isoDateSchema,
    changedAt: isoDateSchema,
    closedAt: isoDateSchema.nullable(),
    items: z.array(
      z.strictObject({
        accountId: z.string(),
        state: z.enum(backupItemStates),
        at: isoDateSchema,
        reason: noteSchema.nullable(),
      }),
    ),
  }),
);
