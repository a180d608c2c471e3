import { z } from 'zod';
import {
  isRpId,
  minPinLengthLimits,
  type SettingChange,
  settingNames,
  type SettingValue,
  type SettingValues,
} from './setting-change.ts';
import { schemaOf } from './typed-schema.ts';

export const settingValueSchema = schemaOf<SettingValue>()(z.union([z.boolean(), z.number().int(), z.null()]));

export const settingValuesSchema = schemaOf<SettingValues>()(z.record(z.enum(settingNames), settingValueSchema));

const rpIdSchema = z.string().refine(isRpId);

export const settingChangeSchema = schemaOf<SettingChange>()(
  z.discriminatedUnion('setting', [
    z.strictObject({ setting: z.literal('always-uv'), on: z.boolean() }),
    z.strictObject({
      setting: z.literal('min-pin-length'),
      length: z.number().int().min(minPinLengthLimits.least).max(minPinLengthLimits.most),
      rpIds: z.array(rpIdSchema).min(1).max(255).nullable(),
    }),
    z.strictObject({
      setting: z.enum(['force-pin-change', 'pin-complexity', 'enterprise-attestation', 'long-touch-for-reset']),
    }),
  ]),
);
