import type { ImportEncoding } from '../../src-shared/domain/imports.ts';

/** Bytes by which the mark, or the shift to Japanese, tells the encoding. */
const marks: readonly (readonly [encoding: ImportEncoding, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const japaneseShifts = [
  [0x1b, 0x24, 0x42],
  [0x1b, 0x24, 0x40],
] as const;

/**
 * Returns the encoding that bytes name themselves: by a byte order mark, by the zero bytes that UTF-16 without one puts beside every ASCII
 * character, or by the escape sequences of ISO-2022-JP. Null where they name none.
 */
export function markedEncoding(bytes: Uint8Array): ImportEncoding | null {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return marked[0];
  const zeros = zerosOf(bytes);
  if (zeros.even > 0 !== zeros.odd > 0 && bytes.length % 2 === 0 && zeros.even + zeros.odd >= bytes.length / 8) {
    return zeros.odd > 0 ? 'utf-16le' : 'utf-16be';
  }
  return hasShift(bytes) ? 'iso-2022-jp' : null;
}

function zerosOf(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) zeros[at % 2 === 0 ? 'even' : 'odd']++;
  return zeros;
}

function hasShift(bytes: Uint8Array): boolean {
  // A text with bytes beyond ASCII is of another encoding, whatever it escapes.
  let at = bytes.indexOf(0x1b);
  for (; at !== -1; at = bytes.indexOf(0x1b, at + 1)) {
    if (japaneseShifts.some((shift) => shift.every((byte, index) => bytes[at + index] === byte))) {
      return bytes.every((byte) => byte < 0x80);
    }
  }
  return false;
}
