import { z } from 'zod';
import { accountMarkSchema, importanceSchema, sameAccountSchema } from '../domain/account-mark-schema.ts';
import { activitySchema } from '../domain/activity-schema.ts';
import { backupSessionSchema } from '../domain/backup-session-schema.ts';
import { deviceSchema } from '../domain/device-schema.ts';
import { enrolmentSchema } from '../domain/enrolment-schema.ts';
import { accountIdSchema, labelSchema, noteSchema, shortTextSchema } from '../domain/fields-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { interruptedChangeSchema } from '../domain/interrupted-change-schema.ts';
import { inventoryKeySchema, keyColourSchema, keyRoleSchema } from '../domain/inventory-key-schema.ts';
import { inventorySnapshotSchema } from '../domain/inventory-snapshot-schema.ts';
import { inventoryStatusSchema } from '../domain/inventory-status-schema.ts';
import { keyCheckSchema } from '../domain/check-schema.ts';
import { coveragePictureSchema } from '../domain/last-picture-schema.ts';
import { lossRecordSchema } from '../domain/loss-record-schema.ts';
import { otherWayInSchema } from '../domain/other-way-in-schema.ts';
import { adoptedPolicySchema, dismissalSchema, preferencesSchema } from '../domain/preferences-schema.ts';
import { catalogueCorrectionSchema } from '../domain/catalogue-correction-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { siteSchema } from '../domain/site-schema.ts';
import { event, type Received, request } from './define-contract.ts';
import type { ChangingTable, InventoryChanges } from './inventory-changes.ts';

const nothing = z.void();
const done = outcomeSchema(z.null());
const id = z.string().min(1).max(100);
const namedKey = z.strictObject({ keyId: z.string(), label: z.string() });
const nameOfAccount = z.string().max(1_000);

const deviceWordsSchema = deviceSchema.omit({ id: true, lostAt: true, asOf: true }).extend({ simIn: id.nullable() });

/** So many records are checked one by one on their way to the window. */
const checkedRecords = 500;

/**
 * Records on their way to the window. They were checked when they were written and authenticated when they were read: of a table as large
 * as an inventory can be, checking each again would hold up everything for a second.
 */
function records<Schema extends z.ZodType>(schema: Schema): z.ZodType<z.infer<Schema>[], z.infer<Schema>[]> {
  return z.custom<z.infer<Schema>[]>(
    (value) =>
      Array.isArray(value) &&
      (value.length > checkedRecords || value.every((record) => schema.safeParse(record).success)),
  );
}

const tables = {
  keys: records(inventoryKeySchema),
  enrolments: records(enrolmentSchema),
  otherWaysIn: records(otherWayInSchema),
  devices: records(deviceSchema),
  sameAccounts: records(sameAccountSchema),
  activity: records(activitySchema),
  accountMarks: records(accountMarkSchema),
  losses: records(lossRecordSchema),
  backupSessions: records(backupSessionSchema),
  checks: records(keyCheckSchema),
} satisfies Record<ChangingTable, z.ZodType>;

function change<Schema extends z.ZodType<unknown[], unknown[]>>(put: Schema) {
  return z.strictObject({ whole: z.boolean(), put, gone: z.array(z.string()) }).exactOptional();
}

const changesSchema: z.ZodType<InventoryChanges, InventoryChanges> = z.strictObject({
  fromRevision: z.number().int(),
  revision: z.number().int(),
  tables: z.strictObject({
    keys: change(tables.keys),
    enrolments: change(tables.enrolments),
    otherWaysIn: change(tables.otherWaysIn),
    devices: change(tables.devices),
    sameAccounts: change(tables.sameAccounts),
    activity: change(tables.activity),
    accountMarks: change(tables.accountMarks),
    losses: change(tables.losses),
    backupSessions: change(tables.backupSessions),
    checks: change(tables.checks),
  }),
  parts: z.strictObject({
    corrections: z.array(catalogueCorrectionSchema).exactOptional(),
    policy: adoptedPolicySchema.nullable().exactOptional(),
    dismissals: z.array(dismissalSchema).exactOptional(),
    preferences: preferencesSchema.exactOptional(),
    interrupted: z.array(interruptedChangeSchema).exactOptional(),
  }),
});

/** With each go what the public suffix list says of the RP IDs that come with it. */
const sites = z.array(siteSchema);
const sentSnapshotSchema = z.strictObject({ snapshot: inventorySnapshotSchema.extend(tables), sites });
const sentChangesSchema = z.strictObject({ changes: changesSchema, sites });
export type SentSnapshot = Received<typeof sentSnapshotSchema>;
export type SentChanges = Received<typeof sentChangesSchema>;

