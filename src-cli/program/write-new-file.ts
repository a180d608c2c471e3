import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { CommandContext } from './command-context.ts';
import { UsageError } from './command-failure.ts';

/** Writes a new file that only its owner may read: an export names accounts. Throws UsageError, also for a file that exists. */
export async function writeNewFile({ t }: CommandContext, file: string, text: string): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const handle = await open(file, flags, 0o600).catch((error: unknown) => {
    throw new UsageError(t('cli.usage.cannot-write', { file, reason: codeOf(error) }));
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error';
}
