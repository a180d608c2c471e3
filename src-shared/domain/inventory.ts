import { z } from 'zod';
import { catalogueCorrectionSchema } from './catalogue.ts';
import { operationHistories } from '../operations/operation-names.ts';
import { hexSchema } from './hex-schema.ts';

const isoDate = z.iso.datetime();

/** Which rung of the identity ladder recognises a key (architecture "Key identity"); strongest first. */
export const identityStrengthSchema = z.enum(['vendor-serial', 'enc-identifier', 'credential-id', 'told']);
export type IdentityStrength = z.infer<typeof identityStrengthSchema>;

export const keyRoleSchema = z.enum(['daily', 'spare', 'off-site', 'retired']);
export type KeyRole = z.infer<typeof keyRoleSchema>;

/** Limits of text that a person enters: code points. */
export const labelSchema = z.string().trim().min(1).max(80);
export const shortTextSchema = z.string().trim().max(200);
export const noteSchema = z.string().trim().max(2000);

/** Id of an account as coverage composes it, from service, scope and user handle or name. */
export const accountIdSchema = z.string().min(1).max(2_000);

/** A key that the inventory remembers. */
export const inventoryKeySchema = z.strictObject({
  id: z.string(),
  label: labelSchema,
  role: keyRoleSchema.nullable(),
  owner: shortTextSchema.nullable(),
  place: shortTextSchema.nullable(),
  /** Key ring or bag that it is carried on: what shares one is lost together. */
  carriedOn: shortTextSchema.nullable(),
  identifiedBy: identityStrengthSchema,
  vendorSerial: z.string().nullable(),
  aaguid: hexSchema.nullable(),
  model: z.string().nullable(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  firmware: z.string().nullable(),
  formFactor: z.string().nullable(),
  transports: z.array(z.string()),
  pinSet: z.boolean().nullable(),
  /** Only a reset helps; null where it was never asked. */
  pinBlocked: z.boolean().nullable(),
  /** Shortest PIN that the key takes, in code points; null where it does not say. */
  pinMinLength: z.number().int().nullable(),
  /** The key asks for user verification whatever the service wants (CTAP 2.1 §6.4 alwaysUv). */
  alwaysUv: z.boolean().nullable(),
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
  /** When the person recorded that it is lost; null while they have it. A lost key is no way in. */
  lostAt: isoDate.nullable(),
});
export type InventoryKey = z.infer<typeof inventoryKeySchema>;

/** "This key opens this account", as stored: read from the key, or told by a person. */
export const enrolmentSchema = z.strictObject({
  id: z.string(),
  keyId: z.string(),
  evidence: z.enum(['read', 'told']),
  /** Account that a record by hand was attached to by the person (an account id of coverage); null: found by service and user name. */
  accountId: accountIdSchema.nullable(),
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

export const deviceKinds = ['phone', 'computer', 'phone-number'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A phone, computer or phone number that sign-in methods depend on. */
export const deviceSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(deviceKinds),
  label: labelSchema,
  owner: shortTextSchema.nullable(),
  place: shortTextSchema.nullable(),
  /** Key ring or bag that it is carried with: what shares one is lost together. */
  carriedOn: shortTextSchema.nullable(),
  /** Of a phone number: id of the phone that its SIM is in; null where that is not recorded, and for all others. */
  simIn: z.string().nullable(),
  lostAt: isoDate.nullable(),
  asOf: isoDate,
  note: noteSchema.nullable(),
});
export type Device = z.infer<typeof deviceSchema>;

/**
 * One thing that must be in hand for a sign-in method to work.
 * - `key`, `device`: that thing · `place`: what is kept there · `memory`: something remembered, a password say · `people`: somebody must help
 * - `account`: another account of the inventory must be open: the one with `accountId`, else the only one of that service and user name
 * - `nobody`: nobody has it, as a password that the organisation changes; the method opens nothing
 */
export const requirementSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('key'), keyId: z.string() }),
  z.strictObject({
    type: z.literal('account'),
    serviceId: z.string().min(1).max(100),
    userName: shortTextSchema.nullable(),
    accountId: accountIdSchema.nullable(),
  }),
  z.strictObject({ type: z.literal('device'), deviceId: z.string() }),
  z.strictObject({ type: z.literal('place'), place: shortTextSchema.min(1) }),
  z.strictObject({ type: z.literal('memory') }),
  z.strictObject({ type: z.literal('people') }),
  z.strictObject({ type: z.literal('nobody') }),
]);
export type Requirement = z.infer<typeof requirementSchema>;

