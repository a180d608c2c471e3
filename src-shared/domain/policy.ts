import { z } from 'zod';
import { importanceSchema, keyRoleSchema } from './inventory.ts';

const shortName = z.string().trim().min(1).max(120);
const aaguid = z.string().regex(/^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/);
const firmware = z.string().regex(/^\d{1,9}(?:\.\d{1,9}){0,3}$/);
const keysNeeded = z.number().int().min(1).max(10);

/** The keys that a line of a rule is about. All that is given must fit. */
const keysMeant = {
  vendor: shortName.optional(),
  model: shortName.optional(),
  aaguid: aaguid.optional(),
};

/** The rules of a policy (docs/policy.md). A rule that is left out asks for nothing. */
export const policyRulesSchema = z.strictObject({
  /** Keys in use that must be known to open an account, by how much it matters. */
  'minimum-keys': z
    .strictObject({ high: keysNeeded.optional(), normal: keysNeeded.optional(), low: keysNeeded.optional() })
    .optional(),
  /** Accounts that matter so must open with a key in use whose role is off-site. */
  'off-site-spare': z.array(importanceSchema).min(1).max(3).optional(),
  'pin-set': z.boolean().optional(),
  /** The key itself must refuse shorter PINs; code points. */
  'minimum-pin-length': z.number().int().min(4).max(63).optional(),
  'always-uv': z.boolean().optional(),
  /** A key that fits several lines must reach the highest of them. */
  'firmware-floor': z
    .array(z.strictObject({ ...keysMeant, 'at-least': firmware }))
    .min(1)
    .max(200)
    .optional(),
  'stale-after-days': z.number().int().min(1).max(3_650).optional(),
  'forbidden-models': z.array(z.strictObject(keysMeant)).min(1).max(200).optional(),
  /** Advisories as severe as this, or more; `any` takes those that nobody has rated too. */
  'forbidden-advisories': z.enum(['high', 'moderate', 'low', 'any']).optional(),
  'owner-recorded': z.boolean().optional(),
  'place-recorded': z.boolean().optional(),
});
export type PolicyRules = z.infer<typeof policyRulesSchema>;
export type PolicyRule = keyof PolicyRules;

/** A policy file, as YAML or JSON. */
export const policySchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  /** Version of the format. */
  'sparekey-policy': z.literal(1),
  name: shortName,
  /** Roles of keys that the rules about keys are for; all keys in use where it is left out. */
  'key-roles': z
    .array(keyRoleSchema.exclude(['retired']))
    .min(1)
    .max(3)
    .optional(),
  rules: policyRulesSchema,
});
export type Policy = z.infer<typeof policySchema>;

/** What is wrong with a policy file. `line` counts from 1; null where no line can be named. */
export const policyProblemSchema = z.strictObject({
  line: z.number().int().nullable(),
  code: z.enum([
    'too-large',
    'not-text',
    'syntax',
    'too-deep',
    'several-documents',
    'duplicate-name',
    'alias',
    'tag',
    'empty',
    'not-a-map',
    'version-missing',
    'version-unknown',
    'unknown-name',
    'missing',
    'wrong-type',
    'not-allowed',
    'line-names-nothing',
    'no-rules',
  ]),
  /** Where in the file: names joined by dots; empty for the whole. */
  path: z.string(),
  /** What is expected there, as the schema says it; empty where the code says all. */
  expected: z.string(),
});
export type PolicyProblem = z.infer<typeof policyProblemSchema>;
