import { randomBytes, scrypt } from 'node:crypto';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import { copySecret } from '../../../src-shared/lib/secret-bytes.ts';
import { type FileHeader, sealContext } from './file-header.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import { deriveKey, seal, unseal } from './sealing.ts';
import { damaged, invalid } from './storage-failure.ts';

/** OWASP's figures for scrypt (N = 2^17, r = 8, p = 1): 128 MiB and about 0.4 s for each guess. */
const scryptCost = { logN: 17, r: 8, p: 1 } as const;
/** Limits of the work that a file may demand of this computer: not so little that guessing is cheap, not all its memory. */
const scryptBounds = { leastLogN: 15, mostLogN: 20, r: 8, mostP: 4 } as const;
const saltLength = 16;
/** Bytes of an HMAC-SHA-256 block: a shorter key stands in one as it is. */
const hmacBlock = 64;
const keyLength = 32;
const mostKeychains = 8;
const shortestPassphrase = 8;
const longestPassphrase = 1_024;

/** Checks whether nothing but the file's permissions protects the data key. */
export function isUnprotected(header: FileHeader): boolean {
  return header.plainKey !== null;
}

/** Creates the header of a new file whose data key is not protected yet. */
export function newHeader(dataKey: Uint8Array, demo: boolean): FileHeader {
  return {
    format: 'sparekey-inventory',
    fileId: randomBytes(16).toString('hex'),
    demo,
    plainKey: toHex(dataKey),
    keychain: [],
    passphrase: null,
    recoveryCode: null,
  };
}

/** Opens the data key without asking anybody: as it stands, or through the keychain. Null where neither works. */
export async function openWithoutSecret(header: FileHeader, keychain: Keychain): Promise<Uint8Array | null> {
  if (header.plainKey !== null) return fromHex(header.plainKey);
  for (const wrap of header.keychain) {
    let secret: Uint8Array | null = null;
    try {
      secret = await keychain.read(wrap.entry);
      const dataKey = secret?.length === keyLength ? unwrap(header, 'keychain', secret, wrap.sealed) : null;
      if (dataKey !== null) return dataKey;
    } catch {
      return null; // absent, locked or denied: the same for every entry
    } finally {
      secret?.fill(0);
    }
  }
  return null;
}

/** Opens the data key with a passphrase or a recovery code (UTF-8), which stays the caller's to wipe. Null where it is neither. */
export async function openWithSecret(header: FileHeader, secret: Uint8Array): Promise<Uint8Array | null> {
  const { recoveryCode, passphrase } = header;
  const code = recoveryCode === null ? null : parseRecoveryCode(secret);
  if (recoveryCode !== null && code !== null) {
    const wrappingKey = deriveFromCode(code, recoveryCode.salt);
    code.fill(0);
    const dataKey = unwrap(header, 'recovery-code', wrappingKey, recoveryCode.sealed);
    wrappingKey.fill(0);
    if (dataKey !== null) return dataKey;
  }
  if (passphrase === null) return null;
  const wrappingKey = await deriveFromPassphrase(secret, passphrase);
  const dataKey = unwrap(header, 'passphrase', wrappingKey, passphrase.sealed);
  wrappingKey.fill(0);
  return dataKey;
}

/** Adds a wrap by the keychain, where it answers; null where it does not. */
export async function addKeychain(
  header: FileHeader,
  dataKey: Uint8Array,
  keychain: Keychain,
): Promise<FileHeader | null> {
  const entry = randomBytes(16).toString('hex');
  const secret = new Uint8Array(randomBytes(keyLength));
  try {
    await keychain.write(entry, secret);
    // A keychain that does not give back what it took must not become the only way to the data.
    const kept = await keychain.read(entry);
    if (kept === null || !Buffer.from(kept).equals(secret)) return null;
    const wrap = { entry, sealed: wrapped(header, 'keychain', secret, dataKey) };
    return { ...header, plainKey: null, keychain: [...header.keychain, wrap].slice(-mostKeychains) };
  } catch {
    return null;
  } finally {
    secret.fill(0);
  }
}

/** Sets or changes the passphrase wrap. Throws `input-invalid` on one that is too short or too long. */
export async function addPassphrase(
  header: FileHeader,
  dataKey: Uint8Array,
  passphrase: Uint8Array,
  logN: number = scryptCost.logN,
): Promise<FileHeader> {
  // UTF-8: every byte but the continuation bytes 10xxxxxx begins a code point.
  const codePoints = passphrase.reduce((count, byte) => count + ((byte & 0xc0) === 0x80 ? 0 : 1), 0);
  if (codePoints < shortestPassphrase) throw invalid('passphrase-too-short');
  if (passphrase.length > longestPassphrase) throw invalid('passphrase-too-long');
  const cost = { ...scryptCost, logN, salt: toHex(randomBytes(saltLength)) };
  const wrappingKey = await deriveFromPassphrase(passphrase, cost);
  const sealed = wrapped(header, 'passphrase', wrappingKey, dataKey);
  wrappingKey.fill(0);
  return { ...header, plainKey: null, passphrase: { ...cost, sealed } };
}