/**
 * Kinds of sign-in methods beside keys. `password` opens the account by itself; `password-beside` is the password that a key without
 * passkeys or a code needs beside it, and opens nothing by itself.
 */
export const otherWayInKinds = [
  'windows-hello',
  'microsoft-authenticator',
  'phone-sign-in',
  'synced-passkey',
  'recovery-codes',
  'temporary-access-pass',
  'helpdesk',
  'recovery-email',
  'sign-in-with',
  'totp-app',
  'sms',
  'push',
  'password',
  'password-beside',
  'other',
] as const;
export type OtherWayInKind = (typeof otherWayInKinds)[number];

/** Anything else that opens an account. Never holds a code: only where it is kept. */
export const otherWayInSchema = z.strictObject({
  id: z.string(),
  serviceId: z.string().nullable(),
  rpId: z.string().nullable(),
  userId: hexSchema.nullable(),
  userName: z.string().nullable(),
  kind: z.enum(otherWayInKinds),
  /** Id in the catalogue of other ways in (catalog/other-ways.json), where it is one of those. */
  providerId: z.string().max(100).nullable(),
  /** A name the person gave: of the provider, of the computer that Windows Hello is on, of the sheet of codes; the address of a recovery mailbox. */
  name: shortTextSchema,
  /** Whose it is, where a person said so: tells apart what belongs to the whole of a service. */
  owner: shortTextSchema.nullable(),
  /** Account that the person attached it to (an account id of coverage); null: found by service, user handle and user name. */
  accountId: accountIdSchema.nullable(),
  /** All that must be in hand at once, besides the way itself; null where nobody said: then what kind and name imply is assumed. */
  requires: z.array(requirementSchema).max(10).nullable(),
  place: shortTextSchema.nullable(),
  /** Bag that it is carried in with keys: lost together with them. */
  carriedOn: shortTextSchema.nullable(),
  /** Page where it is kept or managed (a vault's entry, say); never the code itself. */
  link: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  /** From and until when it opens anything; null where it has no such limit. A Temporary Access Pass has an end. */
  validFrom: isoDate.nullable(),
  validUntil: isoDate.nullable(),
  /** A help desk's hours and number, in the person's words. */
  hours: shortTextSchema.nullable(),
  contact: shortTextSchema.nullable(),
  asOf: isoDate,
  note: noteSchema.nullable(),
});
export type OtherWayIn = z.infer<typeof otherWayInSchema>;

/** Of another way in everything that a person need not say. */
export const unsaidOfOtherWay = {
  providerId: null,
  owner: null,
  accountId: null,
  requires: null,
  place: null,
  carriedOn: null,
  link: null,
  validFrom: null,
  validUntil: null,
  hours: null,
  contact: null,
  note: null,
} as const satisfies Partial<OtherWayIn>;

export const importances = ['high', 'normal', 'low'] as const;
export const importanceSchema = z.enum(importances);
export type Importance = z.infer<typeof importanceSchema>;

/** What a person says about an account itself. A mark with a user handle also says at which service a passkey with that handle signs in. */
export const accountMarkSchema = z.strictObject({
  id: z.string(),
  serviceId: z.string(),
  userId: hexSchema.nullable(),
  userName: z.string().nullable(),
  /** Null where the person said nothing of it. */
  importance: importanceSchema.nullable(),
  asOf: isoDate,
});
export type AccountMark = z.infer<typeof accountMarkSchema>;

/** Two accounts that a person knows to be one: under another spelling, an alias, or joined after a rename. */
export const sameAccountSchema = z.strictObject({
  id: z.string(),
  accountIds: z.tuple([accountIdSchema, accountIdSchema]),
  asOf: isoDate,
});
export type SameAccount = z.infer<typeof sameAccountSchema>;

/** One line of the checklist of a loss. The texts are those of the day of the loss: what is true later does not change it. */
export const lossItemSchema = z.strictObject({
  id: z.string(),
  /** sign-in-and-remove: opens still, take the lost key off · get-back-in: locked out · perhaps: find out · replace-key. */
  task: z.enum(['remove-lost-key', 'get-back-in', 'find-out', 'add-spare']),
  accountId: z.string(),
  serviceId: z.string(),
  serviceName: z.string(),
  userName: z.string().nullable(),
  /** Labels of keys and names of other ways that open it still. */
  opensWith: z.array(z.string()),
  doneAt: isoDate.nullable(),
});
export type LossItem = z.infer<typeof lossItemSchema>;

