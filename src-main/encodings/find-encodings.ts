import chardet from 'chardet';
import type { ImportEncoding } from '../../src-shared/domain/imports.ts';
import { decodeBytes } from './decode-bytes.ts';
import { isEastAsian } from './east-asian-reading.ts';
import { markedEncoding } from './marked-encoding.ts';
import {
  isArabic,
  isCentralEuropean,
  isCyrillic,
  isGreek,
  isHebrew,
  isThai,
  isTurkish,
  isWestern,
  westernOrCentral,
} from './single-byte-reading.ts';

export interface FoundEncodings {
  /** Encodings that the bytes may be of, best first: where there are several, only the person can say which it is. */
  readonly candidates: readonly ImportEncoding[];
  /** Encoding that they look like where it is none of those that are read; null where nothing can be said. */
  readonly looksLike: string | null;
}

/** Encodings that tell nothing of themselves, likelier ones first, with a check whether a reading is what people write. */
const unmarked = {
  shift_jis: (text, bytes) => isEastAsian(text, bytes, 'shift_jis'),
  'euc-jp': (text, bytes) => isEastAsian(text, bytes, 'euc-jp'),
  'windows-1252': isWestern,
  'iso-8859-15': isWestern,
  'windows-1250': isCentralEuropean,
  'windows-1251': isCyrillic,
  'windows-1253': isGreek,
  'windows-1254': isTurkish,
  'windows-1255': isHebrew,
  'windows-1256': isArabic,
  'windows-874': isThai,
  'koi8-r': isCyrillic,
  'koi8-u': isCyrillic,
  'iso-8859-5': isCyrillic,
  ibm866: isCyrillic,
  gb18030: (text, bytes) => isEastAsian(text, bytes, 'gb18030'),
  big5: (text, bytes) => isEastAsian(text, bytes, 'big5'),
  'euc-kr': (text, bytes) => isEastAsian(text, bytes, 'euc-kr'),
} as const satisfies Partial<Record<ImportEncoding, (text: string, bytes: Uint8Array) => boolean>>;
type Unmarked = keyof typeof unmarked;
const names = Object.keys(unmarked) as Unmarked[];

/** Those that are taken without a question where nothing else is plausible. */
const taken: readonly Unmarked[] = ['shift_jis', 'euc-jp', 'windows-1252'];
/** Enough of a text to judge it by. */
const judgedBytes = 100_000;
/** Confidence from which on a name of the library is repeated to a person. */
const leastConfidence = 15;

/**
 * Finds the encodings that bytes may be of. One that is told by the bytes themselves, and UTF-8, are sure. Of the others Shift_JIS, EUC-JP and
 * Windows-1252 are taken where only one of all readings is plausible; any other one is for the person to confirm.
 */
export function findEncodings(bytes: Uint8Array): FoundEncodings {
  const marked = markedEncoding(bytes);
  if (marked !== null) return sure(marked);
  if (decodeBytes(bytes, 'utf-8') !== null) return sure('utf-8');
  const sample = telling(bytes);
  const plausible = plausibleReadings(bytes, sample);
  const [first, second] = plausible;
  if (first === undefined) return { candidates: [], looksLike: nameOf(sample) };
  if (second === undefined && taken.includes(first.encoding)) return sure(first.encoding);
  const central = plausible.find(({ encoding }) => encoding === 'windows-1250');
  if (plausible.length === 2 && first.encoding === 'windows-1252' && central !== undefined) {
    if (westernOrCentral(first.text, central.text) === 'windows-1252') return sure('windows-1252');
  }
  const found = plausible.map(({ encoding }) => encoding);
  // One that is not taken by itself is shown beside the one that would else be.
  return { candidates: second === undefined ? [...found, 'windows-1252'] : found, looksLike: null };
}

function sure(encoding: ImportEncoding): FoundEncodings {
  return { candidates: [encoding], looksLike: null };
}

/** Lists the plausible readings; one that reads the same as another before it is none of its own. */
function plausibleReadings(bytes: Uint8Array, sample: Uint8Array): readonly { encoding: Unmarked; text: string }[] {
  const found: { encoding: Unmarked; text: string }[] = [];
  for (const encoding of names) {
    const text = decodeBytes(sample, encoding);
    // Zero bytes are no text, C1 controls bytes that a code page does not have; private characters mean nothing to anybody else.
    if (text === null || /[\0\u0080-\u009F\uE000-\uF8FF]/u.test(text)) continue;
    if (found.some((other) => other.text === text) || !unmarked[encoding](text, sample)) continue;
    if (decodeBytes(bytes, encoding) !== null) found.push({ encoding, text });
  }
  return found;
}

/** Returns the lines with bytes beyond ASCII: the others say nothing. */
function telling(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < judgedBytes;) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

/** Checks for a name that the library has for an encoding that is read here: it was found implausible. */
function isRead(name: string): boolean {
  return /^(?:windows-125[0-6]|ISO-8859-(?:1|5|15|7|9)|KOI8-R|Shift_JIS|EUC-JP|EUC-KR|Big5|GB18030|UTF-.*)$/i.test(
    name,
  );
}

function nameOf(sample: Uint8Array): string | null {
  const best = chardet.analyse(sample.subarray(0, judgedBytes))[0];
  return best === undefined || best.confidence < leastConfidence || isRead(best.name) ? null : best.name;
}