/** Creates a recovery code and the wrap by it; an earlier code no longer opens the file. */
export function addRecoveryCode(header: FileHeader, dataKey: Uint8Array): { header: FileHeader; code: string } {
  const code = makeRecoveryCode();
  const symbols = parseRecoveryCode(Buffer.from(code, 'latin1'));
  if (symbols === null) throw new Error('a recovery code that does not read back');
  const salt = toHex(randomBytes(saltLength));
  const wrappingKey = deriveFromCode(symbols, salt);
  symbols.fill(0);
  const sealed = wrapped(header, 'recovery-code', wrappingKey, dataKey);
  wrappingKey.fill(0);
  return { code, header: { ...header, recoveryCode: { salt, sealed } } };
}

/**
 * Removes wraps that protect nothing: a recovery code is a second way beside keychain or passphrase; with neither the data key is stored as
 * it is.
 */
export function withoutLostProtection(header: FileHeader, dataKey: Uint8Array): FileHeader {
  if (header.keychain.length > 0 || header.passphrase !== null) return { ...header, plainKey: null };
  return { ...header, recoveryCode: null, plainKey: toHex(dataKey) };
}

function deriveFromCode(symbols: Uint8Array, salt: string): Uint8Array {
  // 130 random bits need no slow derivation: nobody tries 2^129 codes.
  return deriveKey(symbols, salt, 'recovery code');
}

type Wrap = 'keychain' | 'passphrase' | 'recovery-code';

function wrapped(header: FileHeader, wrap: Wrap, wrappingKey: Uint8Array, dataKey: Uint8Array): string {
  return toHex(seal(wrappingKey, sealContext(header.fileId, 'data-key', wrap), dataKey));
}

function unwrap(header: FileHeader, wrap: Wrap, wrappingKey: Uint8Array, sealed: string): Uint8Array | null {
  const dataKey = unseal(wrappingKey, sealContext(header.fileId, 'data-key', wrap), fromHex(sealed));
  return dataKey?.length === keyLength ? dataKey : null;
}

interface ScryptCost {
  readonly salt: string;
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * Normalises a passphrase (NFC), so that it opens the file whichever keyboard it is typed on. ASCII, the usual case, never becomes a
 * string; bytes that are no UTF-8 stay as they are. The caller wipes the result.
 */
function inOneForm(passphrase: Uint8Array): Uint8Array {
  if (passphrase.every((byte) => byte < 0x80)) return copySecret(passphrase);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(passphrase);
    return new TextEncoder().encode(text.normalize('NFC'));
  } catch {
    return copySecret(passphrase);
  }
}

async function deriveFromPassphrase(typed: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  requireBounds(cost);
  const passphrase = inOneForm(typed);
  try {
    return await scryptOf(passphrase, cost);
  } finally {
    passphrase.fill(0);
    await overwriteStacks(cost);
  }
}

/**
 * Derives from zeros on every thread that derives: the HMAC of OpenSSL and BoringSSL leaves its key, which is the passphrase, on the stack of
 * its thread, and what runs there next takes its place. libuv has four threads, and on a busy computer one may sleep through a round: the
 * copy was still there after 6 of 150 single rounds of eight, and after none of 200 times six rounds of four.
 */
async function overwriteStacks(cost: ScryptCost): Promise<void> {
  const zeros = new Uint8Array(hmacBlock);
  const options = { N: 2 ** 10, r: cost.r, p: 1 };
  const derive = () =>
    new Promise<void>((resolve) => scrypt(zeros, fromHex(cost.salt), keyLength, options, () => resolve()));
  for (let round = 0; round < 6; round += 1) await Promise.all(Array.from({ length: 4 }, derive));
}

/** Throws InventoryError for a cost that would cost nothing, or everything. */
function requireBounds({ logN, r, p }: ScryptCost): void {
  const { leastLogN, mostLogN, mostP } = scryptBounds;
  if (logN < leastLogN || logN > mostLogN || r !== scryptBounds.r || p < 1 || p > mostP) {
    throw damaged('scrypt cost out of bounds');
  }
}

function scryptOf(passphrase: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  const options = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: 2 ** cost.logN * 128 * cost.r * 2 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, fromHex(cost.salt), keyLength, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
