import type { ImportEncoding, ImportProblem } from '../../src-shared/domain/imports.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { decodeBytes } from './decode-bytes.ts';
import { encodingsThatFit } from './encoding-evidence.ts';
import { fileProblem } from './file-problem.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ImportEncoding;
  /** Encodings that the bytes may be of, best first. Where there are several, only the person can say which it is. */
  readonly candidates: readonly ImportEncoding[];
}

/** Larger files are refused before they are read. */
export const maxImportBytes = 10 * 1024 * 1024;

/**
 * Reads the bytes of a text file: by its byte order mark, else as UTF-8 if it is that, else by what the bytes look like. `encoding` says it
 * for sure where the person has chosen one.
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: ImportEncoding | null = null,
): Result<DecodedText, readonly ImportProblem[]> {
  if (bytes.length > maxImportBytes) return failed([fileProblem('too-large')]);
  const candidates = encoding === null ? guesses(bytes) : [encoding];
  const [first] = candidates;
  const text = first === undefined ? null : decodeBytes(bytes, first);
  if (first === undefined || text === null) return failed([fileProblem('encoding')]);
  return success({ text, encoding: first, candidates });
}

function guesses(bytes: Uint8Array): readonly ImportEncoding[] {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return [marked];
  if (decodeBytes(bytes, 'utf-8') !== null) return ['utf-8'];
  return encodingsThatFit(bytes);
}

/** Returns the encoding that a byte order mark names. */
function encodingOfMark(bytes: Uint8Array): ImportEncoding | null {
  const begins = (start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);
  if (begins([0xef, 0xbb, 0xbf])) return 'utf-8';
  if (begins([0xff, 0xfe])) return 'utf-16le';
  return begins([0xfe, 0xff]) ? 'utf-16be' : null;
}
