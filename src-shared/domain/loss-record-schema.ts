import { z } from 'zod';
import { accountIdSchema, isoDateSchema, noteSchema } from './fields-schema.ts';
import { type LossItem, type LossRecord, lossTasks } from './loss-record.ts';
import { schemaOf } from './typed-schema.ts';

export const lossItemSchema = schemaOf<LossItem>()(
  z.strictObject({
    id: z.string(),
    task: z.enum(lossTasks),
    accountId: z.string(),
    serviceId: z.string(),
    serviceName: z.string(),
    userName: z.string().nullable(),
    opensWith: z.array(z.string()),
    doneAt: isoDateSchema.nullable(),
  }),
);

export const lossRecordSchema = schemaOf<LossRecord>()(
  z.strictObject({
    id: z.string(),
    at: isoDateSchema,
    keyIds: z.array(z.string()),
    keyLabels: z.array(z.string()),
    otherWayIds: z.array(z.string()),
    deviceIds: z.array(z.string()),
    deviceLabels: z.array(z.string()),
    accountIds: z.array(accountIdSchema),
    items: z.array(lossItemSchema),
    closedAt: isoDateSchema.nullable(),
    note: noteSchema.nullable(),
  }),
);
