import { z } from 'zod';
import { importanceSchema } from './account-mark-schema.ts';
import { keyRoleSchema } from './inventory-key-schema.ts';
import {
  type FirmwareFloor,
  forbiddenSeverities,
  type Policy,
  type PolicyProblem,
  policyProblemCodes,
  type PolicyRules,
} from './policy.ts';
import { schemaOf } from './typed-schema.ts';

export const shortNameSchema = z.string().trim().min(1).max(120);
export const aaguidSchema = z
  .string()
  .regex(/^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/);
const firmware = z.string().regex(/^\d{1,9}(?:\.\d{1,9}){0,3}$/);
const keysNeeded = z.number().int().min(1).max(10);

const keysMeant = {
  vendor: shortNameSchema.optional(),
  model: shortNameSchema.optional(),
  aaguid: aaguidSchema.optional(),
};

export const firmwareFloorSchema = schemaOf<FirmwareFloor>()(z.strictObject({ ...keysMeant, 'at-least': firmware }));

const policyRulesSchema = schemaOf<PolicyRules>()(
  z.strictObject({
    'minimum-keys': z
      .strictObject({ high: keysNeeded.optional(), normal: keysNeeded.optional(), low: keysNeeded.optional() })
      .optional(),
    'off-site-spare': z.array(importanceSchema).min(1).max(3).optional(),
    'pin-set': z.boolean().optional(),
    'minimum-pin-length': z.number().int().min(4).max(63).optional(),
    'always-uv': z.boolean().optional(),
    'firmware-floor': z.array(firmwareFloorSchema).min(1).max(200).optional(),
    'stale-after-days': z.number().int().min(1).max(3_650).optional(),
    'forbidden-models': z.array(z.strictObject(keysMeant)).min(1).max(200).optional(),
    'forbidden-advisories': z.enum(forbiddenSeverities).optional(),
    'owner-recorded': z.boolean().optional(),
    'place-recorded': z.boolean().optional(),
  }),
);

export const policySchema = schemaOf<Policy>()(
  z.strictObject({
    $schema: z.string().max(500).optional(),
    'sparekey-policy': z.literal(1),
    name: shortNameSchema,
    'key-roles': z
      .array(keyRoleSchema.exclude(['retired']))
      .min(1)
      .max(3)
      .optional(),
    rules: policyRulesSchema,
  }),
);

export const policyProblemSchema = schemaOf<PolicyProblem>()(
  z.strictObject({
    line: z.number().int().nullable(),
    code: z.enum(policyProblemCodes),
    path: z.string(),
    expected: z.string(),
    names: z.array(z.string()),
  }),
);
