import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { damaged } from './storage-failure.ts';

const nonceLength = 12;
const tagLength = 16;
const paddingStep = 128;

/**
 * Encrypts bytes with AES-256-GCM under a 32-byte key: nonce (12) | ciphertext | tag (16). The same `context` must be given to open it
 * again, so a sealed value moved elsewhere does not open. Nonces are random: with 2^32 of them under one key the chance of a repetition is
 * 2^-33 (NIST SP 800-38D §8.3), and an inventory writes some dozens a day.
 */
export function seal(key: Uint8Array, context: string, content: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return concatBytes(nonce, cipher.update(content), cipher.final(), cipher.getAuthTag());
}

/** Opens what `seal` made; null where it does not authenticate under this key and context. */
export function unseal(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < nonceLength + tagLength) return null;
  const body = sealed.subarray(nonceLength, sealed.length - tagLength);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const content = decipher.update(body);
  try {
    decipher.final();
    return content;
  } catch {
    content.fill(0);
    return null;
  }
}

/** Returns the authentication tag of a sealed value, which stands for its whole content. */
export function tagOf(sealed: Uint8Array): Uint8Array {
  return sealed.subarray(Math.max(0, sealed.length - tagLength));
}

/** JSON text never begins with this byte. */
const compressedMark = 0x01;
const compressedFrom = 2_048;
const headLength = 5;
const longestContent = 512 * 1024 * 1024;

/**
 * Encrypts a JSON value; padded to steps of 128 bytes so that its length reveals little about the names in it. A long one is compressed
 * first (0x01 | length of what follows | raw deflate): the length then reveals how much is recorded, which a thief of the file learns
 * anyway, and nobody can choose the content and watch the length change by change.
 */
export function sealJson(key: Uint8Array, context: string, value: unknown): Uint8Array {
  const text = Buffer.from(canonicalJson(value), 'utf8');
  const content = text.length < compressedFrom ? text : compressed(text);
  const padded = Buffer.alloc(Math.ceil((content.length + 1) / paddingStep) * paddingStep, ' ');
  padded.set(content);
  return seal(key, context, padded);
}

/** Opens a sealed JSON value. Throws `inventory-damaged`. */
export function unsealJson(key: Uint8Array, context: string, sealed: Uint8Array): unknown {
  const content = unseal(key, context, sealed);
  if (content === null) throw damaged('a sealed value does not authenticate');
  return JSON.parse(textOf(content));
}

function compressed(text: Buffer): Buffer {
  const deflated = deflateRawSync(text, { level: 1 });
  const head = Buffer.alloc(headLength, compressedMark);
  head.writeUInt32BE(deflated.length, 1);
  return Buffer.concat([head, deflated]);
}

function textOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes[0] !== compressedMark) return bytes.toString('utf8');
  const deflated = bytes.subarray(headLength, headLength + bytes.readUInt32BE(1));
  return inflateRawSync(deflated, { maxOutputLength: longestContent }).toString('utf8');
}

/** Derives a key for one purpose (RFC 5869) from the data key and the file's own id. */
export function deriveKey(dataKey: Uint8Array, fileId: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, Buffer.from(fileId, 'utf8'), `sparekey inventory ${purpose}`, 32));
}

/** Writes JSON with the names of every object in order, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

/** Hashes text or bytes with SHA-256; hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
