import fs from 'node:fs';
import path from 'node:path';
import { stampOf } from './backups.ts';
import { kindOfPath, linkOrMove, syncDirectory } from './safe-file.ts';
import { InventoryError } from './storage-failure.ts';

/** Creates a second, dated name of the present file and returns it; null where there is no file. The file is not opened. */
export function keepAside(file: string, now: string): string | null {
  const kind = kindOfPath(file);
  if (kind === 'nothing') return null;
  if (kind !== 'file') throw new InventoryError({ kind: 'inventory-unreadable', detail: `is-${kind}` });
  const kept = freeName(`${file}-kept-${stampOf(now)}`);
  linkOrMove(file, kept);
  // With a journal that nobody could roll back, the file is whole only together with it.
  const journal = fs.statSync(`${file}-journal`, { throwIfNoEntry: false });
  if (journal !== undefined && journal.size > 0) linkOrMove(`${file}-journal`, `${kept}-journal`);
  syncDirectory(path.dirname(file));
  return kept;
}

/** Replaces the present file by a finished one. A journal of the present one must not be rolled back into it. */
export function putInPlace(finished: string, file: string): void {
  fs.rmSync(`${file}-journal`, { force: true });
  syncDirectory(path.dirname(file));
  fs.renameSync(finished, file);
  syncDirectory(path.dirname(file));
}

/** Removes the present file and its journal. */
export function removeFile(file: string): void {
  fs.rmSync(`${file}-journal`, { force: true });
  fs.rmSync(file, { force: true });
  if (fs.existsSync(path.dirname(file))) syncDirectory(path.dirname(file));
}

function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!fs.existsSync(name)) return name;
  }
}
