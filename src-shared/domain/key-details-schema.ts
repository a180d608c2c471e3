import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';
import type { KeyDetails, VendorDetails } from './key-details.ts';
import { schemaOf } from './typed-schema.ts';

const number = z.number().int().nullable();
const yesNo = z.boolean().nullable();
const texts = z.array(z.string());

const vendorDetailsSchema = schemaOf<VendorDetails>()(
  z.strictObject({
    vendor: z.string(),
    partNumber: z.string().nullable(),
    fips: yesNo,
    fipsApproved: texts.nullable(),
    pinComplexity: yesNo,
    resetBlocked: yesNo,
    nfcRestricted: yesNo,
    configLocked: yesNo,
    switchedOff: z.strictObject({ usb: texts, nfc: texts }).nullable(),
  }),
);

export const keyDetailsSchema = schemaOf<KeyDetails>()(
  z.strictObject({
    maxMsgSize: number,
    pinUvAuthProtocols: z.array(z.number().int()).nullable(),
    maxCredentialCountInList: number,
    maxCredentialIdLength: number,
    maxSerializedLargeBlobArray: number,
    firmwareVersion: number,
    maxCredBlobLength: number,
    maxRpIdsForSetMinPinLength: number,
    preferredPlatformUvAttempts: number,
    uvModality: number,
    certifications: z.record(z.string(), z.number().int()).nullable(),
    vendorPrototypeConfigCommands: z.array(hexSchema).nullable(),
    attestationFormats: texts.nullable(),
    uvCountSinceLastPinEntry: number,
    longTouchForReset: yesNo,
    transportsForReset: texts.nullable(),
    pinComplexityPolicyUrl: z.string().nullable(),
    encCredStoreState: hexSchema.nullable(),
    authenticatorConfigCommands: z.array(z.number().int()).nullable(),
    uvRetries: number,
    vendor: vendorDetailsSchema.nullable(),
  }),
);
