import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { isReportFile } from './is-report-file.ts';

/** Files of that name whose place a new one takes: none, a report of this program, or one that a person agreed to replace. */
type Replaceable = 'none' | 'report' | 'agreed';

/**
 * Writes a file in one step, readable by this user only: under its name there is nothing, the old content or the whole new one. What is there
 * and may not be replaced stays, and the failure is `file-not-written`: `EEXIST`; with `report` `ENOTREPORT`; with `agreed` `ENOTPLAIN` (a link,
 * a folder) and `EDATABASE` (an inventory, its backups).
 */
export async function writeReport(
  file: string,
  bytes: Uint8Array,
  { replace }: { readonly replace: Replaceable },
): Promise<Outcome<{ file: string }>> {
  try {
    // Before anything is written, so that a file that stays costs no room.
    const obstacle = (await exists(file)) ? await obstacleTo(replace, file) : null;
    if (obstacle !== null) return failed({ kind: 'file-not-written', detail: obstacle });
    await writeBeside(file, bytes, (temporary) =>
      replace === 'none' ? nameOnce(temporary, file) : rename(temporary, file),
    );
    return success({ file });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') return failed({ kind: 'disk-full' });
    return failed({ kind: 'file-not-written', detail: code });
  }
}

/** Returns why what has that name is not replaced; null where it may be. */
async function obstacleTo(replace: Replaceable, file: string): Promise<string | null> {
  if (replace === 'none') return 'EEXIST';
  if (replace === 'report') return (await isReportFile(file)) ? null : 'ENOTREPORT';
  if (!(await lstat(file)).isFile()) return 'ENOTPLAIN';
  return (await beginsAs(file, databaseHead)) ? 'EDATABASE' : null;
}

const databaseHead = Buffer.from('SQLite format 3\0', 'latin1');

async function beginsAs(file: string, head: Buffer): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(head.length), 0, head.length, 0);
    return buffer.subarray(0, bytesRead).equals(head);
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file beside another, readable by this user only and whole on the disk, and has `name` give it its name. Whatever happens, nothing
 * half-written stays. Throws what the file system throws.
 */
async function writeBeside(file: string, bytes: Uint8Array, name: (temporary: string) => Promise<void>): Promise<void> {
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
function errorCode(error: unknown): string {
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
