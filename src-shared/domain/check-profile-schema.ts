import { z } from 'zod';
import {
  type CheckProfile,
  type CheckRules,
  fingerprintRules,
  nfcRules,
  pinChangeRules,
  pinRules,
  reissueRules,
  testRules,
} from './check-profile.ts';
import { aaguidSchema, firmwareFloorSchema, shortNameSchema } from './policy-schema.ts';
import { forbiddenSeverities } from './policy.ts';
import { schemaOf } from './typed-schema.ts';

const aaguids = z.array(aaguidSchema).min(1).max(1_000);

export const checkRulesSchema = schemaOf<CheckRules>()(
  z.strictObject({
    'known-model': z.boolean().optional(),
    'allowed-models': aaguids.optional(),
    'forbidden-models': aaguids.optional(),
    certified: z.number().int().min(1).max(3).optional(),
    'firmware-floor': z.array(firmwareFloorSchema).min(1).max(200).optional(),
    'forbidden-advisories': z.enum(forbiddenSeverities).optional(),
    serial: z.boolean().optional(),
    'goods-in': z.boolean().optional(),
    pin: z.enum(pinRules).optional(),
    'all-tries': z.boolean().optional(),
    'pin-change': z.enum(pinChangeRules).optional(),
    'always-uv': z.boolean().optional(),
    'minimum-pin-length': z.number().int().min(4).max(63).optional(),
    nfc: z.enum(nfcRules).optional(),
    'all-applications': z.boolean().optional(),
    fingerprints: z.enum(fingerprintRules).optional(),
    'no-passkeys': z.boolean().optional(),
    'no-known-passkeys': z.boolean().optional(),
    'untouched-settings': z.boolean().optional(),
    blank: z.boolean().optional(),
    reissue: z.enum(reissueRules).optional(),
    'own-facts': z.boolean().optional(),
    transport: z.boolean().optional(),
    genuine: z.enum(testRules).optional(),
    'sign-in': z.enum(testRules).optional(),
  }),
);

export const checkProfileSchema = schemaOf<CheckProfile>()(
  z.strictObject({
    $schema: z.string().max(500).optional(),
    'sparekey-check': z.literal(1),
    name: shortNameSchema,
    rules: checkRulesSchema,
  }),
);
