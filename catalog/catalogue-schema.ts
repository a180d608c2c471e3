import { z } from 'zod';

/**
 * Schemas of the data files as they are kept, with sources, confidence and doubts. Only tests use them: at run time the
 * files are part of the program and already validated.
 */
const triState = z.union([z.boolean(), z.literal('unknown')]);
const httpsUrl = z.union([z.url({ protocol: /^https$/ }), z.literal('unknown')]);
/** A host name in lower case, without a scheme, port or path. */
const hostName = z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/);
const asOf = z.string().regex(/^20\d\d(?:-\d\d)?(?:-\d\d)?(?: \(.+\))?$/);

export const serviceEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  nameJa: z.string().min(1).optional(),
  rpIds: z.array(hostName),
  /** verified: seen in code or at the site · likely · tenant: differs per customer · assumed: the sign-in domain. */
  rpIdConfidence: z.enum(['verified', 'likely', 'tenant', 'assumed']),
  domains: z.array(hostName),
  acceptsSecurityKeys: triState,
  acceptsHint: z.string().optional(),
  discoverable: z.enum(['required', 'optional', 'unknown']),
  maxKeys: z.union([z.number().int().positive(), z.literal('unknown')]),
  maxKeysNote: z.string().optional(),
  multipleKeys: triState,
  singleSlot: z.boolean().optional(),
  hardMinimum: z.number().int().optional(),
  deviceBoundOnly: triState,
  minKeysRecommended: z.number().int().min(1),
  /** A page, or the way through an app's settings in words. */
  addKeyUrl: z.union([httpsUrl, z.string().regex(/^[^:]+ > .+$/)]),
  addKeyUrlVerified: z.boolean(),
  documentationUrl: httpsUrl.optional(),
  recoveryUrl: httpsUrl.optional(),
  recovery: z.union([z.array(z.string()), z.literal('unknown')]),
  recoveryVerified: z.boolean(),
  firstEnrolment: z.string(),
  lockoutRisk: z.string().optional(),
  passkeySignIn: z.boolean().optional(),
  keyAsSecondFactor: z.boolean().optional(),
  sharesCredentialWith: z.string().optional(),
  gapRule: z.string(),
  regions: z.array(z.string()).optional(),
  category: z.string().min(1),
  tier: z.enum(['curated', 'dataset', 'dataset-education']),
  notes: z.string(),
  sources: z.array(z.string().min(1)).min(1),
  asOf,
});

const aaguid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

export const modelEntrySchema = z.strictObject({
  model: z.string().min(1),
  vendor: z.string().min(1),
  kind: z.enum([
    'security_key',
    'smart_card',
    'hardware_wallet',
    'wearable',
    'synced_provider',
    'platform',
    'phone_app',
    'local_vault',
    'test',
    'unknown',
    'no_information',
  ]),
  roamingSecurityKey: z.boolean(),
  transports: z.array(z.string()),
  formFactors: z.array(z.string()),
  firmware: z.union([
    z.literal('unknown'),
    z.strictObject({ min: z.string(), max: z.string(), note: z.string().optional() }),
  ]),
  firmwareListed: z.array(z.string()).optional(),
  certification: z.string(),
  inMds: z.boolean(),
  sources: z.array(z.string().min(1)).min(1),
  fingerprint: triState,
  ctapVersions: z.union([z.array(z.string()), z.literal('unknown')]).optional(),
  residentKeys: triState.optional(),
  mdsAuthenticatorVersion: z.number().int().optional(),
  mdsFirmware: z.string().optional(),
  products: z.array(z.string()).optional(),
  preview: z.boolean().optional(),
  notes: z.string().optional(),
});

export const serviceFileSchema = z.array(serviceEntrySchema);
export const modelFileSchema = z.strictObject({
  _meta: z.object({ generated: z.string(), count: z.number().int() }),
  aaguids: z.record(aaguid, modelEntrySchema),
});
