import { z } from 'zod';
import { operationFailureSchema } from '../domain/operation-failure-schema.ts';
import { outcomeSchema } from '../domain/outcome-schema.ts';
import { pinStateSchema } from '../domain/plugged-key-schema.ts';
import { localeSchema } from '../domain/settings-schema.ts';
import { schemaOf } from '../domain/typed-schema.ts';
import { anyKeyColour } from '../lib/key-colour.ts';
import { event, type Received, request } from './define-contract.ts';
import { nonceLength, pointLength, type SealedSecret, tagLength } from './sealed-secret.ts';

/** Secrets in UTF-8 are at most this long: far above every valid length, so that the receiver can say "too long". */
const longestSecret = 1_024;

const publicKeySchema = z.instanceof(Uint8Array).refine(({ length }) => length === pointLength);

const sealedSecretSchema = schemaOf<SealedSecret>()(
  z.strictObject({
    sender: publicKeySchema,
    sealed: z.instanceof(Uint8Array).refine(({ length }) => length <= nonceLength + longestSecret + tagLength),
  }),
);

const pinModes = [
  'unlock',
  'confirm',
  'set',
  'change',
  'passphrase-unlock',
  'passphrase-set',
  'recovery-code',
] as const;
export type PinMode = (typeof pinModes)[number];

/** Comparison of the plugged-in key with the remembered ones, shown before the field: a strange key may be there to collect the PIN. */
const pinWindowKeySchema = z.strictObject({
  label: z.string().nullable(),
  /** Words for what it looks like: model or product, end of the serial number. All of it is the key's own claim. */
  look: z.string(),
  place: z.string().nullable(),
  colour: z.enum(anyKeyColour),
  /** Form factor and product name, from which its picture is drawn. */
  formFactor: z.string().nullable(),
  product: z.string().nullable(),
  recognition: z.enum(['known', 'new', 'undecided']),
  /** Label of the key that is waited for, where this one cannot be told yet to be it. */
  expected: z.string().nullable(),
  canBlink: z.boolean(),
  /** Whether its passkeys can be read once it has a PIN. */
  canRead: z.boolean(),
  /** Passkeys on it, as far as is known. */
  passkeys: z.number().int().nonnegative().nullable(),
  simulated: z.boolean(),
  pin: pinStateSchema,
});
export type PinWindowKey = Received<typeof pinWindowKeySchema>;

/** Everything a PIN window shows when it opens. */
const pinDialogSchema = z.strictObject({
  mode: z.enum(pinModes),
  locale: localeSchema,
  dark: z.boolean(),
  /** Null for the passphrase and recovery code forms. */
  key: pinWindowKeySchema.nullable(),
  /** Purpose of the PIN, in mode `confirm`. */
  purpose: z.string().nullable(),
  /** Only in mode `recovery-code`. */
  recoveryCode: z.string().nullable(),
  /** The public key of the main process, for a passphrase; that of the key host comes over the port. */
  recipient: publicKeySchema.nullable(),
});
export type PinDialog = Received<typeof pinDialogSchema>;

const nothing = z.void();

/**
 * Requests of a PIN window to the main process. No PIN is in it: PINs go over the message port to the key host (`pinSubmissionSchema`).
 * `submitSecret` takes the inventory's passphrase or recovery code, which the main process needs.
 */
export const pinContract = {
  pin: {
    /** Asked once the window listens: the port to the key host follows. */
    dialog: request(nothing, pinDialogSchema),
    /**
     * Said before every PIN is handed over, so that the attempt is written down first. False: do not send. `thenRead`: a first PIN is to be
     * used for one reading as soon as it is set; a second port follows then.
     */
    submitting: request(z.strictObject({ thenRead: z.boolean() }), z.boolean()),
    submitSecret: request(z.strictObject({ secret: sealedSecretSchema }), outcomeSchema(z.null())),
    print: request(nothing, z.null()),
    /** Blinks the key that is asked about. */
    blink: request(nothing, z.null()),
    /** The form's height in CSS pixels, so that the window fits it. */
    fit: request(z.strictObject({ height: z.number().int().min(1).max(10_000) }), z.null()),
    close: request(nothing, z.null()),
    /** Tries left and the rest of the PIN state changed. */
    keyChanged: event(pinWindowKeySchema),
    /** The dialog is no longer tied to a key that is there: nothing can be submitted any more. */
    ended: event(operationFailureSchema),
  },
} as const;
export type PinContract = typeof pinContract;

/** Window → key host, over the port. THE one message of the program that carries a PIN. */
export const pinSubmissionSchema = z.strictObject({
  attempt: z.number().int().nonnegative(),
  /** The PIN to check, or the new PIN in mode `set`. */
  pin: sealedSecretSchema,
  /** The new PIN in mode `change`. */
  next: sealedSecretSchema.nullable(),
});
export type PinSubmission = Received<typeof pinSubmissionSchema>;

/** Key host → window, over the port, before anything else: its public key for this dialog. */
const pinRecipientSchema = z.strictObject({ recipient: publicKeySchema });
export type PinRecipient = Received<typeof pinRecipientSchema>;

/** Key host → window, over the port: how the attempt ended and what the key says of its PIN now. */
const pinResultSchema = z.strictObject({
  attempt: z.number().int().nonnegative(),
  outcome: outcomeSchema(z.null()),
  pin: pinStateSchema.nullable(),
});
export type PinResult = Received<typeof pinResultSchema>;
