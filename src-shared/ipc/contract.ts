import { z } from 'zod';
import { event, type Received, request } from './define-contract.ts';
import { directOperationNames } from '../operations/operation-names.ts';
import { operationInput, operationLeaves } from './operation-leaves.ts';
import { passkeyListingSchema } from '../domain/credential-schema.ts';
import { keyViewSchema } from '../domain/key-view-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { doctorFindingSchema } from '../domain/doctor-finding-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { sentToKeySchema } from '../domain/sent-command-schema.ts';
import { operationProgressSchema } from '../domain/progress-schema.ts';
import { appCommands } from '../domain/app-command.ts';
import { lastPictureSchema } from '../domain/last-picture-schema.ts';
import { licencesSchema } from '../domain/licence-schema.ts';
import { appStatusSchema, settingsSchema } from '../domain/settings-schema.ts';
import { backupContract } from './backup-contract.ts';
import { catalogueContract } from './catalogue-contract.ts';
import { checkContract } from './check-contract.ts';
import { inventoryContract } from './inventory-contract.ts';
import { lossContract } from './loss-contract.ts';
import { importsContract } from './imports-contract.ts';
import { deletionLeaves } from './deletion-contract.ts';
import { demoKeySchema } from './demo-key-contract.ts';
import { genuinenessContract } from './genuineness-contract.ts';
import { policyContract } from './policy-contract.ts';
import { readAccessContract } from './read-access-contract.ts';
import { remindersContract } from './reminders-contract.ts';
import { resetLeaves } from './reset-contract.ts';
import { reportsContract } from './reports-contract.ts';

const nothing = z.void();
const ofKey = z.strictObject({ handle: keyHandleSchema });
const done = outcomeSchema(z.null());
const id = z.string().min(1).max(100);

/** Result of a reading: stored under `keyId`, or the person must say which key it is. */
const readingSchema = z.strictObject({
  listing: passkeyListingSchema,
  stored: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('stored'), keyId: z.string(), isNew: z.boolean() }),
    z.strictObject({ state: z.literal('which-key'), candidates: z.array(z.string()) }),
    z.strictObject({ state: z.literal('not-stored'), reason: z.string() }),
  ]),
});

/**
 * The one description of what windows may ask of the main process. Types, validation, preload and tests derive from it.
 * PINs and passphrases are not in it: `requestPin`-like leaves only open the PIN window.
 */
export const contract = {
  app: {
    status: request(nothing, appStatusSchema),
    statusChanged: event(appStatusSchema),
    /** Look of the coverage when the program ran last; null where nothing was kept. Answered before the inventory is open. */
    lastPicture: request(nothing, lastPictureSchema.nullable()),
    /** Changes those that are named. */
    setSettings: request(
      settingsSchema.partial().refine((change) => Object.keys(change).length > 0),
      appStatusSchema,
    ),
    /** A request of the menu to the window. */
    command: event(z.enum(appCommands)),
    /** Versions and licences of everything that is shipped. */
    about: request(
      nothing,
      z.strictObject({
        versions: z.array(z.strictObject({ name: z.string(), version: z.string() })),
        licences: licencesSchema,
      }),
    ),
    /** Copies redacted diagnostics to the clipboard. */
    copyDiagnostics: request(nothing, z.null()),
    /** Opens a catalogue service's own page in the system browser; the host is shown before. */
    openServicePage: request(z.strictObject({ serviceId: id }), done),
    /** Asks the main process to show a path in the file manager: only the data folder. */
    showDataFolder: request(nothing, z.null()),
    /** Opens the demonstration with simulated keys as a program of its own, beside this one. */
    openDemo: request(nothing, done),
    /** Opens the settings of Windows where it manages security keys. */
    openKeySettings: request(nothing, done),
    /** Opens the system's print dialog for what the window shows. */
    print: request(nothing, done),
    /** Writes the same as a PDF, where the person says in the system's dialog. Null: they cancelled. */
    savePicture: request(nothing, outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
  },
  catalogue: catalogueContract,
  keys: {
    list: request(nothing, z.array(keyViewSchema)),
    changed: event(z.array(keyViewSchema)),
    progress: event(operationProgressSchema),
    /** Opens the PIN window for this key, lists its passkeys and stores the reading. */
    unlock: request(operationInput('unlock'), outcomeSchema(readingSchema)),
    /** Opens the PIN window for a first PIN; `reading` where the person had the passkeys read with it, and null else. */
    setPin: request(
      operationInput('set-pin'),
      outcomeSchema(z.strictObject({ reading: outcomeSchema(readingSchema).nullable() })),
    ),
    /** Unlocks with a finger, and stores the reading. */
    unlockByFinger: request(operationInput('unlock-by-finger'), outcomeSchema(readingSchema)),
    /** Lists again with the token held, and stores the reading. */
    listPasskeys: request(operationInput('list-passkeys'), outcomeSchema(readingSchema)),
    /** The person's answer where it could not be told which key this is; null means a new key. Stores the last reading. */
    assign: request(
      z.strictObject({ handle: keyHandleSchema, keyId: id.nullable() }),
      outcomeSchema(z.strictObject({ keyId: z.string() })),
    ),
    /** Remembers a key that cannot be listed (U2F only, too old, no PIN), so that what it opens can be told. */
    remember: request(
      z.strictObject({ handle: keyHandleSchema, keyId: id.nullable() }),
      outcomeSchema(z.strictObject({ keyId: z.string() })),
    ),
    lock: request(ofKey, z.null()),
    ...deletionLeaves,
    ...resetLeaves,
    /** One leaf per operation that is asked for as it is. One that takes PINs opens the PIN window for them. */
    ...operationLeaves(directOperationNames),
    /** Writes the content of one large blob where the person says. Null: the person cancelled. */
    exportBlob: request(operationInput('read-blob'), outcomeSchema(z.strictObject({ file: z.string() }).nullable())),
    /** Returns the commands that were sent to this key since it was plugged in, by name and without content. */
    sent: request(ofKey, outcomeSchema(sentToKeySchema)),
    /** Looks for what keeps this program, whose path is given, from reaching a key. */
    diagnose: request(
      nothing,
      outcomeSchema(z.strictObject({ findings: z.array(doctorFindingSchema), program: z.string() })),
    ),
    /** Cancels what runs or waits on this key. */
    cancel: request(ofKey, z.null()),
  },
  inventory: inventoryContract,
  check: checkContract,
  backup: backupContract,
  loss: lossContract,
  genuineness: genuinenessContract,
  readAccess: readAccessContract,
  policy: policyContract,
  imports: importsContract,
  reminders: remindersContract,
  reports: reportsContract,
  /** Only answered in --demo: the simulated keys, their PINs, and the hand that plugs and touches them. */
  demo: {
    keys: request(nothing, z.array(demoKeySchema)),
    plug: request(z.strictObject({ id, plugged: z.boolean() }), z.null()),
    touch: request(z.strictObject({ id }), z.null()),
    /** The next touch is one with a finger that the key does not know. */
    setWrongFinger: request(z.strictObject({ id }), z.null()),
    /** Registers a passkey of this account on a simulated key, as the service would in a browser. */
    enrol: request(
      z.strictObject({
        handle: keyHandleSchema,
        rpId: z.string().min(1).max(253),
        userId: hexSchema.min(2).max(128),
        userName: z.string().max(200).nullable(),
      }),
      done,
    ),
  },
} as const;

export type AppContract = typeof contract;
export type Reading = Received<typeof readingSchema>;
