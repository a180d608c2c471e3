import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataLocation } from '../../../src-main/inventory/data-location.ts';
import { openSettings } from '../../../src-main/inventory/settings-file.ts';
import { defaultSettings } from '../../../src-shared/domain/settings.ts';
import { temporaryFolder } from './inventory-fixture.ts';

const now = () => '2026-01-01T00:00:00.000Z';

function settingsFile(content?: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'settings.json');
  if (content !== undefined) fs.writeFileSync(file, content);
  return file;
}

describe('the settings file', () => {
  it('is not needed, is written whole, and is read back', () => {
    const file = path.join(temporaryFolder(), 'deep', 'settings.json');
    const first = openSettings(file, now);
    expect(first).toMatchObject({ settings: defaultSettings, keptAside: null });
    expect(fs.existsSync(path.dirname(file))).toBe(false);
    first.save({ language: 'ja', theme: 'dark' });
    expect((fs.statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect((fs.statSync(path.dirname(file)).mode & 0o777).toString(8)).toBe('700');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['settings.json']);
    expect(openSettings(file, now)).toMatchObject({ settings: { language: 'ja', theme: 'dark' }, keptAside: null });
  });

  it.each([
    ['empty', ''],
    ['{', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['wrong types', '{"language":5,"theme":{}}'],
    ['10 MB', `{"language":"ja"${' '.repeat(10_000_000)}}`],
    ['NUL', '\0\0\0'],
    ['broken UTF-8', Uint8Array.of(0x22, 0xff, 0xfe)],
  ])('I-20 gives defaults and renames a file that is %s', (_what, content) => {
    const file = settingsFile(content);
    const { settings, keptAside } = openSettings(file, now);
    expect(settings).toEqual(defaultSettings);
    expect(keptAside).toBe(`${file}.bad-2026-01-01T00-00-00.000Z`);
    expect(fs.readFileSync(keptAside ?? '').equals(Buffer.from(content))).toBe(true);
    expect(fs.existsSync(file)).toBe(false);
  });

  it('I-20 forgets nothing valid', () => {
    const file = settingsFile('{"language":"ja","theme":"purple"}');
    expect(openSettings(file, now).settings).toEqual({ language: 'ja', theme: 'system' });
    const newer = settingsFile('{"language":"ja","theme":"dark","fromTheFuture":1}');
    expect(openSettings(newer, now)).toMatchObject({ settings: { language: 'ja', theme: 'dark' }, keptAside: null });
  });

  it('I-20 leaves alone what is no file', () => {
    const folder = path.join(temporaryFolder(), 'settings.json');
    fs.mkdirSync(folder);
    expect(openSettings(folder, now)).toMatchObject({ settings: defaultSettings, keptAside: null });
    const pipe = settingsFile();
    execFileSync('mkfifo', [pipe]);
    expect(openSettings(pipe, now)).toMatchObject({ settings: defaultSettings, keptAside: null });
    expect(fs.existsSync(folder) && fs.existsSync(pipe)).toBe(true);
  });

  it('keeps the old settings when the new ones cannot be written', () => {
    const file = settingsFile('{"language":"ja","theme":"dark"}');
    const opened = openSettings(file, now);
    const real = fs.renameSync;
    fs.renameSync = () => {
      throw new Error('disk');
    };
    try {
      expect(() => opened.save(defaultSettings)).toThrow('disk');
    } finally {
      fs.renameSync = real;
    }
    expect(openSettings(file, now).settings).toEqual({ language: 'ja', theme: 'dark' });
    expect(fs.readdirSync(path.dirname(file))).toEqual(['settings.json']);
  });
});

describe('where the data is', () => {
  it.each([
    ['linux', { HOME: '/home/m' }, '/home/m/.local/share/sparekey'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/sparekey'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/m/.local/share/sparekey'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/m/Library/Application Support/Sparekey'],
  ] as const)('%s %o', (platform, environment, folder) => {
    expect(dataLocation({ platform, home: '/home/m', environment })).toEqual({
      folder,
      inventory: `${folder}/inventory.sparekey`,
      settings: `${folder}/settings.json`,
    });
  });

  it.each([
    [{ APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\Sparekey'],
    [{}, 'C:\\Users\\m\\AppData\\Roaming\\Sparekey'],
  ])('win32 %o', (environment, folder) => {
    const location = dataLocation({ platform: 'win32', home: 'C:\\Users\\m', environment });
    expect(location).toMatchObject({ folder, inventory: `${folder}\\inventory.sparekey` });
  });

  it('is known for this computer', () => {
    expect(path.isAbsolute(dataLocation().inventory)).toBe(true);
  });
});
