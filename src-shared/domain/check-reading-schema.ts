import { z } from 'zod';
import { type CheckReading, type KnownPasskey, silentAnswers, type VendorReading } from './check-reading.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

/** Passkeys that one check asks for at most: each costs the key a look, and one that is there a signature. */
export const mostKnownPasskeys = 10;

export const knownPasskeySchema = schemaOf<KnownPasskey>()(
  z.strictObject({ rpId: z.string().min(1).max(255), credentialId: hexSchema.min(2).max(2_048) }),
);

const vendorReadingSchema = schemaOf<VendorReading>()(
  z.strictObject({
    vendor: z.string(),
    serial: z.string().nullable(),
    firmware: z.string().nullable(),
    fips: z.boolean().nullable(),
    nfcRestricted: z.boolean().nullable(),
    configLocked: z.boolean().nullable(),
    switchedOff: z.strictObject({ usb: z.array(z.string()), nfc: z.array(z.string()) }).nullable(),
  }),
);

export const checkReadingSchema = schemaOf<CheckReading>()(
  z.strictObject({
    info: z
      .strictObject({
        minPinLength: z.number().int().nullable(),
        alwaysUv: z.boolean().nullable(),
        fingerprints: z.boolean().nullable(),
        enterpriseAttestation: z.boolean().nullable(),
        longTouchForReset: z.boolean().nullable(),
        remaining: z.number().int().nullable(),
        firmware: z.string().nullable(),
      })
      .nullable(),
    vendor: vendorReadingSchema.nullable(),
    transport: z.strictObject({ lengths: z.array(z.number().int()), echoed: z.number().int() }),
    known: z.array(z.enum(silentAnswers)),
    transactions: z.number().int(),
  }),
);
