import { z } from 'zod';
import { type Advisory, advisorySeverities, type FirmwareRange, outsideRanges } from './advisory.ts';
import { schemaOf } from './typed-schema.ts';

const firmwareRangeSchema = schemaOf<FirmwareRange>()(
  z.object({
    aaguids: z.array(z.string()).optional(),
    atLeast: z.string().optional(),
    lessThan: z.string().optional(),
    lessThanOrEqual: z.string().optional(),
    exact: z.array(z.string()).optional(),
  }),
);

export const advisorySchema = schemaOf<Advisory>()(
  z.object({
    id: z.string(),
    title: z.string(),
    titleJa: z.string(),
    summary: z.string(),
    summaryJa: z.string(),
    severity: z.enum(advisorySeverities),
    aaguidsAlwaysAffected: z.array(z.string()),
    aaguidsPossiblyAffected: z.array(z.string()),
    firmware: z.array(firmwareRangeSchema),
    outsideRange: z.enum(outsideRanges),
    usbNames: z.array(z.array(z.string()).min(1)),
    listingIncomplete: z.literal(true).optional(),
    url: z.string().nullable(),
  }),
);
