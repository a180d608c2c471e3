import { z } from 'zod';
import { otherWayInKinds } from '../src-shared/domain/other-way-in.ts';
import { firstKeyNeedCodes, nextKeyNeedCodes, recoveryWayCodes } from '../src-shared/domain/service-codes.ts';

/**
 * Schemas of the data files as they are kept, with sources, confidence and doubts. Only tests use them: at run time the
 * files are part of the program and already validated.
 */
const triState = z.union([z.boolean(), z.literal('unknown')]);
const httpsUrl = z.union([z.url({ protocol: /^https$/ }), z.literal('unknown')]);
/** A host name in lower case, without a scheme, port or path. */
const hostName = z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/);
/** The domain of mail addresses, or one label with every ending: `hotmail.*`. */
const mailDomain = z.union([hostName, z.string().regex(/^[a-z0-9-]+\.\*$/)]);
const asOf = z.string().regex(/^20\d\d(?:-\d\d)?(?:-\d\d)?(?: \(.+\))?$/);

export const serviceEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  nameJa: z.string().min(1).optional(),
  aliases: z.array(z.string().min(1)).min(1).optional(),
  rpIds: z.array(hostName),
  /** verified: seen in code or at the site · likely · tenant: differs per customer · assumed: the sign-in domain. */
  rpIdConfidence: z.enum(['verified', 'likely', 'tenant', 'assumed']),
  retiredRpIds: z
    .array(z.strictObject({ rpId: hostName, since: z.iso.date(), source: z.string().min(1) }))
    .min(1)
    .optional(),
  domains: z.array(hostName),
  mailDomains: z.array(mailDomain).min(1).optional(),
  acceptsSecurityKeys: triState,
  /** Whether its credentials are passkeys that a key lists (required), may be others (optional). For those who keep the file. */
  discoverable: z.enum(['required', 'optional', 'unknown']),
  maxKeys: z.union([z.number().int().positive(), z.literal('unknown')]),
  maxKeysNote: z.string().optional(),
  multipleKeys: triState,
  singleSlot: z.boolean().optional(),
  minKeys: z.number().int().min(2).optional(),
  takesAuthenticatorPasskey: triState.optional(),
  /** The reason stands in `notes`. */
  userNamesUnique: z.literal(false).optional(),
  accountsAt: z.string().optional(),
  deviceBoundOnly: triState,
  minKeysRecommended: z.number().int().min(1),
  /** A page as it can be opened: no placeholder, no words behind it. */
  addKeyUrl: httpsUrl.refine((url) => !/[\s{}[\]]/.test(url)),
  /** The way from there on, or through an app's settings, in the service's own words. */
  addKeyPath: z.string().min(1).optional(),
  addKeyUrlVerified: z.boolean(),
  recovery: z.union([z.array(z.string()), z.literal('unknown')]),
  /** The same as codes; empty where nothing is known. */
  recoveryWays: z.array(z.enum(recoveryWayCodes)),
  recoveryVerified: z.boolean(),
  firstEnrolment: z.string(),
  /** The same as codes, and what a further key needs, in the order of the steps; empty where nothing is known. */
  firstKeyNeeds: z.array(z.enum(firstKeyNeedCodes)),
  nextKeyNeeds: z.array(z.enum(nextKeyNeedCodes)),
  sharesCredentialWith: z.string().optional(),
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

const conditional = z.union([z.boolean(), z.string().min(1)]);

export const otherWayEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  nameJa: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  /** The kind under which Sparekey records it; null for what is an enrolment of a key. */
  recordedAs: z.enum(otherWayInKinds).nullable(),
  serviceId: z.string().nullable(),
  /** Words where it depends. */
  deviceBound: conditional,
  synced: conditional,
  roaming: conditional,
  aaguids: z.array(aaguid),
  aaguidsNote: z.string().optional(),
  sources: z.array(z.string().min(1)).min(1),
  asOfNote: z.string().optional(),
});

const version = z.string().regex(/^\d+(?:\.\d+){1,3}$/);

export const advisoryEntrySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9.-]+$/),
  cve: z.array(z.string().regex(/^CVE-\d{4}-\d{4,}$/)),
  aliases: z.array(z.string()).optional(),
  title: z.string().min(1),
  titleJa: z.string().min(1),
  published: z.string().min(4),
  /**
   * key and reliability are matched against keys; unidentifiable is about keys too, but nothing that a key says tells which;
   * the others are kept to answer "not relevant".
   */
  category: z.enum([
    'key',
    'reliability',
    'unidentifiable',
    'protocol',
    'host-software',
    'server-software',
    'metadata',
  ]),
  affectsFido: z.boolean(),
  listingIncomplete: z.literal(true).optional(),
  affected: z.strictObject({
    vendor: z.string(),
    products: z.array(z.string()),
    firmware: z.array(
      z.strictObject({
        products: z.string(),
        /** The models that the range is about; none: it is about no model with an AAGUID. Absent: all of the advisory. */
        aaguids: z.array(aaguid).optional(),
        atLeast: version.optional(),
        lessThan: version.optional(),
        lessThanOrEqual: version.optional(),
        exact: z.array(version).optional(),
        fixedIn: version.optional(),
        note: z.string().optional(),
      }),
    ),
    software: z.array(z.looseObject({ name: z.string() })).optional(),
    aaguidsAlwaysAffected: z.array(aaguid),
    aaguidsPossiblyAffected: z.array(aaguid),
    notAffected: z.array(z.string()).optional(),
    vendorStatedNotAffected: z.array(z.string()).optional(),
    noAaguid: z.string().optional(),
  }),
  outsideRange: z.enum(['not-affected', 'not-known']),
  usbNames: z.array(z.array(z.string().regex(/^[a-z0-9 ]+$/)).min(1)),
  /** Severity as the source gives it; how it becomes `severity` is in docs/catalogue.md. */
  sourceSeverity: z.string(),
  severity: z.enum(['high', 'moderate', 'low', 'unrated']),
  cvss: z.number().min(0).max(10).optional(),
  cvssNote: z.string().optional(),
  requires: z.string(),
  fixable: z.union([z.boolean(), z.string()]),
  summary: z.string().min(1),
  summaryJa: z.string().min(1),
  url: z.url({ protocol: /^https$/ }).nullable(),
  sources: z.array(z.string().min(1)).min(1),
  note: z.string().optional(),
  asOf,
});

const fileMeta = z.object({ generated: z.string(), count: z.number().int() });

export const otherWayFileSchema = z.strictObject({ _meta: fileMeta, providers: z.array(otherWayEntrySchema) });
export const advisoryFileSchema = z.strictObject({ _meta: fileMeta, advisories: z.array(advisoryEntrySchema) });
export const serviceFileSchema = z.array(serviceEntrySchema);
export const modelFileSchema = z.strictObject({
  _meta: z.object({ generated: z.string(), count: z.number().int() }),
  aaguids: z.record(aaguid, modelEntrySchema),
});
