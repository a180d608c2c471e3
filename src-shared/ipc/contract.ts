import { z } from 'zod';
import { event, type Received, request } from './define-contract.ts';
import { directOperationNames } from '../operations/operation-names.ts';
import { operationInput, operationLeaves } from './operation-leaves.ts';
import { credentialSchema, passkeyListingSchema } from '../domain/credential-schema.ts';
import { keyViewSchema } from '../domain/key-view-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { keyHandleSchema } from '../domain/plugged-key-schema.ts';
import { operationProgressSchema } from '../domain/progress-schema.ts';
import { appStatusSchema, settingsSchema } from '../domain/settings-schema.ts';
import { backupContract } from './backup-contract.ts';
import { catalogueContract } from './catalogue-contract.ts';
import { inventoryContract } from './inventory-contract.ts';
import { lossContract } from './loss-contract.ts';
import { importsContract } from './imports-contract.ts';
import { policyContract } from './policy-contract.ts';
import { remindersContract } from './reminders-contract.ts';
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

/** Content of the dialog of a deletion; composed by the main process from its own list, never by the window. */
const deletionPreviewSchema = z.strictObject({
  confirmationId: z.string(),
  /** ISO 8601; two minutes after it was made. */
  expiresAt: z.string(),
  keyLabel: z.string(),
  passkey: credentialSchema,
  serviceName: z.string(),
  /** Other keys that are known to open the account (read or recorded by hand), and recorded other ways in. */
  otherKeys: z.array(z.string()),
  otherWaysIn: z.array(z.string()),
  /** Nothing known would be left. */
  onlyKnownWay: z.boolean(),
  lastForService: z.boolean(),
  /** Names of other accounts that open only through this one. */
  closedToo: z.array(z.string()),
});

/**
 * The one description of what windows may ask of the main process. Types, validation, preload and tests derive from it.
 * PINs and passphrases are not in it: `requestPin`-like leaves only open the PIN window.
 */
export const contract = {
  app: {
    status: request(nothing, appStatusSchema),
    statusChanged: event(appStatusSchema),
    setSettings: request(settingsSchema, appStatusSchema),
    /** Copies redacted diagnostics to the clipboard. */
    copyDiagnostics: request(nothing, z.null()),
    /** Opens a catalogue service's own page in the system browser; the host is shown before. */
    openServicePage: request(z.strictObject({ serviceId: id }), done),
    /** Asks the main process to show a path in the file manager: only the data folder. */
    showDataFolder: request(nothing, z.null()),
    /** Opens the demonstration with simulated keys as a program of its own, beside this one. */
    openDemo: request(nothing, done),
    /** Opens the system's print dialog for what the window shows. */
    print: request(nothing, done),
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
    prepareDelete: request(operationInput('delete-passkey'), outcomeSchema(deletionPreviewSchema)),
    confirmDelete: request(
      z.strictObject({ handle: keyHandleSchema, confirmationId: id }),
      outcomeSchema(z.strictObject({ stillListed: z.boolean().nullable() })),
    ),
    /** One leaf per operation that is asked for as it is. One that takes PINs opens the PIN window for them. */
    ...operationLeaves(directOperationNames),
    /** Cancels what runs or waits on this key. */
    cancel: request(ofKey, z.null()),
  },
  inventory: inventoryContract,
  backup: backupContract,
  loss: lossContract,
  policy: policyContract,
  imports: importsContract,
  reminders: remindersContract,
  reports: reportsContract,
  /** Only answered in --demo: the simulated keys, their PINs, and the hand that plugs and touches them. */
  demo: {
    keys: request(
      nothing,
      z.array(z.strictObject({ id: z.string(), name: z.string(), pin: z.string().nullable(), plugged: z.boolean() })),
    ),
    plug: request(z.strictObject({ id, plugged: z.boolean() }), z.null()),
    touch: request(z.strictObject({ id }), z.null()),
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
export type DeletionPreview = Received<typeof deletionPreviewSchema>;
