import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
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
const oldReport = '{\n  "report": "coverage",\n  "version": 1,\n  "madeAt": "2026-11-20"}';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-report-'));
  file = join(folder, 'report.html');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('J-15 a report is written whole or not at all', () => {
  it('writes a new file, for its owner only', async () => {
    expect(await writeReport(file, bytes, { replace: 'none' })).toEqual({ ok: true, value: { file } });
    expect(readFileSync(file, 'utf8')).toBe('the new report');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('leaves a file that is there, unless it is to be replaced', async () => {
    writeFileSync(file, oldReport);
    const refused = await writeReport(file, bytes, { replace: 'none' });
    expect(refused).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'EEXIST' } });
    expect(readFileSync(file, 'utf8')).toBe(oldReport);
    expect((await writeReport(file, bytes, { replace: 'report' })).ok).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('the new report');
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('does not follow a link to somewhere else', async () => {
    const elsewhere = join(folder, 'elsewhere');
    symlinkSync(elsewhere, file);
    expect((await writeReport(file, bytes, { replace: 'none' })).ok).toBe(false);
    const refused = { ok: false, failure: { kind: 'file-not-written', detail: 'ENOTREPORT' } };
    expect(await writeReport(file, bytes, { replace: 'report' })).toEqual(refused);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('never takes the place of what is no report', async () => {
    const refused = { ok: false, failure: { kind: 'file-not-written', detail: 'ENOTREPORT' } };
    const others = [
      'SQLite format 3\0\x10\0',
      '<!doctype html><title>mine</title>',
      'Service,Account,Key\n',
      '{"format":1}',
      '',
    ];
    for (const other of others) {
      writeFileSync(file, other);
      expect(await writeReport(file, bytes, { replace: 'report' })).toEqual(refused);
      expect(readFileSync(file, 'utf8')).toBe(other);
    }
    rmSync(file);
    mkdirSync(file);
    expect(await writeReport(file, bytes, { replace: 'report' })).toEqual(refused);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('never takes the place of an inventory under any other name of it', async () => {
    const refused = { ok: false, failure: { kind: 'file-not-written', detail: 'ENOTREPORT' } };
    const inventory = join(folder, 'inventory.sparekey');
    writeFileSync(inventory, 'SQLite format 3\0\x10\0');
    linkSync(inventory, file);
    symlinkSync('inventory.sparekey', join(folder, 'link.csv'));
    for (const name of [inventory, file, join(folder, 'link.csv'), join(folder, '.', 'inventory.sparekey')]) {
      expect(await writeReport(name, bytes, { replace: 'report' })).toEqual(refused);
    }
    expect(readFileSync(inventory, 'latin1')).toBe('SQLite format 3\0\x10\0');
    expect(readdirSync(folder).toSorted()).toEqual(['inventory.sparekey', 'link.csv', 'report.html']);
  });

  it('takes the place of any plain file that a person agreed to replace', async () => {
    for (const other of ['<!doctype html><title>mine</title>', '\0\x01\xff', '', oldReport]) {
      writeFileSync(file, other);
      expect(await writeReport(file, bytes, { replace: 'agreed' })).toEqual({ ok: true, value: { file } });
      expect(readFileSync(file, 'utf8')).toBe('the new report');
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('leaves another name of the file that a person agreed to replace as it is', async () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    linkSync(elsewhere, file);
    expect((await writeReport(file, bytes, { replace: 'agreed' })).ok).toBe(true);
    expect([readFileSync(file, 'utf8'), readFileSync(elsewhere, 'utf8')]).toEqual(['the new report', 'mine']);
  });

  it('follows no link and replaces no folder and no inventory, whatever a person agreed to', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const inventory = join(folder, 'inventory.sparekey');
    const link = join(folder, 'link');
    writeFileSync(elsewhere, 'mine');
    writeFileSync(inventory, 'SQLite format 3\0\x10\0');
    symlinkSync(elsewhere, link);
    symlinkSync(join(folder, 'nowhere'), file);
    const refusedAs = (detail: string) => ({ ok: false, failure: { kind: 'file-not-written', detail } });
    for (const [name, detail] of [
      [link, 'ENOTPLAIN'],
      [file, 'ENOTPLAIN'],
      [folder, 'ENOTPLAIN'],
      [inventory, 'EDATABASE'],
    ] as const) {
      expect(await writeReport(name, bytes, { replace: 'agreed' })).toEqual(refusedAs(detail));
    }
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
    expect(readFileSync(inventory, 'latin1')).toBe('SQLite format 3\0\x10\0');
    expect(readdirSync(folder).toSorted()).toEqual(['elsewhere', 'inventory.sparekey', 'link', 'report.html']);
  });

  it('says that the folder is gone, as when a stick was pulled out', async () => {
    const written = await writeReport(join(folder, 'gone', 'report.html'), bytes, { replace: 'report' });
    expect(written).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'ENOENT' } });
  });

  it.skipIf(isRoot)('says that it may not write there', async () => {
    chmodSync(folder, 0o500);
    const written = await writeReport(file, bytes, { replace: 'report' });
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
        writeFileSync(report, oldReport);
        const written = await writeReport(report, new Uint8Array(200_000), { replace: 'report' });
        expect(written).toEqual({ ok: false, failure: { kind: 'disk-full' } });
        expect(readFileSync(report, 'utf8')).toBe(oldReport);
        expect(readdirSync(dirname(report))).toEqual(['report.html']);
      });
    });

    it('that is read-only says so and writes nothing', async () => {
      await onDisk('size=64k,ro', async (report) => {
        const written = await writeReport(report, bytes, { replace: 'none' });
        expect(written).toEqual({ ok: false, failure: { kind: 'file-not-written', detail: 'EROFS' } });
      });
    });
  });
});
