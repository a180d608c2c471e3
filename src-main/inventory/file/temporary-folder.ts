import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  readonly file: string;
  remove(): void;
}

const folders = new Set<string>();
let isWatchingExit = false;

/** Creates a private folder for an inventory that is not kept; it is deleted by `remove` or at the end of the process. */
export function makeTemporaryFolder(): TemporaryFolder {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-'));
  folders.add(folder);
  if (!isWatchingExit) process.once('exit', () => [...folders].forEach(removeFolder));
  isWatchingExit = true;
  return { file: path.join(folder, 'inventory.sparekey'), remove: () => removeFolder(folder) };
}

function removeFolder(folder: string): void {
  folders.delete(folder);
  fs.rmSync(folder, { force: true, recursive: true });
}
