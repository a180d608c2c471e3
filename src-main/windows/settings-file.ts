import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { settingsSchema } from '../../src-shared/domain/settings-schema.ts';
import { defaultSettings, type Settings } from '../../src-shared/domain/settings.ts';
import { writeDurably } from '../inventory/file/safe-file.ts';

const maxBytes = 64 * 1024;

/**
 * Reads the settings. A file that is not what we wrote (empty, cut, wrong types, huge) gives the defaults and is set aside
 * as `<file>.bad`, so that a damaged setting never keeps the window from opening.
 */
export function readSettings(file: string): Settings {
  if (!existsSync(file)) return defaultSettings;
  try {
    if (statSync(file).size > maxBytes) throw new RangeError('settings file too large');
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    setAside(file);
    return defaultSettings;
  }
}

/** Writes the settings durably and in one step: the old file or the new one, never half of it. Throws the platform's error. */
export function writeSettings(file: string, settings: Settings): void {
  writeDurably(file, new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
}

function setAside(file: string): void {
  try {
    renameSync(file, `${file}.bad`);
  } catch {
    // A file that can be neither read nor moved: the defaults hold, and the next write will say what is wrong.
  }
}
