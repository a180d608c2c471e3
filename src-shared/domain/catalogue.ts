import { z } from 'zod';
import { firstKeyNeedCodes, nextKeyNeedCodes, recoveryWayCodes } from './service-codes.ts';

const triState = z.union([z.boolean(), z.literal('unknown')]);

/** One service of the catalogue, as the program uses it (catalog/services.json holds more, with sources). */
export const catalogueServiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameJa: z.string().optional(),
  rpIds: z.array(z.string()),
  rpIdConfidence: z.string(),
  domains: z.array(z.string()),
  acceptsSecurityKeys: triState,
  multipleKeys: triState,
  /** Number of keys the service takes, where known. */
  maxKeys: z.union([z.number().int(), z.literal('unknown')]),
  singleSlot: z.boolean().optional(),
  /** Synced passkeys are refused. */
  deviceBoundOnly: triState,
  minKeysRecommended: z.number().int(),
  /** A page (https), or `unknown`. */
  addKeyUrl: z.string(),
  /** The way from there on, or through an app, in the service's own words; absent where the page is the place. */
  addKeyPath: z.string().optional(),
  sharesCredentialWith: z.string().optional(),
  /** RP IDs that the service no longer accepts: a passkey for one of them opens nothing since that day (YYYY-MM-DD). */
  retiredRpIds: z.array(z.object({ rpId: z.string(), since: z.iso.date() })).optional(),
  /** Its accounts are those of another service: told records of both are about the same accounts (Google Workspace and Google). */
  accountsAt: z.string().optional(),
  /** One user name may stand for several accounts (IAM users of two AWS accounts); absent: it names one. */
  userNamesUnique: z.literal(false).optional(),
  /** Domains of mail addresses whose mailbox opens with the account of this service; `hotmail.*` stands for every ending. */
  mailDomains: z.array(z.string()).optional(),
  /** What people call the account in "sign in with …", beside the service's names. */
  aliases: z.array(z.string()).optional(),
  /** Whether it takes a passkey of Microsoft Authenticator; absent: it does not. */
  takesAuthenticatorPasskey: triState.optional(),
  /** Least number of keys that the service demands, where it demands any. */
  minKeys: z.number().int().optional(),
  category: z.string(),
  /** What the service asks for before it takes the first key, and before each further one; empty where nothing is known. */
  firstKeyNeeds: z.array(z.enum(firstKeyNeedCodes)),
  nextKeyNeeds: z.array(z.enum(nextKeyNeedCodes)),
  /** The ways back in that the service offers, as codes of `recovery.*` messages; empty where nothing is known. */
  recoveryWays: z.array(z.enum(recoveryWayCodes)),
  /** Page to remove a lost key from the account; null where it is the page to add one. */
  manageUrl: z.string().nullable(),
  /** The person's own correction changed or made this entry. */
  corrected: z.boolean(),
});
export type CatalogueService = z.infer<typeof catalogueServiceSchema>;

const httpsUrlSchema = z.url({ protocol: /^https$/ }).max(500);
/** A host name in lower case, without scheme, port or path. */
const hostNameSchema = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/);

/** The fields of a service that a person may correct or, for a service that the catalogue lacks, set. Absent: as in the catalogue. */
export const correctedFieldsSchema = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  nameJa: z.string().trim().min(1).max(120).optional(),
  rpIds: z.array(hostNameSchema).max(20).optional(),
  domains: z.array(hostNameSchema).max(20).optional(),
  acceptsSecurityKeys: triState.optional(),
  multipleKeys: triState.optional(),
  maxKeys: z.union([z.number().int().min(1).max(1_000), z.literal('unknown')]).optional(),
  deviceBoundOnly: triState.optional(),
  minKeysRecommended: z.number().int().min(1).max(10).optional(),
  addKeyUrl: httpsUrlSchema.optional(),
});
export type CorrectedFields = z.infer<typeof correctedFieldsSchema>;

/**
 * A person's correction of a catalogue entry, or an entry of their own. It wins over the catalogue field by field and survives its
 * updates; `base` is what the catalogue said when the correction was made, to tell when it has changed since.
 */
export const catalogueCorrectionSchema = z.strictObject({
  /** Of the service: a catalogue id, or `own:<slug>`. */
  serviceId: z.string().min(1).max(100),
  fields: correctedFieldsSchema,
  base: correctedFieldsSchema.nullable(),
  /** Where the person saw it, in their words. */
  source: z.string().trim().max(500).nullable(),
  asOf: z.iso.datetime(),
});
export type CatalogueCorrection = z.infer<typeof catalogueCorrectionSchema>;

/** A kind of other way in by provider (catalog/other-ways.json). */
export const otherWayProviderSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameJa: z.string(),
  /** The kind under which it is recorded; null for what is told in another way (a security key is an enrolment). */
  recordedAs: z.string().nullable(),
  /** Service whose account opens it: a vault's, or that of the cloud which syncs; null where there is none. */
  serviceId: z.string().nullable(),
  /** What people call it, beside its names. */
  aliases: z.array(z.string()),
  deviceBound: z.boolean(),
  synced: z.boolean(),
  roaming: z.boolean(),
  aaguids: z.array(z.string()),
});
export type OtherWayProvider = z.infer<typeof otherWayProviderSchema>;

/** A range of firmware; all bounds that are present must hold. */
export const firmwareRangeSchema = z.object({
  /** AAGUIDs (32 hex digits) of the models that it is about; absent: all of the advisory. */
  aaguids: z.array(z.string()).optional(),
  atLeast: z.string().optional(),
  lessThan: z.string().optional(),
  lessThanOrEqual: z.string().optional(),
  exact: z.array(z.string()).optional(),
});

/** A published weakness of a key model (catalog/advisories.json). */
export const advisorySchema = z.object({
  id: z.string(),
  title: z.string(),
  titleJa: z.string(),
  summary: z.string(),
  summaryJa: z.string(),
  severity: z.enum(['high', 'moderate', 'low', 'unrated']),
  /** AAGUIDs (32 hex digits) affected whatever the firmware. */
  aaguidsAlwaysAffected: z.array(z.string()),
  /** AAGUIDs affected if the firmware is in one of the ranges, or possibly where there are none or the key does not tell. */
  aaguidsPossiblyAffected: z.array(z.string()),
  firmware: z.array(firmwareRangeSchema),
  /** Whether firmware outside the ranges is known to be free of it. */
  outsideRange: z.enum(['not-affected', 'not-known']),
  /** Words in lower case, all within the USB names of the models that have no AAGUID (U2F only). */
  usbNames: z.array(z.array(z.string()).min(1)),
  /** Such a key does not list all of its passkeys: that a reading does not show one says nothing. */
  listingIncomplete: z.literal(true).optional(),
  url: z.string().nullable(),
});
export type Advisory = z.infer<typeof advisorySchema>;

/** One authenticator model by AAGUID. */
export const catalogueModelSchema = z.object({
  model: z.string(),
  vendor: z.string(),
  kind: z.string(),
  formFactors: z.array(z.string()),
});
export type CatalogueModel = z.infer<typeof catalogueModelSchema>;
