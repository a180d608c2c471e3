import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from '../../../src-main/windows/settings-file.ts';
import { defaultSettings } from '../../../src-shared/domain/settings.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-unit-'));
  file = join(folder, 'settings.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the settings file', () => {
  it('gives back what was written, readable by its owner only', () => {
    const settings = { language: 'ja', theme: 'dark', notices: false, tray: true } as const;
    writeSettings(file, settings);
    expect(readSettings(file)).toEqual(settings);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps what an earlier version wrote, and adds what that did not know', () => {
    writeFileSync(file, '{"language":"ja","theme":"dark"}');
    expect(readSettings(file)).toEqual({ ...defaultSettings, language: 'ja', theme: 'dark' });
    expect(existsSync(`${file}.bad`)).toBe(false);
  });

  it('is the usual settings where there is none', () => {
    expect(readSettings(file)).toEqual(defaultSettings);
    expect(existsSync(`${file}.bad`)).toBe(false);
  });

  it.each([
    ['empty', ''],
    ['cut', '{'],
    ['null', 'null'],
    ['wrong types', '{"language":1,"theme":[]}'],
    ['unknown member', '{"language":"en","theme":"dark","extra":true}'],
    ['__proto__', '{"__proto__":{"language":"en"},"theme":"dark"}'],
    ['NUL', '\0'.repeat(100)],
    ['huge', `{"language":"en","theme":"dark","x":"${'x'.repeat(10 * 1024 * 1024)}"}`],
  ])('I-20 %s: the usual settings, the file is set aside', (_name, text) => {
    writeFileSync(file, text);
    expect(readSettings(file)).toEqual(defaultSettings);
    expect(readFileSync(`${file}.bad`, 'utf8')).toBe(text);
    expect(existsSync(file)).toBe(false);
  });
});
