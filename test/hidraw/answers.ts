import { z } from 'zod';

// What docs/cli.md promises of the JSON documents, as far as the lab reads them.

const pinSchema = z.object({
  set: z.boolean().nullable(),
  retriesLeft: z.number().nullable(),
  minLength: z.number().nullable(),
  forceChange: z.boolean().nullable(),
});
const keySchema = z.object({
  path: z.string(),
  vendorId: z.number(),
  productId: z.number(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  serialNumber: z.string().nullable(),
  aaguid: z.string().nullable(),
  firmware: z.string().nullable(),
  versions: z.array(z.string()),
  pin: pinSchema,
  passkeys: z.object({ existing: z.number().nullable(), remaining: z.number().nullable() }),
});
export const keysAnswer = z.object({ keys: z.array(keySchema) });
export const infoAnswer = keySchema.extend({
  options: z.record(z.string(), z.boolean()),
  extensions: z.array(z.string()),
  raw: z.string().nullable(),
});
const passkeySchema = z.object({
  credentialId: z.string(),
  rpId: z.string().nullable(),
  rpIdHash: z.string(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  algorithm: z.number().nullable(),
  credProtect: z.number().nullable(),
});
export const passkeysAnswer = z.object({
  key: z.object({ path: z.string() }),
  existing: z.number().nullable(),
  remaining: z.number().nullable(),
  passkeys: z.array(passkeySchema),
  problems: z.array(z.unknown()),
});
export const checkAnswer = z.object({
  path: z.string(),
  verdict: z.string(),
  key: z.object({ aaguid: z.string().nullable() }),
  findings: z.array(
    z.object({
      point: z.string(),
      variant: z.string(),
      state: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  others: z.array(z.object({ path: z.string() })),
});
export const doneAnswer = z.object({ key: z.object({ path: z.string() }), done: z.literal(true) });
export const errorAnswer = z.object({
  error: z.object({ kind: z.string(), message: z.string(), retriesLeft: z.number().nullable().optional() }),
});
