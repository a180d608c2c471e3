import { z } from 'zod';
import { accountIdSchema, shortTextSchema } from './fields-schema.ts';
import { reportFormats, reportKinds, type ReportRequest } from './report.ts';
import { localeSchema } from './settings-schema.ts';
import { schemaOf } from './typed-schema.ts';

const names = z.array(shortTextSchema.min(1)).max(1_000);
const ids = z.array(z.string().min(1).max(100)).max(5_000);

export const reportRequestSchema = schemaOf<ReportRequest>()(
  z.strictObject({
    kind: z.enum(reportKinds),
    format: z.enum(reportFormats),
    language: localeSchema,
    withIdentifiers: z.boolean(),
    gapsOnly: z.boolean(),
    lostKeyIds: ids,
    lostWayIds: ids,
    lostDeviceIds: ids.optional(),
    lostAccountIds: z.array(accountIdSchema).max(5_000).optional(),
    lostPlaces: names.optional(),
    lostRings: names.optional(),
    pinKnownKeyIds: ids.optional(),
    lossId: z.string().max(100).nullable(),
    primaryKeyId: z.string().max(100).nullable(),
    spareKeyId: z.string().max(100).nullable(),
  }),
);
