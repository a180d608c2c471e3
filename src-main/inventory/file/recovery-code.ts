import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so a printed code is read and typed without doubt. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomSymbols = 26;
const checkSymbols = 2;
const groupLength = 4;

/** Creates a recovery code of 130 random bits and 10 check bits, as printed: seven groups of four symbols. */
export function makeRecoveryCode(): string {
  // 256 is a multiple of 32: taking five bits of a random byte favours no symbol.
  const symbols = [...randomBytes(randomSymbols)].map((byte) => alphabet.charAt(byte & 31)).join('');
  const code = symbols + checkOf(symbols);
  return code.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? code;
}

/**
 * Reads what a person typed as a recovery code: any case, spaces and dashes anywhere, O for 0, I and L for 1. Returns its 26 symbols as
 * bytes, which the caller wipes; null where it is not one or has a typing error (one in 1,024 goes unnoticed and then opens nothing).
 */
export function parseRecoveryCode(typed: Uint8Array): Uint8Array | null {
  const symbols = new Uint8Array(randomSymbols + checkSymbols);
  let length = 0;
  for (const byte of typed) {
    if (byte === 0x20 || byte === 0x2d || byte === 0x0d || byte === 0x0a) continue;
    const symbol = readSymbol(byte);
    if (symbol === null || length === symbols.length) {
      symbols.fill(0);
      return null;
    }
    symbols[length++] = symbol;
  }
  const code = symbols.slice(0, randomSymbols);
  const check = Buffer.from(symbols.subarray(randomSymbols)).toString('latin1');
  symbols.fill(0);
  if (length === randomSymbols + checkSymbols && check === checkOf(code)) return code;
  code.fill(0);
  return null;
}

function readSymbol(byte: number): number | null {
  const upper = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
  const letter = String.fromCharCode(upper).replace('O', '0').replace(/[IL]/, '1');
  return alphabet.includes(letter) ? letter.charCodeAt(0) : null;
}

function checkOf(symbols: string | Uint8Array): string {
  const digest = createHash('sha256').update('sparekey recovery code').update(symbols).digest();
  return alphabet.charAt((digest[0] ?? 0) & 31) + alphabet.charAt((digest[1] ?? 0) & 31);
}
