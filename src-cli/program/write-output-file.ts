import { resolve } from 'node:path';
import { writeReport } from '../../src-main/reports/write-report.ts';
import { valueOf } from './command-failure.ts';

/**
 * Writes a file that only its owner may read, whole or not at all: it names accounts. What is there stays, unless it is a report that
 * `replace` is about. Returns its whole path. Throws CommandFailed `file-not-written` and `disk-full`.
 */
export async function writeOutputFile(
  file: string,
  content: string | Uint8Array,
  { replace } = { replace: false },
): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return valueOf(await writeReport(resolve(file), bytes, { replace: replace ? 'report' : 'none' })).file;
}
