import { z } from 'zod';
import { credentialSchema, passkeyListingSchema } from '../domain/credential-schema.ts';
import { hexSchema } from '../domain/hex-schema.ts';
import { defineOperation } from './define-operation.ts';
import { newPinFailures, ownerFailures, passkeyFailures, pinFailures, tokenFailures } from './failure-kinds.ts';

const nothing = z.strictObject({});
/** One passkey as the key names it: never an index, never a hash of the shown RP ID. */
const onePasskey = z.strictObject({ rpIdHash: hexSchema, credentialId: hexSchema });
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
