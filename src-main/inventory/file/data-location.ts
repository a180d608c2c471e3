import os from 'node:os';
import path from 'node:path';

export interface LocationInput {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface DataLocation {
  /** Folder of everything Sparekey keeps. */
  readonly folder: string;
  readonly inventory: string;
  readonly settings: string;
}

/**
 * Returns where Sparekey keeps its data, the same for window and command line: XDG Base Directory 0.8 on Linux, the roaming application
 * data folder on Windows, Application Support on macOS.
 */
export function dataLocation(input: LocationInput = thisComputer()): DataLocation {
  const folder = dataFolder(input);
  const paths = input.platform === 'win32' ? path.win32 : path.posix;
  return { folder, inventory: paths.join(folder, 'inventory.sparekey'), settings: paths.join(folder, 'settings.json') };
}

function dataFolder({ platform, home, environment }: LocationInput): string {
  if (platform === 'win32') {
    const roaming = absolute(environment['APPDATA'], path.win32) ?? path.win32.join(home, 'AppData', 'Roaming');
    return path.win32.join(roaming, 'Sparekey');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Sparekey');
  // XDG 0.8: a relative path is invalid and ignored.
  const data = absolute(environment['XDG_DATA_HOME'], path.posix) ?? path.posix.join(home, '.local', 'share');
  return path.posix.join(data, 'sparekey');
}

function absolute(folder: string | undefined, paths: path.PlatformPath): string | null {
  return folder !== undefined && paths.isAbsolute(folder) ? folder : null;
}

function thisComputer(): LocationInput {
  return { platform: process.platform, home: os.homedir(), environment: process.env };
}
