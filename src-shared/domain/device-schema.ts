import { z } from 'zod';
import { type Device, deviceKinds } from './device.ts';
import { isoDateSchema, labelSchema, noteSchema, shortTextSchema } from './fields-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const deviceSchema = schemaOf<Device>()(
  z.strictObject({
    id: z.string(),
    kind: z.enum(deviceKinds),
    label: labelSchema,
    owner: shortTextSchema.nullable(),
    place: shortTextSchema.nullable(),
    carriedOn: shortTextSchema.nullable(),
    simIn: z.string().nullable(),
    lostAt: isoDateSchema.nullable(),
    asOf: isoDateSchema,
    note: noteSchema.nullable(),
  }),
);
