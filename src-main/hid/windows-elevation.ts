import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Checks whether this program runs with an administrator's rights on Windows, which shows FIDO keys to no other program. */
export async function isElevated(
  windowsFolder: string = process.env['SystemRoot'] ?? String.raw`C:\Windows`,
): Promise<boolean> {
  try {
    // Only administrators may list it; rights to a file cannot be asked for without opening it there.
    await readdir(join(windowsFolder, 'System32', 'config'));
    return true;
  } catch {
    return false;
  }
}
