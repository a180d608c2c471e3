import { z } from 'zod';
import type { CatalogueModel, CatalogueService, OtherWayProvider, TriState } from './catalogue.ts';
import { firstKeyNeedCodes, nextKeyNeedCodes, recoveryWayCodes } from './service-codes.ts';
import { schemaOf } from './typed-schema.ts';

export const triStateSchema = schemaOf<TriState>()(z.union([z.boolean(), z.literal('unknown')]));

export const catalogueServiceSchema = schemaOf<CatalogueService>()(
  z.object({
    id: z.string(),
    name: z.string(),
    nameJa: z.string().optional(),
    rpIds: z.array(z.string()),
    rpIdConfidence: z.string(),
    domains: z.array(z.string()),
    acceptsSecurityKeys: triStateSchema,
    multipleKeys: triStateSchema,
    maxKeys: z.union([z.number().int(), z.literal('unknown')]),
    singleSlot: z.boolean().optional(),
    deviceBoundOnly: triStateSchema,
    minKeysRecommended: z.number().int(),
    addKeyUrl: z.string(),
    addKeyPath: z.string().optional(),
    sharesCredentialWith: z.string().optional(),
    retiredRpIds: z.array(z.object({ rpId: z.string(), since: z.iso.date() })).optional(),
    accountsAt: z.string().optional(),
    userNamesUnique: z.literal(false).optional(),
    mailDomains: z.array(z.string()).optional(),
    aliases: z.array(z.string()).optional(),
    takesAuthenticatorPasskey: triStateSchema.optional(),
    minKeys: z.number().int().optional(),
    category: z.string(),
    firstKeyNeeds: z.array(z.enum(firstKeyNeedCodes)),
    nextKeyNeeds: z.array(z.enum(nextKeyNeedCodes)),
    recoveryWays: z.array(z.enum(recoveryWayCodes)),
    manageUrl: z.string().nullable(),
    corrected: z.boolean(),
  }),
);

export const otherWayProviderSchema = schemaOf<OtherWayProvider>()(
  z.object({
    id: z.string(),
    name: z.string(),
    nameJa: z.string(),
    recordedAs: z.string().nullable(),
    serviceId: z.string().nullable(),
    aliases: z.array(z.string()),
    deviceBound: z.boolean(),
    synced: z.boolean(),
    roaming: z.boolean(),
    aaguids: z.array(z.string()),
  }),
);

export const catalogueModelSchema = schemaOf<CatalogueModel>()(
  z.object({
    model: z.string(),
    vendor: z.string(),
    kind: z.string(),
    formFactors: z.array(z.string()),
    certified: z.number().int().min(0).max(3).nullable(),
    revoked: z.boolean(),
    firmware: z.object({ min: z.string(), max: z.string().nullable() }).nullable(),
    fingerprint: z.boolean().nullable(),
    ctapVersions: z.array(z.string()).nullable(),
  }),
);
