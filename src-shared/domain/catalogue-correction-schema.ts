import { z } from 'zod';
import {
  type CatalogueCorrection,
  type CorrectedFields,
  hostNamePattern,
  mostCorrectedHosts,
} from './catalogue-correction.ts';
import { triStateSchema } from './catalogue-schema.ts';
import { isoDateSchema } from './fields-schema.ts';
import { schemaOf } from './typed-schema.ts';

const httpsUrlSchema = z.url({ protocol: /^https$/ }).max(500);
const hostNameSchema = z.string().max(253).regex(hostNamePattern);

export const correctedFieldsSchema = schemaOf<CorrectedFields>()(
  z.strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    nameJa: z.string().trim().min(1).max(120).optional(),
    rpIds: z.array(hostNameSchema).max(mostCorrectedHosts).optional(),
    domains: z.array(hostNameSchema).max(mostCorrectedHosts).optional(),
    acceptsSecurityKeys: triStateSchema.optional(),
    multipleKeys: triStateSchema.optional(),
    maxKeys: z.union([z.number().int().min(1).max(1_000), z.literal('unknown')]).optional(),
    deviceBoundOnly: triStateSchema.optional(),
    minKeysRecommended: z.number().int().min(1).max(10).optional(),
    addKeyUrl: httpsUrlSchema.optional(),
  }),
);

export const catalogueCorrectionSchema = schemaOf<CatalogueCorrection>()(
  z.strictObject({
    serviceId: z.string().min(1).max(100),
    fields: correctedFieldsSchema,
    base: correctedFieldsSchema.nullable(),
    source: z.string().trim().max(500).nullable(),
    asOf: isoDateSchema,
  }),
);
