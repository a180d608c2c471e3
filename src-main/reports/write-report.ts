import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { isReportFile } from './is-report-file.ts';

/**
 * Writes a file in one step, readable by this user only: under its name there is nothing, the old content or the whole new one. A file that
 * is there stays without `replace`, and the failure is `file-not-written` (`EEXIST`); with it, too, unless it is a report (`ENOTREPORT`).
 */
export async function writeReport(
  file: string,
  bytes: Uint8Array,
  { replace }: { readonly replace: boolean },
): Promise<Outcome<{ file: string }>> {
  try {
    // Before anything is written, so that a file that stays costs no room.
    if (await exists(file)) {
      if (!replace) return failed({ kind: 'file-not-written', detail: 'EEXIST' });
      if (!(await isReportFile(file))) return failed({ kind: 'file-not-written', detail: 'ENOTREPORT' });
    }
    await writeBeside(file, bytes, (temporary) => (replace ? rename(temporary, file) : nameOnce(temporary, file)));
    return success({ file });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') return failed({ kind: 'disk-full' });
    return failed({ kind: 'file-not-written', detail: code });
  }
}

/**
 * Writes a file beside another, readable by this user only and whole on the disk, and has `name` give it its name. Whatever happens, nothing
 * half-written stays. Throws what the file system throws.
 */
export async function writeBeside(
  file: string,
  bytes: Uint8Array,
  name: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.part-${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await name(temporary);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Returns the code of the file system's error; `unknown` of any other. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

// A second name is given only where there is none; memory sticks have no second names, and there the check has to do.
async function nameOnce(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    if (await exists(file)) throw error;
    await rename(temporary, file);
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
