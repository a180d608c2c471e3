import { z } from 'zod';
import { checkReadingSchema, knownPasskeySchema, mostKnownPasskeys } from '../domain/check-reading-schema.ts';
import { credentialSchema, passkeyListingSchema } from '../domain/credential-schema.ts';
import { fingerprintListingSchema, fingerprintNameSchema } from '../domain/fingerprint-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { keyProofSchema } from '../domain/key-proof-schema.ts';
import { largeBlobListingSchema } from '../domain/large-blob-schema.ts';
import { signInReadingSchema } from '../domain/sign-in-test-schema.ts';
import { settingChangeSchema, settingValuesSchema } from '../domain/setting-change-schema.ts';
import { valueAfter } from '../domain/setting-change.ts';
import { defineOperation } from './define-operation.ts';
import {
  fingerFailures,
  newPinFailures,
  ownerFailures,
  passkeyFailures,
  pinFailures,
  tokenFailures,
} from './failure-kinds.ts';

const nothing = z.strictObject({});
/** One passkey as the key names it: never an index, never a hash of the shown RP ID. */
const onePasskey = z.strictObject({ rpIdHash: hexSchema, credentialId: hexSchema });
/** One fingerprint by the name that the key gave it. */
const oneFingerprint = z.strictObject({ templateId: hexSchema });
/** One large blob by what is stored of it: another content has another name. */
const oneBlob = z.strictObject({ blobId: hexSchema });
const userText = z.string().max(200);

/**
 * Operations on a key that is plugged in, by the name under which each is stored, shown and run. The contracts of the windows and of the
 * key host, journal, progress, capabilities and lists of failures are derived from it.
 */
