import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { errorCode } from './storage-failure.ts';

export const isWindows = process.platform === 'win32';

/** Creates a directory and its missing parents durably, readable by this user only whatever the umask; leaves existing ones. */
export function ensurePrivateDirectory(directory: string): void {
  const first = fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (first === undefined || isWindows) return;
  for (let current = directory; current.length >= first.length; current = path.dirname(current)) {
    fs.chmodSync(current, 0o700);
    syncDirectory(path.dirname(current));
  }
}

/** Removes the rights of others to an existing file, where it is this user's to change; it is not opened. */
export function makePrivate(file: string): void {
  if (isWindows || (fs.statSync(file).mode & 0o077) === 0) return;
  try {
    fs.chmodSync(file, 0o600);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'EPERM' && code !== 'EROFS') throw error;
  }
}

/** Flushes the names in a directory to the disk. Windows has no such call and needs none. */
export function syncDirectory(directory: string): void {
  if (isWindows) return;
  const handle = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Returns a name beside `file` that nobody else uses. */
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
function writeSynced(file: string, content: Uint8Array): void {
  const handle = fs.openSync(file, 'wx', 0o600);
  try {
    if (!isWindows) fs.fchmodSync(handle, 0o600);
    for (let offset = 0; offset < content.length;) offset += fs.writeSync(handle, content, offset);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Creates an empty file that only this user can read, whatever the umask; it must not exist. */
export function createPrivateFile(file: string): void {
  writeSynced(file, new Uint8Array());
}

/** Copies a file, to which no connection may be open, to a new private one. */
export function copyPrivately(file: string, copy: string): void {
  fs.copyFileSync(file, copy, fs.constants.COPYFILE_EXCL);
  if (!isWindows) fs.chmodSync(copy, 0o600);
  syncFile(copy);
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

/** Creates a second name of a file without opening it; moves it there where the file system has no hard links. */
export function linkOrMove(file: string, second: string): void {
  try {
    fs.linkSync(file, second);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOENT' || code === 'ENOSPC') throw error;
    fs.renameSync(file, second);
  }
}

/** Sets the name of a new file durably, unless there is one of that name already. Returns whether it did. */
export function takeName(file: string, name: string): boolean {
  try {
    fs.linkSync(file, name);
    fs.rmSync(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC') throw error;
    // No hard links here: between these two lines nothing but another first start could come.
    if (fs.existsSync(name)) return false;
    fs.renameSync(file, name);
  }
  syncDirectory(path.dirname(name));
  return true;
}

/** Checks whether this process may change a file and make others beside it. */
export function isWritable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    fs.accessSync(path.dirname(file), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Returns which file stands at a path, equal for the same file only; null where there is none. */
export function fileAt(file: string): string | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}`;
}

/** Returns what stands at a path, without following a link: a file, nothing, or something Sparekey will not open. */
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

/** Milliseconds after which a temporary file is of a process that died. */
const abandonedAfter = 600_000;
const temporaryName = /\.new-[0-9a-f]{12}(-journal)?$/;

/** Removes the temporary files in a folder that processes left which died. */
export function removeAbandoned(folder: string): void {
  for (const name of fs.readdirSync(folder).filter((each) => temporaryName.test(each))) {
    const stat = fs.statSync(path.join(folder, name), { throwIfNoEntry: false });
    const isOld = stat !== undefined && Date.now() - stat.mtimeMs > abandonedAfter;
    if (isOld) fs.rmSync(path.join(folder, name), { force: true });
  }
}
