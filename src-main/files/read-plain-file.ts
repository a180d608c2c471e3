import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

/**
 * Reads a file of the person's. Fails with `input-invalid`, at once and before anything is read: `no-such-file`, `not-a-file` (a folder, a
 * pipe, a device: they may never end, or never begin), `too-large`, `file-not-readable`.
 */
export async function readPlainFile(file: string, maxBytes: number): Promise<Outcome<Buffer, 'input-invalid'>> {
  try {
    // Looked at before it is opened: some devices do something when they are.
    if (!(await stat(file)).isFile()) return refused('not-a-file');
    // What took its place since then keeps nobody waiting. (Windows has no such flag, and no such files.)
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return refused('not-a-file');
      if (found.size > maxBytes) return refused('too-large');
      const bytes = await handle.readFile();
      // Files of the kernel have no size.
      return bytes.length > maxBytes ? refused('too-large') : success(bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refused(isMissing(error) ? 'no-such-file' : 'file-not-readable');
  }
}

/** Returns when a file was last written (ISO 8601); null where that cannot be told. */
export async function modifiedAtOf(file: string): Promise<string | null> {
  return stat(file).then(
    ({ mtime }) => mtime.toISOString(),
    () => null,
  );
}

function refused(detail: string): Outcome<never, 'input-invalid'> {
  return failed({ kind: 'input-invalid', detail });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
