import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';
import type { KeyProof } from './key-proof.ts';
import { schemaOf } from './typed-schema.ts';

export const keyProofSchema = schemaOf<KeyProof>()(
  z.strictObject({
    info: hexSchema,
    vendorSerial: z.string().nullable(),
    vendorId: z.number().int(),
    productId: z.number().int(),
    usbSerial: z.string().nullable(),
  }),
);
