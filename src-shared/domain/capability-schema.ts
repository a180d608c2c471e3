import { z } from 'zod';
import { capabilityNames } from '../operations/operation-names.ts';
import { type Capability, capabilityAnswers, capabilityReasons, type KeyCapabilities } from './capability.ts';
import { schemaOf } from './typed-schema.ts';

export const capabilityReasonSchema = z.enum(capabilityReasons);

export const capabilitySchema = schemaOf<Capability>()(
  z.strictObject({
    answer: z.enum(capabilityAnswers),
    reason: capabilityReasonSchema.nullable(),
  }),
);

export const keyCapabilitiesSchema = schemaOf<KeyCapabilities>()(z.record(z.enum(capabilityNames), capabilitySchema));
