import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escapeLine, openLog } from '../../../src-main/supervision/log.ts';

let folder: string;
const now = () => new Date('2026-11-21T10:00:00Z');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-unit-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the log', () => {
  it('N-08 one entry is one line, whatever is in it', () => {
    const file = join(folder, 'log.txt');
    const log = openLog(file, now);
    log.write('ipc', 'a\nb\r\u001b[31m %s \u202e\u2066\u0000\ufeff\u2028 ' + 'x'.repeat(10_000));
    log.write('ipc', 'second');
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^2026-11-21T10:00:00\.000Z ipc a\\u\{a\}b\\u\{d\}\\u\{1b\}\[31m %s \\u\{202e\}/);
    expect(lines[0]?.length).toBeLessThan(700);
    expect(lines[1]).toBe('2026-11-21T10:00:00.000Z ipc second');
  });

  it('N-08 half a character is no character, and letters of any language stay', () => {
    expect(escapeLine('\ud800 森 é 😀 \\')).toBe('\ufffd 森 é 😀 \\\\');
  });

  it('N-13 is readable by its owner only, also where the umask would allow more', () => {
    const before = process.umask(0);
    try {
      const file = join(folder, 'deep', 'log.txt');
      openLog(file, now).write('x', 'y');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  it('N-13 keeps three files of ten megabytes', () => {
    const file = join(folder, 'log.txt');
    const log = openLog(file, now);
    for (let round = 0; round < 4; round++) {
      writeFileSync(file, String(round).repeat(10 * 1024 * 1024 + 1));
      log.write('x', 'y');
    }
    expect(readFileSync(file, 'utf8')).toContain(' x y');
    expect(readFileSync(`${file}.1`, 'utf8').charAt(0)).toBe('3');
    expect(readFileSync(`${file}.2`, 'utf8').charAt(0)).toBe('2');
    expect(existsSync(`${file}.3`)).toBe(false);
  });

  it('N-13 a log that cannot be written stops nothing', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openLog(join(folder, 'file', 'log.txt'), now).write('x', 'y')).not.toThrow();
  });
});
