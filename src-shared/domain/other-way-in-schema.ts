import { z } from 'zod';
import { accountIdSchema, isoDateSchema, noteSchema, shortTextSchema } from './fields-schema.ts';
import { hexSchema } from './hex-schema.ts';
import { type OtherWayIn, otherWayInKinds, type Requirement } from './other-way-in.ts';
import { schemaOf } from './typed-schema.ts';

const requirementSchema = schemaOf<Requirement>()(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('key'), keyId: z.string() }),
    z.strictObject({
      type: z.literal('account'),
      serviceId: z.string().min(1).max(100),
      userName: shortTextSchema.nullable(),
      accountId: accountIdSchema.nullable(),
    }),
    z.strictObject({ type: z.literal('device'), deviceId: z.string() }),
    z.strictObject({ type: z.literal('place'), place: shortTextSchema.min(1) }),
    z.strictObject({ type: z.literal('memory') }),
    z.strictObject({ type: z.literal('people') }),
    z.strictObject({ type: z.literal('nobody') }),
  ]),
);

export const otherWayInSchema = schemaOf<OtherWayIn>()(
  z.strictObject({
    id: z.string(),
    serviceId: z.string().nullable(),
    rpId: z.string().nullable(),
    userId: hexSchema.nullable(),
    userName: z.string().nullable(),
    kind: z.enum(otherWayInKinds),
    providerId: z.string().max(100).nullable(),
    name: shortTextSchema,
    owner: shortTextSchema.nullable(),
    accountId: accountIdSchema.nullable(),
    requires: z.array(requirementSchema).max(10).nullable(),
    place: shortTextSchema.nullable(),
    carriedOn: shortTextSchema.nullable(),
    link: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable(),
    validFrom: isoDateSchema.nullable(),
    validUntil: isoDateSchema.nullable(),
    hours: shortTextSchema.nullable(),
    contact: shortTextSchema.nullable(),
    asOf: isoDateSchema,
    note: noteSchema.nullable(),
  }),
);
