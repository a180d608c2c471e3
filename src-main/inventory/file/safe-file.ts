import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { errorCode } from './storage-failure.ts';

const isWindows = process.platform === 'win32';

/** Creates a directory and its missing parents, readable by this user only whatever the umask; leaves existing ones. */
export function ensurePrivateDirectory(directory: string): void {
  const first = fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (first === undefined || isWindows) return;
  for (let current = directory; current.length >= first.length; current = path.dirname(current)) {
    fs.chmodSync(current, 0o700);
  }
}

/** Creates an empty file that only this user can read, whatever the umask; leaves an existing one but for its mode. */
export function ensurePrivateFile(file: string): void {
  const handle = fs.openSync(file, 'a', 0o600);
  try {
    if (!isWindows && (fs.fstatSync(handle).mode & 0o077) !== 0) fs.fchmodSync(handle, 0o600);
  } finally {
    fs.closeSync(handle);
  }
}

/** Makes the names in a directory durable. Windows has no such call and needs none. */
export function syncDirectory(directory: string): void {
  if (isWindows) return;
  const handle = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Names a file beside `file` that nobody else uses; all such names are swept by `removeTemporaries`. */
export function temporaryBeside(file: string): string {
  return `${file}.new-${randomBytes(6).toString('hex')}`;
}

/** Writes all bytes and makes them durable under `file`: after a crash there is the old content or the new, whole. */
export function writeDurably(file: string, content: Uint8Array): void {
  const temporary = temporaryBeside(file);
  try {
    writeSynced(temporary, content);
    fs.renameSync(temporary, file);
    syncDirectory(path.dirname(file));
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** Writes a new private file and syncs it; it must not exist. */
export function writeSynced(file: string, content: Uint8Array): void {
  const handle = fs.openSync(file, 'wx', 0o600);
  try {
    if (!isWindows) fs.fchmodSync(handle, 0o600);
    for (let offset = 0; offset < content.length;) offset += fs.writeSync(handle, content, offset);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Syncs a file that something else wrote. */
export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Gives a file a second name; copies it where the file system has no hard links. */
export function linkOrCopy(file: string, second: string): void {
  try {
    fs.linkSync(file, second);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOENT' || code === 'ENOSPC') throw error;
    writeSynced(second, fs.readFileSync(file));
  }
}

/** Says what stands at a path, without following a link: a file, nothing, or something Sparekey will not open. */
export function kindOfPath(file: string): 'file' | 'nothing' | 'directory' | 'symlink' | 'special' {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 'nothing';
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'directory';
  return stat.isSymbolicLink() ? 'symlink' : 'special';
}

/** Lists the paths in the directory of `file` whose names begin with its name and `infix`. */
export function siblings(file: string, infix: string): string[] {
  const directory = path.dirname(file);
  const prefix = path.basename(file) + infix;
  try {
    return fs
      .readdirSync(directory)
      .filter((name) => name.startsWith(prefix))
      .map((name) => path.join(directory, name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Removes files and folders, whichever of them are there. */
export function removeAll(paths: readonly string[]): void {
  for (const each of paths) fs.rmSync(each, { force: true, recursive: true });
}
