import fs from 'node:fs';
import { copyPrivately } from './safe-file.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** A private copy of an inventory that stands where nothing can be written. */
export interface CopiedFile {
  readonly path: string;
  /** Returns false once the original is no longer the file that was copied. */
  isCurrent(): boolean;
  remove(): void;
}

/**
 * Copies an inventory that cannot be changed, and the journal beside it, to a folder where a transaction that a dead process left can be rolled
 * back and an earlier version brought up to date. No connection to the original is open.
 */
export function copyToRecover(file: string): CopiedFile {
  const folder = makeTemporaryFolder();
  const stamp = stampOf(file);
  copyPrivately(file, folder.file);
  if (fs.existsSync(`${file}-journal`)) copyPrivately(`${file}-journal`, `${folder.file}-journal`);
  return { path: folder.file, isCurrent: () => stampOf(file) === stamp, remove: () => folder.remove() };
}

function stampOf(file: string): string {
  const stat = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '' : `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}
