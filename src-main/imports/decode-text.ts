import type { ImportEncoding, ImportProblem } from '../../src-shared/domain/imports.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { decodeBytes } from '../encodings/decode-bytes.ts';
import { findEncodings } from '../encodings/find-encodings.ts';
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
 * Reads the bytes of a text file by what they look like. `encoding` says it for sure where the person has chosen one.
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: ImportEncoding | null = null,
): Result<DecodedText, readonly ImportProblem[]> {
  if (bytes.length > maxImportBytes) return failed([fileProblem('too-large')]);
  const { candidates, looksLike } =
    encoding === null ? findEncodings(bytes) : { candidates: [encoding], looksLike: null };
  const [first] = candidates;
  const text = first === undefined ? null : decodeBytes(bytes, first);
  if (first === undefined || text === null) return failed([fileProblem('encoding', null, null, looksLike ?? '')]);
  return success({ text, encoding: first, candidates });
}
