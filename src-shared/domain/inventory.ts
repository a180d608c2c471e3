import { z } from 'zod';
import { hexSchema } from './plugged-key.ts';

const isoDate = z.iso.datetime();

/** Which rung of the identity ladder recognises a key (architecture "Key identity"); strongest first. */
export const identityRungSchema = z.enum(['vendor-serial', 'enc-identifier', 'credential-id', 'told']);
export type IdentityRung = z.infer<typeof identityRungSchema>;

export const keyRoleSchema = z.enum(['daily', 'spare', 'off-site', 'retired']);
export type KeyRole = z.infer<typeof keyRoleSchema>;

/** Limits of text that a person enters: code points. */
export const labelSchema = z.string().trim().min(1).max(80);
export const shortTextSchema = z.string().trim().max(200);
export const noteSchema = z.string().trim().max(2000);

/** A key that the inventory remembers. */
export const inventoryKeySchema = z.strictObject({
  id: z.string(),
  label: labelSchema,
  role: keyRoleSchema.nullable(),
  owner: shortTextSchema.nullable(),
  place: shortTextSchema.nullable(),
  identifiedBy: identityRungSchema,
  vendorSerial: z.string().nullable(),
  aaguid: hexSchema.nullable(),
  model: z.string().nullable(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  firmware: z.string().nullable(),
  formFactor: z.string().nullable(),
  transports: z.array(z.string()),
  pinSet: z.boolean().nullable(),
  existing: z.number().int().nullable(),
  remaining: z.number().int().nullable(),
  firstSeen: isoDate,
  lastSeen: isoDate,
  /** When its passkeys were last listed; null if never. */
  lastRead: isoDate.nullable(),
  /** The last listing was complete: absence from it means "read, and not there". */
  lastReadComplete: z.boolean(),
  /** A destructive operation was sent and its outcome is not known: the key must be read again. */
  needsReread: z.boolean(),
});
export type InventoryKey = z.infer<typeof inventoryKeySchema>;

/** "This key opens this account", as stored: read from the key, or told by a person. */
export const enrolmentSchema = z.strictObject({
  id: z.string(),
  keyId: z.string(),
  evidence: z.enum(['read', 'told']),
  /** Catalogue service where the person chose one (told); read ones are grouped by RP ID. */
  serviceId: z.string().nullable(),
  rpId: z.string().nullable(),
  rpIdHash: hexSchema.nullable(),
  userId: hexSchema.nullable(),
  userName: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  credentialId: hexSchema.nullable(),
  algorithm: z.number().int().nullable(),
  credProtect: z.number().int().nullable(),
  firstSeen: isoDate,
  /** Last time it was seen on the key, or told. */
  asOf: isoDate,
  /** Set when a complete later read no longer listed it, or it was deleted or lost by a reset. */
  vanishedAt: isoDate.nullable(),
  vanishedBy: z.enum(['not-listed', 'deleted', 'reset']).nullable(),
  note: noteSchema.nullable(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const otherWayInKinds = [
  'windows-hello',
  'microsoft-authenticator',
  'synced-passkey',
  'recovery-codes',
  'temporary-access-pass',
  'helpdesk',
  'other',
] as const;

/** Anything else that opens an account. Never holds a code: only where it is kept. */
export const otherWayInSchema = z.strictObject({
  id: z.string(),
  serviceId: z.string().nullable(),
  rpId: z.string().nullable(),
  userId: hexSchema.nullable(),
  userName: z.string().nullable(),
  kind: z.enum(otherWayInKinds),
  /** For a synced passkey the provider (iCloud Keychain …); for codes a name the person gave. */
  name: shortTextSchema,
  place: shortTextSchema.nullable(),
  asOf: isoDate,
  note: noteSchema.nullable(),
});
export type OtherWayIn = z.infer<typeof otherWayInSchema>;

export const activityKinds = [
  'key-first-seen',
  'key-read',
  'passkey-added',
  'passkey-vanished',
  'passkey-deleted',
  'passkey-renamed',
  'pin-set',
  'pin-changed',
  'outcome-unknown',
  'key-forgotten',
  'told-added',
  'told-removed',
  'other-way-added',
  'other-way-removed',
  'inventory-imported',
  'inventory-restored',
  'inventory-protected',
] as const;

/** One line of the Activity view. */
export const activitySchema = z.strictObject({
  id: z.string(),
  at: isoDate,
  kind: z.enum(activityKinds),
  keyId: z.string().nullable(),
  keyLabel: z.string().nullable(),
  /** Words for the message: service or RP ID, user name, counts. Never a secret. */
  details: z.record(z.string(), z.string()),
});
export type Activity = z.infer<typeof activitySchema>;

/** Everything the window needs to draw; small enough to send whole after each change. */
export const inventorySnapshotSchema = z.strictObject({
  revision: z.number().int(),
  demo: z.boolean(),
  keys: z.array(inventoryKeySchema),
  enrolments: z.array(enrolmentSchema),
  otherWaysIn: z.array(otherWayInSchema),
  activity: z.array(activitySchema),
});
export type InventorySnapshot = z.infer<typeof inventorySnapshotSchema>;

/** How the inventory file is protected and whether it is open. */
export const inventoryStatusSchema = z.strictObject({
  state: z.enum([
    'open',
    'needs-passphrase',
    'keychain-missing', // only the keychain could open it, and it does not answer or no longer knows the file
    'locked', // in use by another Sparekey
    'damaged',
    'newer',
    'wrong-kind', // demo file without --demo, or the reverse
    'unreadable',
  ]),
  location: z.string(),
  /** Which wraps of the data key exist. With none, whoever can read the file can read the inventory. */
  protection: z.strictObject({ keychain: z.boolean(), passphrase: z.boolean(), recoveryCode: z.boolean() }),
  keychainAvailable: z.boolean(),
  demo: z.boolean(),
  backups: z.array(z.strictObject({ file: z.string(), at: isoDate, bytes: z.number().int() })),
});
export type InventoryStatus = z.infer<typeof inventoryStatusSchema>;
