import type { ImportEncoding, ImportProblem } from '../../src-shared/domain/imports.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { fileProblem } from './file-problem.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ImportEncoding;
}

/** Larger files are refused before they are read. */
export const maxImportBytes = 10 * 1024 * 1024;

/**
 * Reads the bytes of a text file: by its byte order mark, else as UTF-8 if it is that, else as Shift_JIS, in which Japanese spreadsheet
 * programs write. `encoding` says it for sure where the person has chosen one.
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: ImportEncoding | null = null,
): Result<DecodedText, readonly ImportProblem[]> {
  if (bytes.length > maxImportBytes) return failed([fileProblem('too-large')]);
  // A workbook (ZIP, or the older OLE format) under a name that ends in .csv.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return failed([fileProblem('spreadsheet')]);
  }
  const candidates = encoding === null ? guesses(bytes) : [encoding];
  for (const candidate of candidates) {
    const text = decoded(bytes, candidate);
    if (text !== null) return success({ text, encoding: candidate });
  }
  return failed([fileProblem('encoding')]);
}

function guesses(bytes: Uint8Array): readonly ImportEncoding[] {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return ['utf-8'];
  if (startsWith(bytes, [0xff, 0xfe])) return ['utf-16le'];
  if (startsWith(bytes, [0xfe, 0xff])) return ['utf-16be'];
  return ['utf-8', 'shift_jis'];
}

function decoded(bytes: Uint8Array, encoding: ImportEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
