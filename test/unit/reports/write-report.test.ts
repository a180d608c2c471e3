import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeReport } from '../../../src-main/reports/write-report.ts';

const isRoot = process.getuid?.() === 0;
const bytes = new TextEncoder().encode('the new report');
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-report-'));
  file = join(folder, 'report.html');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('J-15 a report is written whole or not at all', () => {
  it('writes a new file, for its owner only', async () => {
    expect(await writeReport(file, bytes, { replace: false })).toEqual({ ok: true, value: { file } });
    expect(readFileSync(file, 'utf8')).toBe('the new report');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('leaves a file that is there, unless it is to be replaced', async () => {
    writeFileSync(file, 'the old one');
    const refused = await writeReport(file, bytes, { replace: false });
    expect(refused).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'EEXIST' } });
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    expect((await writeReport(file, bytes, { replace: true })).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('the new report');
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('does not follow a link to somewhere else', async () => {
    const elsewhere = join(folder, 'elsewhere');
    symlinkSync(elsewhere, file);
    expect((await writeReport(file, bytes, { replace: false })).ok).toBe(false);
    expect((await writeReport(file, bytes, { replace: true })).ok).toBe(true);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('says that the folder is gone, as when a stick was pulled out', async () => {
    const written = await writeReport(join(folder, 'gone', 'report.html'), bytes, { replace: true });
    expect(written).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'ENOENT' } });
  });

  it.skipIf(isRoot)('says that it may not write there', async () => {
    chmodSync(folder, 0o500);
    const written = await writeReport(file, bytes, { replace: true });
    chmodSync(folder, 0o700);
    expect(written).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'EACCES' } });
  });

  describe.skipIf(!isRoot || process.platform !== 'linux')('on a disk of its own', () => {
    const onDisk = async (options: string, work: (report: string) => Promise<void>): Promise<void> => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
      try {
        await work(join(disk, 'report.html'));
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    };

    it('that is full keeps the old file and leaves nothing behind', async () => {
      await onDisk('size=64k', async (report) => {
        writeFileSync(report, 'the old one');
        const written = await writeReport(report, new Uint8Array(200_000), { replace: true });
        expect(written).toEqual({ ok: false, failure: { kind: 'disk-full' } });
        expect(readFileSync(report, 'utf8')).toBe('the old one');
        expect(readdirSync(dirname(report))).toEqual(['report.html']);
      });
    });

    it('that is read-only says so and writes nothing', async () => {
      await onDisk('size=64k,ro', async (report) => {
        const written = await writeReport(report, bytes, { replace: false });
        expect(written).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'EROFS' } });
      });
    });
  });
});
