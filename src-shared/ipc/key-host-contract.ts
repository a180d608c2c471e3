import { z } from 'zod';
import { passkeyListingSchema, credentialSchema } from '../domain/credential.ts';
import { operationFailureSchema } from '../domain/operation-failure.ts';
import { outcomeSchema } from '../domain/outcome.ts';
import { hexSchema, keyHandleSchema, pluggedKeySchema } from '../domain/plugged-key.ts';
import { operationProgressSchema } from '../domain/progress.ts';
import { event, request } from './define-contract.ts';

const nothing = z.void();
const ofKey = z.strictObject({ handle: keyHandleSchema });
const ofPasskey = z.strictObject({ handle: keyHandleSchema, rpIdHash: hexSchema, credentialId: hexSchema });

export const pinPurposes = ['unlock', 'set', 'change'] as const;

/**
 * What the main process may ask of the key host. Every answer is an Outcome, so that the end of the host is an answer too
 * (`outcome-unknown` or `key-host-restarted`). No PIN is in it: PINs arrive over the port that comes with `pinDialog`.
 */
export const keyHostContract = {
  keys: {
    list: request(nothing, outcomeSchema(z.array(pluggedKeySchema))),
    refresh: request(nothing, outcomeSchema(z.array(pluggedKeySchema))),
    passkeys: request(ofKey, outcomeSchema(passkeyListingSchema)),
    lock: request(ofKey, outcomeSchema(z.null())),
    lockAll: request(nothing, outcomeSchema(z.null())),
    deletePasskey: request(
      ofPasskey,
      outcomeSchema(z.strictObject({ stillListed: z.boolean(), listing: passkeyListingSchema.nullable() })),
    ),
    renamePasskey: request(
      ofPasskey.extend({ userName: z.string().max(200), userDisplayName: z.string().max(200) }),
      outcomeSchema(z.strictObject({ passkey: credentialSchema.nullable() })),
    ),
    identify: request(ofKey, outcomeSchema(z.strictObject({ by: z.enum(['wink', 'touch']) }))),
    /**
     * Runs while a PIN window is open: takes PINs from the transferred port until one succeeds, the key leaves, or the
     * request is cancelled. Purpose `unlock` ends with the listing.
     */
    pinDialog: request(
      z.strictObject({ handle: keyHandleSchema, purpose: z.enum(pinPurposes) }),
      outcomeSchema(z.strictObject({ listing: passkeyListingSchema.nullable() })),
    ),
    changed: event(z.array(pluggedKeySchema)),
    progress: event(operationProgressSchema),
    /** One try of a PIN dialog ended; null means it succeeded. For unlock that is before the listing is read. */
    pinAttempt: event(z.strictObject({ handle: keyHandleSchema, failure: operationFailureSchema.nullable() })),
  },
  /** Answered in --demo only. */
  demo: {
    keys: request(
      nothing,
      outcomeSchema(
        z.array(z.strictObject({ id: z.string(), name: z.string(), pin: z.string().nullable(), plugged: z.boolean() })),
      ),
    ),
    plug: request(z.strictObject({ id: z.string(), plugged: z.boolean() }), outcomeSchema(z.null())),
    touch: request(z.strictObject({ id: z.string() }), outcomeSchema(z.null())),
    /** Puts a passkey on the simulated key at this path, as a service would by another program. */
    enrol: request(
      z.strictObject({
        path: z.string(),
        rpId: z.string(),
        userId: hexSchema,
        userName: z.string().nullable(),
      }),
      outcomeSchema(z.null()),
    ),
  },
} as const;
export type KeyHostContract = typeof keyHostContract;
