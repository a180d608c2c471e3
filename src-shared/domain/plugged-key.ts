import { z } from 'zod';
import { keyCapabilitiesSchema } from './capability.ts';
import { hexSchema } from './hex-schema.ts';
import { operationFailureSchema } from './operation-failure.ts';

/**
 * Opaque name of one plug-in of one key: made when the key appears, void for ever once it leaves or is replaced.
 * Dialogs and operations refer to a key by its handle only, so none can reach another key (principle 3).
 */
export const keyHandleSchema = z.string().regex(/^key-[0-9a-f]{16}$/);
export type KeyHandle = z.infer<typeof keyHandleSchema>;

/** Something the key says or does against the specification: shown as "unusual", never a refusal. */
export const keyFindingSchema = z.strictObject({ kind: z.string(), detail: z.string() });
export type KeyFinding = z.infer<typeof keyFindingSchema>;

export const pinStateSchema = z.strictObject({
  /** clientPin is present in the options. */
  supported: z.boolean(),
  /** Null where it is not known (no answer yet, or unsupported). */
  set: z.boolean().nullable(),
  /** The smaller of what the key reports and what we counted ourselves (reliability D-04). */
  retriesLeft: z.number().int().nullable(),
  needsReplug: z.boolean(),
  blocked: z.boolean(),
  forceChange: z.boolean(),
  /** Unicode code points after NFC. */
  minLength: z.number().int(),
  /** Unicode code points after NFC; the UTF-8 form may never exceed 63 bytes. */
  maxLength: z.number().int(),
  complexityEnforced: z.boolean(),
  /** Built-in user verification (fingerprint …). */
  builtInUv: z.enum(['none', 'not-configured', 'configured']),
});
export type PinState = z.infer<typeof pinStateSchema>;

/** What a key says about itself without a PIN. */
export const keyFactsSchema = z.strictObject({
  /** 16 bytes, hex; null for a U2F-only key. */
  aaguid: hexSchema.nullable(),
  /** From the catalogue by AAGUID, else null. */
  model: z.string().nullable(),
  versions: z.array(z.string()),
  extensions: z.array(z.string()),
  options: z.record(z.string(), z.boolean()),
  transports: z.array(z.string()),
  algorithms: z.array(z.number().int()),
  /** Words, e.g. "5.7.4"; null where the key does not tell or the number has no known meaning. */
  firmware: z.string().nullable(),
  /** Serial number from a vendor command (Yubico), decimal; null where there is none. */
  vendorSerial: z.string().nullable(),
  formFactor: z.string().nullable(),
  /** CTAP 2.2 member 19, hex: 16-byte IV and 16-byte ciphertext, fresh at every read. */
  encIdentifier: hexSchema.nullable(),
  pin: pinStateSchema,
  passkeys: z.strictObject({ existing: z.number().int().nullable(), remaining: z.number().int().nullable() }),
  capabilities: keyCapabilitiesSchema,
  findings: z.array(keyFindingSchema),
  /** The getInfo response (CBOR, no status byte), hex; null for a U2F-only key. */
  rawGetInfo: hexSchema.nullable(),
  /** CTAPHID capability flags and device version of the INIT reply. */
  ctaphid: z.strictObject({ version: z.string(), wink: z.boolean(), cbor: z.boolean(), msg: z.boolean() }),
});
export type KeyFacts = z.infer<typeof keyFactsSchema>;

/** One FIDO device that is plugged in now. */
export const pluggedKeySchema = z.strictObject({
  handle: keyHandleSchema,
  /** HID path: for display, `--key` and doctor; never accepted from the window. */
  path: z.string(),
  vendorId: z.number().int(),
  productId: z.number().int(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  usbSerial: z.string().nullable(),
  /** A key simulated by Sparekey itself (--demo). */
  simulated: z.boolean(),
  state: z.enum(['reading', 'ready', 'u2f-only', 'unreachable', 'unsupported']),
  /** Why it is unreachable or unsupported; else null. */
  problem: operationFailureSchema.nullable(),
  facts: keyFactsSchema.nullable(),
  /** A token is held: listing, deleting and renaming need no PIN now. */
  unlocked: z.boolean(),
});
export type PluggedKey = z.infer<typeof pluggedKeySchema>;
