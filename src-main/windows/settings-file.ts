import { settingsSchema } from '../../src-shared/domain/settings-schema.ts';
import { defaultSettings, type Settings } from '../../src-shared/domain/settings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Reads the settings. One that a file of an earlier version does not have is the usual one. */
export function readSettings(file: string): Settings {
  return readJsonFile(file, defaultSettings, (found) =>
    settingsSchema.parse(isRecord(found) ? withUsual(found) : found),
  );
}

/** Writes the settings; throws the platform's error. */
export function writeSettings(file: string, settings: Settings): void {
  writeJsonFile(file, settings);
}

function withUsual(found: object): object {
  return { ...defaultSettings, ...found };
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
