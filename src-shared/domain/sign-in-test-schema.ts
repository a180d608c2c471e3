import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';
import type { SignInReading } from './sign-in-test.ts';
import { schemaOf } from './typed-schema.ts';

/** No answer of a key is longer (CTAP 2.1 §11.2.4), in hex digits. */
const answer = hexSchema.max(16_384);
const clientData = z.string().max(1_000);

export const signInReadingSchema = schemaOf<SignInReading>()(
  z.strictObject({
    aaguid: hexSchema.length(32),
    created: z.strictObject({ clientData, attestationObject: answer }),
    asserted: z.strictObject({
      clientData,
      credentialId: answer.nullable(),
      authenticatorData: answer,
      signature: answer,
      silent: z.boolean(),
    }),
    leftNothing: z.boolean().nullable(),
  }),
);
