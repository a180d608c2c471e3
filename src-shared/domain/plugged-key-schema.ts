import { z } from 'zod';
import { capabilitySchema, keyCapabilitiesSchema } from './capability-schema.ts';
import { catalogueModelSchema } from './catalogue-schema.ts';
import { hexSchema } from './hex-schema.ts';
import { keyDetailsSchema } from './key-details-schema.ts';
import { settingNames } from './setting-change.ts';
import { operationFailureSchema } from './operation-failure-schema.ts';
import {
  builtInUvStates,
  type KeyFacts,
  type KeyFinding,
  type KeyHandle,
  type KeySetting,
  type PinState,
  type PluggedKey,
  pluggedKeyStates,
} from './plugged-key.ts';
import { settingValueSchema } from './setting-change-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const keyHandleSchema = schemaOf<KeyHandle>()(z.string().regex(/^key-[0-9a-f]{16}$/));

const keyFindingSchema = schemaOf<KeyFinding>()(z.strictObject({ kind: z.string(), detail: z.string() }));

const keySettingSchema = schemaOf<KeySetting>()(
  z.strictObject({ name: z.enum(settingNames), value: settingValueSchema, change: capabilitySchema }),
);

export const pinStateSchema = schemaOf<PinState>()(
  z.strictObject({
    supported: z.boolean(),
    set: z.boolean().nullable(),
    retriesLeft: z.number().int().nullable(),
    retriesInAll: z.number().int().nullable(),
    needsReplug: z.boolean(),
    blocked: z.boolean(),
    forceChange: z.boolean(),
    minLength: z.number().int(),
    maxLength: z.number().int(),
    complexityEnforced: z.boolean(),
    builtInUv: z.enum(builtInUvStates),
  }),
);

const keyFactsSchema = schemaOf<KeyFacts>()(
  z.strictObject({
    aaguid: hexSchema.nullable(),
    model: z.string().nullable(),
    catalogueModel: catalogueModelSchema.nullable(),
    versions: z.array(z.string()),
    extensions: z.array(z.string()),
    options: z.record(z.string(), z.boolean()),
    transports: z.array(z.string()),
    algorithms: z.array(z.number().int()),
    firmware: z.string().nullable(),
    vendorSerial: z.string().nullable(),
    formFactor: z.string().nullable(),
    encIdentifier: hexSchema.nullable(),
    pin: pinStateSchema,
    passkeys: z.strictObject({ existing: z.number().int().nullable(), remaining: z.number().int().nullable() }),
    capabilities: keyCapabilitiesSchema,
    settings: z.array(keySettingSchema),
    findings: z.array(keyFindingSchema),
    details: keyDetailsSchema,
    rawGetInfo: hexSchema.nullable(),
    ctaphid: z.strictObject({ version: z.string(), wink: z.boolean(), cbor: z.boolean(), msg: z.boolean() }),
  }),
);

export const pluggedKeySchema = schemaOf<PluggedKey>()(
  z.strictObject({
    handle: keyHandleSchema,
    path: z.string(),
    vendorId: z.number().int(),
    productId: z.number().int(),
    manufacturer: z.string().nullable(),
    product: z.string().nullable(),
    usbSerial: z.string().nullable(),
    plugOrder: z.number().int().nullable(),
    simulated: z.boolean(),
    state: z.enum(pluggedKeyStates),
    problem: operationFailureSchema.nullable(),
    facts: keyFactsSchema.nullable(),
    unlocked: z.boolean(),
    readAccess: z.string().nullable(),
  }),
);
