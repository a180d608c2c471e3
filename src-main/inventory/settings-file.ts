import fs from 'node:fs';
import path from 'node:path';
import { defaultSettings, type Settings, settingsSchema } from '../../src-shared/domain/settings.ts';
import { stampOf } from './backups.ts';
import { ensurePrivateDirectory, writeDurably } from './safe-file.ts';

const largestFile = 64 * 1024;

export interface SettingsFile {
  readonly settings: Settings;
  /** Where a file that was no settings was put, if there was one; it may be shown once. */
  readonly keptAside: string | null;
  /** Writes all settings. Throws the system's error: settings that cannot be kept still hold for this session. */
  save(settings: Settings): void;
}

/**
 * Reads the settings file. Whatever stands there, settings come out: what is not valid is replaced by its default member by
 * member, and a file that had to be changed or is none at all is renamed, never deleted (reliability I-20).
 */
export function openSettings(file: string, now: () => string = () => new Date().toISOString()): SettingsFile {
  const { settings, isWhole } = readSettings(file);
  return {
    settings,
    keptAside: isWhole ? null : setAside(file, now()),
    save: (next) => {
      ensurePrivateDirectory(path.dirname(file));
      writeDurably(file, Buffer.from(`${JSON.stringify(settingsSchema.parse(next), null, 2)}\n`, 'utf8'));
    },
  };
}

function readSettings(file: string): { settings: Settings; isWhole: boolean } {
  try {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    // A folder or a pipe is nobody's settings, and not ours to rename.
    if (stat?.isFile() !== true) return { settings: defaultSettings, isWhole: true };
    if (stat.size > largestFile) return { settings: defaultSettings, isWhole: false };
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    const whole = settingsSchema.safeParse(content);
    return whole.success
      ? { settings: whole.data, isWhole: true }
      : { settings: validMembers(content), isWhole: isFromNewerVersion(content) };
  } catch {
    return { settings: defaultSettings, isWhole: false };
  }
}

/** Forgets nothing valid: each member that can be read is kept, whatever stands beside it. */
function validMembers(content: unknown): Settings {
  const members = typeof content === 'object' && content !== null ? content : {};
  const { language, theme } = settingsSchema.shape;
  return {
    language: language.catch(defaultSettings.language).parse('language' in members ? members.language : undefined),
    theme: theme.catch(defaultSettings.theme).parse('theme' in members ? members.theme : undefined),
  };
}

/** All our members are valid and there are others: a newer Sparekey wrote them, and the file is not bad. */
function isFromNewerVersion(content: unknown): boolean {
  return settingsSchema.strip().safeParse(content).success;
}

function setAside(file: string, now: string): string | null {
  const aside = `${file}.bad-${stampOf(now)}`;
  try {
    fs.renameSync(file, aside);
    return aside;
  } catch {
    return null;
  }
}