export const operations = {
  /** Reads getInfo, PIN tries and the vendor's own information, without PIN and touch. */
  'read-key': defineOperation({
    input: nothing,
    pins: [],
    output: z.null(),
    failures: [],
    changesKey: false,
    needs: null,
    progress: [],
    window: 'never',
    history: null,
  }),
  /**
   * Reads what the issue check needs beside that: echoes of growing length, the vendor's own information, and whether passkeys that are known from
   * earlier still answer. Without PIN and touch; nothing is written.
   */
  'check-key': defineOperation({
    input: z.strictObject({ known: z.array(knownPasskeySchema).max(mostKnownPasskeys) }),
    pins: [],
    output: checkReadingSchema,
    failures: [],
    changesKey: false,
    needs: null,
    progress: [],
    window: 'reading',
    history: null,
  }),
  /** Checks the PIN, keeps a token for listing, deleting and renaming, lists the passkeys. A wrong PIN costs one try. */
  unlock: defineOperation({
    input: nothing,
    pins: ['pin'],
    output: passkeyListingSchema,
    failures: [...pinFailures, ...ownerFailures, 'pin-required', 'outcome-unknown'],
    changesKey: false,
    needs: 'listPasskeys',
    progress: ['working', 'look'],
    window: 'reading',
    history: null,
  }),
  /**
   * Unlocks as `unlock` does, by the key's own verification of its user: one finger, asked for once. A finger that is not recognised costs a try
   * of its own, none of the PIN.
   */
  'unlock-by-finger': defineOperation({
    input: nothing,
    pins: [],
    output: passkeyListingSchema,
    failures: [...fingerFailures, ...tokenFailures, ...ownerFailures, 'outcome-unknown'],
    changesKey: false,
    needs: 'unlockByFinger',
    progress: ['working', 'finger', 'look'],
    window: 'reading',
    history: null,
  }),
  /** Lists with the token held. */
  'list-passkeys': defineOperation({
    input: nothing,
    pins: [],
    output: passkeyListingSchema,
    failures: [...tokenFailures, ...ownerFailures],
    changesKey: false,
    needs: 'listPasskeys',
    progress: ['working', 'look'],
    window: 'reading',
    history: null,
  }),
  /**
   * Keeps read access to a key, for the key that is remembered under that id: checks the PIN once, gets the token that lists and nothing else,
   * lists with it, and puts it into the keychain of this computer.
   */
  'keep-read-access': defineOperation({
    input: z.strictObject({ keyId: z.string() }),
    pins: ['pin'],
    output: passkeyListingSchema,
    failures: [...pinFailures, ...ownerFailures, 'pin-required', 'keychain-unavailable', 'outcome-unknown'],
    changesKey: false,
    needs: 'keepReadAccess',
    progress: ['working', 'look'],
    window: 'reading',
    history: null,
  }),
  /** Lists with the read access that is kept for a remembered key; `since`: time of the complete listing that is stored of it, null for none. */
  'recheck-passkeys': defineOperation({
    input: z.strictObject({ keyId: z.string(), since: z.string().nullable() }),
    pins: [],
    /** Without a listing nothing has changed since. */
    output: z.strictObject({ listing: passkeyListingSchema.nullable(), readAt: z.string() }),
    failures: [...tokenFailures, ...ownerFailures, 'read-access-ended', 'keychain-unavailable'],
    changesKey: false,
    needs: null,
    progress: ['working', 'look'],
    window: 'reading',
    history: null,
  }),
  /** Deletes one passkey with the token held, then lists to say whether it is really gone. */
  'delete-passkey': defineOperation({
    input: onePasskey,
    pins: [],
    /** Both are null where the key did not list any more after that: it said that it deleted, and nobody could check. */
    output: z.strictObject({ stillListed: z.boolean().nullable(), listing: passkeyListingSchema.nullable() }),
    failures: [...tokenFailures, ...ownerFailures, ...passkeyFailures, 'outcome-unknown'],
    changesKey: true,
    needs: 'deletePasskey',
    progress: ['working', 'look'],
    window: 'confirmed',
    history: 'passkey-deleted',
    details: (_input, { stillListed }) => ({ stillListed: String(stillListed) }),
    isDone: ({ stillListed }) => stillListed !== true,
  }),
  /** Changes user name and display name with the token held; empty text removes one. The user handle stays. */
  'rename-passkey': defineOperation({
    input: onePasskey.extend({ userName: userText, userDisplayName: userText }),
    pins: [],
    /** As the key gives it back; null where it could not be read again. */
    output: z.strictObject({ passkey: credentialSchema.nullable() }),
    failures: [...tokenFailures, ...ownerFailures, ...passkeyFailures, 'storage-full', 'outcome-unknown'],
    changesKey: true,
    needs: 'renamePasskey',
    progress: ['look'],
    window: 'direct',
    history: 'passkey-renamed',
    details: ({ userName, userDisplayName }) => ({ userName, userDisplayName }),
  }),
  /** Sets the first PIN. */
  'set-pin': defineOperation({
    input: nothing,
    pins: ['newPin'],
    output: z.null(),
    failures: [...newPinFailures, ...ownerFailures, 'outcome-unknown'],
    changesKey: true,
    needs: 'setPin',
    progress: ['look'],
    window: 'reading',
    history: 'pin-set',
  }),
  /** Changes the PIN. A wrong present one costs exactly one try. Ends every token. */
  'change-pin': defineOperation({
    input: nothing,
    pins: ['pin', 'newPin'],
    output: z.null(),
    failures: [...pinFailures, ...newPinFailures, ...ownerFailures, 'outcome-unknown'],
    changesKey: true,
    needs: 'changePin',
    progress: ['look'],
    window: 'direct',
    history: 'pin-changed',
  }),
  /** Changes one setting, with the PIN where the key has one, and reads the settings back. */
  'change-setting': defineOperation({
    input: z.strictObject({ change: settingChangeSchema }),
    pins: ['pinIfSet'],
    output: z.strictObject({
      /** False: it was so already. */
      sent: z.boolean(),
      /** Whether the key tells the new value; null where it could not be read again. */
      took: z.boolean().nullable(),
      before: settingValuesSchema,
      after: settingValuesSchema.nullable(),
    }),
    failures: [...pinFailures, 'touch-timed-out', 'pin-required', 'input-invalid', 'outcome-unknown'],
    changesKey: true,
    needs: 'changeSetting',
    progress: ['look'],
    window: 'direct',
    history: 'setting-changed',
    details: ({ change }) => ({ setting: change.setting, value: String(valueAfter(change)) }),
    isDone: ({ sent, took }) => sent && took !== false,
  }),
  /** Checks the PIN, keeps a token for fingerprints (and passkeys), lists the fingerprints. A wrong PIN costs one try. */
  'unlock-fingerprints': defineOperation({
    input: nothing,
    pins: ['pin'],
    output: fingerprintListingSchema,
    failures: [...pinFailures, ...ownerFailures, 'pin-required', 'outcome-unknown'],
    changesKey: false,
    needs: 'listFingerprints',
    progress: ['look'],
    window: 'direct',
    history: null,
  }),
  /** Lists the fingerprints with the token held. */
  'list-fingerprints': defineOperation({
    input: nothing,
    pins: [],
    output: fingerprintListingSchema,
    failures: [...tokenFailures, ...ownerFailures],
    changesKey: false,
    needs: 'listFingerprints',
    progress: ['look'],
    window: 'direct',
    history: null,
  }),
  /** Adds a fingerprint: samples of a finger until the key has it, its name, and the list read back. An empty name: none. */
  'add-fingerprint': defineOperation({
    input: z.strictObject({ name: fingerprintNameSchema }),
    pins: [],
    output: z.strictObject({
      templateId: hexSchema,
      /** Whether the key lists it under the name that was asked for; null where that could not be read. */
      named: z.boolean().nullable(),
      listing: fingerprintListingSchema.nullable(),
    }),
    failures: [
      ...tokenFailures,
      ...ownerFailures,
      'fingerprints-full',
      'enrolment-lost',
      'input-invalid',
      'outcome-unknown',
    ],
    changesKey: true,
    needs: 'listFingerprints',
    progress: ['finger', 'look'],
    window: 'direct',
    history: 'fingerprint-added',
    details: ({ name }) => ({ name }),
  }),
  /** Names one fingerprint and reads the list back. */
  'rename-fingerprint': defineOperation({
    input: oneFingerprint.extend({ name: fingerprintNameSchema.min(1) }),
    pins: [],
    output: z.strictObject({ named: z.boolean().nullable(), listing: fingerprintListingSchema.nullable() }),
    failures: [
      ...tokenFailures,
      ...ownerFailures,
      'storage-full',
      'fingerprint-not-found',
      'input-invalid',
      'outcome-unknown',
    ],
    changesKey: true,
    needs: 'listFingerprints',
    progress: ['look'],
    window: 'direct',
    history: 'fingerprint-renamed',
    details: ({ name }) => ({ name }),
    isDone: ({ named }) => named !== false,
  }),
  /** Removes one fingerprint, then lists to say whether it is really gone. */
  'remove-fingerprint': defineOperation({
    input: oneFingerprint,
    pins: [],
    /** Both are null where the key did not list any more after that. */
    output: z.strictObject({ stillListed: z.boolean().nullable(), listing: fingerprintListingSchema.nullable() }),
    failures: [...tokenFailures, ...ownerFailures, 'fingerprint-not-found', 'outcome-unknown'],
    changesKey: true,
    needs: 'listFingerprints',
    progress: ['look'],
    window: 'direct',
    history: 'fingerprint-removed',
    isDone: ({ stillListed }) => stillListed !== true,
  }),
  /** Checks the PIN, keeps a token for large blobs (and what unlocking gives), lists the large blobs. A wrong PIN costs one try. */
  'unlock-blobs': defineOperation({
    input: nothing,
    pins: ['pin'],
    output: largeBlobListingSchema,
    failures: [...pinFailures, ...ownerFailures, 'pin-required', 'outcome-unknown'],
    changesKey: false,
    needs: 'listBlobs',
    progress: ['working', 'look'],
    window: 'direct',
    history: null,
  }),
  /** Lists the large blobs with the token held, which lists the passkeys whose keys open them. */
  'list-blobs': defineOperation({
    input: nothing,
    pins: [],
    output: largeBlobListingSchema,
    failures: [...tokenFailures, ...ownerFailures],
    changesKey: false,
    needs: 'listBlobs',
    progress: ['working', 'look'],
    window: 'direct',
    history: null,
  }),
  /** Reads the content of one large blob that was listed, once the key was asked whether it has it still. */
  'read-blob': defineOperation({
    input: oneBlob,
    pins: [],
    output: z.strictObject({ data: hexSchema }),
    failures: [...tokenFailures, ...ownerFailures, 'blob-not-found', 'blob-unreadable'],
    changesKey: false,
    needs: 'listBlobs',
    progress: ['look'],
    window: 'direct',
    history: null,
  }),
  /** Deletes one large blob: writes the array without it, where that is still the one that was listed, then reads it back. */
  'delete-blob': defineOperation({
    input: oneBlob,
    pins: [],
    /** Whether the key has it still, null where that could not be read; no listing where the key has other blobs than were left. */
    output: z.strictObject({ stillListed: z.boolean().nullable(), listing: largeBlobListingSchema.nullable() }),
    failures: [
      ...tokenFailures,
      ...ownerFailures,
      'blob-not-found',
      'blobs-damaged',
      'blobs-changed',
      'outcome-unknown',
    ],
    changesKey: true,
    needs: 'listBlobs',
    progress: ['look'],
    window: 'direct',
    history: 'blob-deleted',
    isDone: ({ stillListed }) => stillListed !== true,
  }),
  /** Resets the key that proves to be the one that is meant. No PIN is needed, so none keeps from it; every passkey on it goes. */
  reset: defineOperation({
    input: z.strictObject({ expected: keyProofSchema }),
    pins: [],
    /** Whether the key shows that it was erased; null where it shows neither. */
    output: z.strictObject({ confirmed: z.boolean().nullable() }),
    failures: [...ownerFailures, 'reset-stopped', 'outcome-unknown'],
    changesKey: true,
    needs: 'reset',
    progress: ['working', 'touch', 'hold'],
    window: 'never',
    history: 'key-reset',
    details: (_input, { confirmed }) => ({ confirmed: String(confirmed) }),
    isDone: ({ confirmed }) => confirmed !== false,
  }),
  /** Creates a credential that the key does not store, and signs in with it: two touches, and the PIN where it has one. Nothing stays on the key. */
  'sign-in-test': defineOperation({
    input: nothing,
    pins: ['pinIfSet'],
    output: signInReadingSchema,
    failures: [...pinFailures, ...ownerFailures, 'pin-required', 'outcome-unknown'],
    changesKey: false,
    needs: 'signInTest',
    progress: ['working', 'touch', 'look'],
    window: 'direct',
    history: null,
  }),
  /** Blinks the key (WINK), else asks for a touch; `byTouch`: asks for a touch at once, because nothing was seen to blink. */
  identify: defineOperation({
    input: z.strictObject({ byTouch: z.boolean() }),
    pins: [],
    output: z.strictObject({ by: z.enum(['wink', 'touch']) }),
    failures: [...ownerFailures, 'pin-blocked', 'pin-needs-replug'],
    changesKey: false,
    needs: 'identify',
    progress: ['working', 'touch'],
    window: 'direct',
    history: null,
  }),
} as const;
