import { z } from 'zod';
import { hexSchema } from '../../../src-shared/domain/hex-schema.ts';
import { canonicalJson, sha256Hex } from './sealing.ts';
import { damaged } from './storage-failure.ts';

/** The data key, sealed under a key that the operating system's keychain holds under the name `entry`. */
const keychainWrapSchema = z.strictObject({ entry: z.string().regex(/^[0-9a-f]{32}$/), sealed: hexSchema });

/** The data key, sealed under a key derived from a passphrase by scrypt (RFC 7914). */
const passphraseWrapSchema = z.strictObject({
  salt: hexSchema,
  logN: z.number().int(),
  r: z.number().int(),
  p: z.number().int(),
  sealed: hexSchema,
});

/** The data key, sealed under a key derived from the printed recovery code. */
const recoveryWrapSchema = z.strictObject({ salt: hexSchema, sealed: hexSchema });

/**
 * Unsealed header of an inventory file. Every version of Sparekey must be able to read it, so its shape never changes but by adding members
 * that an older program may ignore.
 */
const fileHeaderSchema = z.object({
  format: z.literal('sparekey-inventory'),
  /** Random; goes into every derived key and every sealed value, so rows of two files cannot be mixed. */
  fileId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Whether it is for simulated keys; never changes, so that simulated and real keys are never in one file. */
  demo: z.boolean(),
  /** The data key as it is, only where nothing protects it. */
  plainKey: hexSchema.nullable(),
  keychain: z.array(keychainWrapSchema).max(16),
  passphrase: passphraseWrapSchema.nullable(),
  recoveryCode: recoveryWrapSchema.nullable(),
});
export type FileHeader = z.infer<typeof fileHeaderSchema>;

/** Writes a header as the bytes of its row: a checksum against accidents, then the content. */
export function encodeHeader(header: FileHeader): Uint8Array {
  const text = canonicalJson(header);
  return Buffer.from(`${sha256Hex(text)}\n${text}`, 'utf8');
}

/** Reads a header row. Throws `inventory-damaged`; malice is found later, when the sealed manifest vouches for the header. */
export function decodeHeader(content: Uint8Array): FileHeader {
  const text = Buffer.from(content).toString('utf8');
  const end = text.indexOf('\n');
  if (end < 0 || sha256Hex(text.slice(end + 1)) !== text.slice(0, end)) throw damaged('the header is damaged');
  const parsed = fileHeaderSchema.safeParse(JSON.parse(text.slice(end + 1)));
  if (!parsed.success) throw damaged('the header has another shape');
  return parsed.data;
}

/** Returns the name of the part of a file to which a sealed value belongs. */
export function sealContext(fileId: string, ...place: readonly (string | number)[]): string {
  return JSON.stringify(['sparekey-inventory', fileId, ...place]);
}
