import { z } from 'zod';
import {
  type Fingerprint,
  type FingerprintListing,
  type FingerprintSensor,
  longestFingerprintName,
  sensorKinds,
} from './fingerprint.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

const count = z.number().int().nonnegative().nullable();

const fingerprintSensorSchema = schemaOf<FingerprintSensor>()(
  z.strictObject({ kind: z.enum(sensorKinds).nullable(), samples: count, nameBytes: count, triesLeft: count }),
);

const fingerprintSchema = schemaOf<Fingerprint>()(
  z.strictObject({ templateId: hexSchema, name: z.string().nullable() }),
);

export const fingerprintListingSchema = schemaOf<FingerprintListing>()(
  z.strictObject({
    fingerprints: z.array(fingerprintSchema),
    sensor: fingerprintSensorSchema,
    readAt: z.string(),
  }),
);

/** A name as a person gives it. */
export const fingerprintNameSchema = z.string().max(longestFingerprintName);