/** Requests of windows about the inventory itself. */
export const inventoryContract = {
  status: request(nothing, inventoryStatusSchema),
  snapshot: request(nothing, outcomeSchema(sentSnapshotSchema)),
  /** Keeps how the coverage of that revision looks, for the next start; see `app.lastPicture`. */
  keepPicture: request(z.strictObject({ revision: z.number().int(), picture: coveragePictureSchema }), done),
  /** Changes of the inventory since the snapshot of `fromRevision`; a window that has another one asks for a snapshot. */
  changed: event(sentChangesSchema),
  statusChanged: event(inventoryStatusSchema),
  /** Allows the texts that were refused last as PIN, password or code: the person says that they are none. */
  sayNoSecret: request(nothing, done),
  editKey: request(
    z.strictObject({
      keyId: id,
      /** A field that is left out stays as it is. */
      label: labelSchema.exactOptional(),
      role: keyRoleSchema.nullable().exactOptional(),
      colour: keyColourSchema.nullable().exactOptional(),
      owner: shortTextSchema.nullable().exactOptional(),
      place: shortTextSchema.nullable().exactOptional(),
      carriedOn: shortTextSchema.nullable().exactOptional(),
      assetTag: shortTextSchema.nullable().exactOptional(),
      note: noteSchema.nullable().exactOptional(),
    }),
    done,
  ),
  forgetKey: request(z.strictObject({ keyId: id }), done),
  /** Restores a key that was forgotten, as long as this program runs and no other key was forgotten since. */
  restoreKey: request(z.strictObject({ keyId: id }), done),
  /** A lost key turned up again. */
  markFound: request(z.strictObject({ keyId: id }), done),
  addManual: request(
    z.strictObject({
      keyId: id,
      serviceId: id.nullable(),
      rpId: shortTextSchema.nullable(),
      userName: shortTextSchema.nullable(),
      accountId: accountIdSchema.nullable().exactOptional(),
      note: noteSchema.nullable(),
    }),
    done,
  ),
  removeManual: request(z.strictObject({ enrolmentId: id }), done),
  addOtherWayIn: request(otherWayInSchema.omit({ id: true, asOf: true }), done),
  editOtherWayIn: request(otherWayInSchema.omit({ asOf: true }).extend({ id }), done),
  removeOtherWayIn: request(z.strictObject({ id }), done),
  addDevice: request(deviceWordsSchema, done),
  /** The kind of a device stays. */
  editDevice: request(deviceWordsSchema.omit({ kind: true }).extend({ id }), done),
  removeDevice: request(z.strictObject({ id }), done),
  setDeviceLost: request(z.strictObject({ id, state: z.enum(['lost', 'found']) }), done),
  /** Null: found by service and user name again. */
  attachRecord: request(
    z.strictObject({ kind: z.enum(['enrolment', 'other-way']), id, accountId: accountIdSchema.nullable() }),
    done,
  ),
  joinAccounts: request(z.strictObject({ accountId: accountIdSchema, otherAccountId: accountIdSchema }), done),
  separateAccounts: request(z.strictObject({ id }), done),
  /** Null takes the person's word back. */
  assignService: request(
    z.strictObject({
      serviceId: nameOfAccount.min(1).nullable(),
      userId: hexSchema,
      userName: nameOfAccount.nullable(),
    }),
    done,
  ),
  /** Null takes the person's word back. */
  markAccount: request(
    z.strictObject({
      serviceId: nameOfAccount.min(1),
      userId: hexSchema.nullable(),
      userName: nameOfAccount.nullable(),
      importance: importanceSchema.nullable(),
    }),
    done,
  ),
  setPreferences: request(preferencesSchema, done),
  /** Asks for a file name and writes the JSON export. Null: the person cancelled. */
  exportJson: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
  /** Asks for a file and says what importing it would change. Null: the person cancelled. */
  previewImport: request(
    nothing,
    outcomeSchema(
      z
        .strictObject({
          token: z.string(),
          addedKeys: z.number().int(),
          mergedKeys: z.number().int(),
          addedEnrolments: z.number().int(),
          addedOtherWaysIn: z.number().int(),
          addedDevices: z.number().int(),
          addedOther: z.number().int(),
          unchanged: z.number().int(),
          conflicts: z.array(z.strictObject({ what: z.string(), ours: z.string(), theirs: z.string() })),
          undecidedKeys: z.array(namedKey.extend({ candidates: z.array(namedKey) })),
        })
        .nullable(),
    ),
  ),
  /** `sameKeys` answers for each undecided key of the preview: the id of the key that it is, or `new`. */
  applyImport: request(z.strictObject({ token: id, sameKeys: z.record(id, id) }), done),
  backup: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }))),
  restore: request(z.strictObject({ file: z.string().max(1000) }), done),
  /** These three open the PIN window in its passphrase form. */
  unlock: request(nothing, done),
  setPassphrase: request(nothing, done),
  removePassphrase: request(nothing, done),
  /** Shows a new recovery code in the PIN window, to write down or print. */
  createRecoveryCode: request(nothing, done),
  setKeychain: request(z.strictObject({ on: z.boolean() }), done),
  acceptFile: request(nothing, outcomeSchema(z.null())),
  startFromScratch: request(nothing, outcomeSchema(z.strictObject({ keptAside: z.string().nullable() }))),
  eraseEverything: request(z.strictObject({ confirmation: z.literal('erase') }), done),
} as const;
