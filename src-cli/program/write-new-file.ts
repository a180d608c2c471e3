import { resolve } from 'node:path';
import { writeReport } from '../../src-main/reports/write-report.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed, UsageError } from './command-failure.ts';

/**
 * Writes a new file that only its owner may read, whole or not at all: an export names accounts. Throws UsageError, also for a file that
 * exists, and CommandFailed `disk-full`.
 */
export async function writeNewFile({ t }: CommandContext, file: string, text: string): Promise<void> {
  const written = await writeReport(resolve(file), new TextEncoder().encode(text), { replace: false });
  if (written.ok) return;
  const { failure } = written;
  if (failure.kind !== 'file-not-written') throw new CommandFailed(failure);
  throw new UsageError(t('cli.usage.cannot-write', { file, reason: failure.detail }));
}