/** A real loss that a person recorded and works through. */
export const lossRecordSchema = z.strictObject({
  id: z.string(),
  at: isoDate,
  keyIds: z.array(z.string()),
  keyLabels: z.array(z.string()),
  otherWayIds: z.array(z.string()),
  deviceIds: z.array(z.string()),
  /** As they were then, in the order of `deviceIds`. */
  deviceLabels: z.array(z.string()),
  /** Accounts that were closed or taken over. */
  accountIds: z.array(accountIdSchema),
  items: z.array(lossItemSchema),
  closedAt: isoDate.nullable(),
  note: noteSchema.nullable(),
});
export type LossRecord = z.infer<typeof lossRecordSchema>;

/** A backup session: what was done about the accounts that a spare lacks. What is left is worked out from the inventory. */
export const backupSessionSchema = z.strictObject({
  id: z.string(),
  primaryKeyId: z.string(),
  spareKeyId: z.string(),
  startedAt: isoDate,
  /** Last change by the person or by a reading. */
  changedAt: isoDate,
  closedAt: isoDate.nullable(),
  items: z.array(
    z.strictObject({
      accountId: z.string(),
      /** opened: its page was opened · ticked: seen on the spare at a reading · told: recorded by hand · skipped: not wanted. */
      state: z.enum(['opened', 'ticked', 'told', 'skipped']),
      at: isoDate,
      reason: noteSchema.nullable(),
    }),
  ),
});
export type BackupSession = z.infer<typeof backupSessionSchema>;

/** A person's policy as text, with the name of the file it came from. */
export const adoptedPolicySchema = z.strictObject({
  name: shortTextSchema,
  text: z.string().max(100_000),
  adoptedAt: isoDate,
});
export type AdoptedPolicy = z.infer<typeof adoptedPolicySchema>;

/** A reminder or security event that a person has dealt with; `until` null: for good. */
export const dismissalSchema = z.strictObject({ id: z.string().max(300), at: isoDate, until: isoDate.nullable() });
export type Dismissal = z.infer<typeof dismissalSchema>;

/** What a person chose for this inventory. */
export const preferencesSchema = z.strictObject({
  /** Days after which a reading, a sighting or a record by hand no longer counts as sure. */
  staleAfterDays: z.number().int().min(1).max(3_650),
  /** Asking services for /.well-known/passkey-endpoints over the network is allowed. */
  allowPasskeyEndpoints: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const defaultPreferences: Preferences = { staleAfterDays: 365, allowPasskeyEndpoints: false };

export const activityKinds = [
  'key-first-seen',
  'key-read',
  'passkey-added',
  'passkey-vanished',
  ...operationHistories,
  'outcome-unknown',
  'key-forgotten',
  'told-added',
  'told-removed',
  'other-way-added',
  'other-way-removed',
  'device-added',
  'device-removed',
  'device-lost',
  'device-found',
  'accounts-joined',
  'accounts-separated',
  'record-attached',
  'service-assigned',
  'inventory-imported',
  'inventory-restored',
  'inventory-protected',
  'enrolments-imported',
  'account-marked',
  'key-lost',
  'key-found',
  'loss-closed',
  'backup-session-started',
  'backup-session-closed',
  'correction-saved',
  'correction-removed',
  'policy-adopted',
  'policy-removed',
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
  devices: z.array(deviceSchema),
  sameAccounts: z.array(sameAccountSchema),
  activity: z.array(activitySchema),
  accountMarks: z.array(accountMarkSchema),
  corrections: z.array(catalogueCorrectionSchema),
  losses: z.array(lossRecordSchema),
  backupSessions: z.array(backupSessionSchema),
  policy: adoptedPolicySchema.nullable(),
  dismissals: z.array(dismissalSchema),
  preferences: preferencesSchema,
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
    'replaced', // another file, or another state of it, than this computer saw last
    'wrong-kind', // demo file without --demo, or the reverse
    'unreadable',
  ]),
  location: z.string(),
  /** Which wraps of the data key exist. With none, whoever can read the file can read the inventory. */
  protection: z.strictObject({ keychain: z.boolean(), passphrase: z.boolean(), recoveryCode: z.boolean() }),
  keychainAvailable: z.boolean(),
  replaced: z.enum(['other-file', 'older', 'less-protected', 'not-protected']).nullable(), // than this computer saw last
  readOnly: z.boolean(), // it can be read but not changed
  demo: z.boolean(),
  backups: z.array(z.strictObject({ file: z.string(), at: isoDate, bytes: z.number().int() })),
});
export type InventoryStatus = z.infer<typeof inventoryStatusSchema>;
