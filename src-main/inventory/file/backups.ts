import fs from 'node:fs';
import path from 'node:path';
import {
  createPrivateFile,
  removeAbandoned,
  syncFile,
  ensurePrivateDirectory,
  syncDirectory,
  temporaryBeside,
} from './safe-file.ts';
import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';

export const keptBackups = 10;
const namePattern = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.(\d{3})Z(?:-\d+)?\.sparekey$/;

/** Returns the folder of an inventory's backups. */
export function backupFolder(file: string): string {
  return `${file}-backups`;
}

/** Formats a moment as part of a file name that every system takes. */
export function stampOf(iso: string): string {
  return iso.replaceAll(':', '-');
}

/**
 * Writes a backup into the backup folder of an inventory with `copyTo`, and keeps the newest ten. Until the copy is whole and on the disk no
 * file has its final name. Returns its path.
 */
export async function writeBackup(
  file: string,
  now: string,
  copyTo: (target: string) => Promise<void>,
): Promise<string> {
  const folder = backupFolder(file);
  ensurePrivateDirectory(folder);
  const target = freeName(folder, stampOf(now));
  const temporary = temporaryBeside(target);
  try {
    // Private from its first byte on, whatever the umask.
    createPrivateFile(temporary);
    await copyTo(temporary);
    syncFile(temporary);
    fs.renameSync(temporary, target);
    syncDirectory(folder);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
  prune(folder, path.basename(target));
  return target;
}

/** Lists the backups of an inventory, newest first. */
export function listBackups(file: string): InventoryStatus['backups'] {
  const folder = backupFolder(file);
  return backupNames(folder).flatMap((name) => {
    const parts = namePattern.exec(name);
    const stat = fs.statSync(path.join(folder, name), { throwIfNoEntry: false });
    if (parts === null || stat === undefined) return [];
    const at = `${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}.${parts[5]}Z`;
    return [{ file: path.join(folder, name), at, bytes: stat.size }];
  });
}

function backupNames(folder: string): string[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.filter((name) => namePattern.test(name)).sort((left, right) => (left < right ? 1 : -1));
}

function freeName(folder: string, stamp: string): string {
  for (let number = 1; ; number++) {
    const target = path.join(folder, `${stamp}${number === 1 ? '' : `-${number}`}.sparekey`);
    if (!fs.existsSync(target)) return target;
  }
}

/** Removes the oldest beyond the limit, never the one just written: a clock set back must not cost it. */
function prune(folder: string, justWritten: string): void {
  const others = backupNames(folder).filter((name) => name !== justWritten);
  for (const name of others.slice(keptBackups - 1)) fs.rmSync(path.join(folder, name), { force: true });
  removeAbandoned(folder);
}
