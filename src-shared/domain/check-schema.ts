import { z } from 'zod';
import {
  checkActions,
  type CheckDecision,
  type CheckedKey,
  type CheckFinding,
  checkPoints,
  checkStates,
  checkStrengths,
  checkVerdicts,
  type KeyCheck,
} from './check.ts';
import { isoDateSchema, labelSchema, noteSchema, shortTextSchema } from './fields-schema.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

const text = z.string().max(500);

const checkedKeySchema = schemaOf<CheckedKey>()(
  z.strictObject({
    keyId: z.string().max(100).nullable(),
    label: labelSchema.nullable(),
    vendorSerial: text.nullable(),
    usbSerial: text.nullable(),
    assetTag: shortTextSchema.nullable(),
    aaguid: hexSchema.nullable(),
    model: text.nullable(),
    product: text.nullable(),
    firmware: text.nullable(),
  }),
);

const checkFindingSchema = schemaOf<CheckFinding>()(
  z.strictObject({
    point: z.enum(checkPoints),
    variant: z.string().regex(/^[a-z0-9-]{1,40}$/),
    state: z.enum(checkStates),
    required: z.boolean(),
    strength: z.enum(checkStrengths),
    values: z.record(z.string().max(40), z.union([text, z.number()])),
    url: z.string().max(500).nullable(),
  }),
);

export const checkDecisionSchema = schemaOf<CheckDecision>()(
  z
    .strictObject({
      action: z.enum(checkActions),
      at: isoDateSchema,
      by: shortTextSchema.min(1),
      to: shortTextSchema.min(1).nullable(),
      why: noteSchema,
    })
    .refine(({ action, to }) => (action === 'hand-over') === (to !== null)),
);

export const keyCheckSchema = schemaOf<KeyCheck>()(
  z.strictObject({
    id: z.string().min(1).max(100),
    at: isoDateSchema,
    profile: z.string().min(1).max(120),
    verdict: z.enum(checkVerdicts),
    key: checkedKeySchema,
    findings: z.array(checkFindingSchema).max(checkPoints.length + 20),
    milliseconds: z.number().int().min(0),
    by: shortTextSchema.nullable(),
    note: noteSchema.nullable(),
    // Checks that were kept before there were decisions have none.
    decision: checkDecisionSchema.nullable().default(null),
    answered: z.array(hexSchema).max(100),
  }),
);
