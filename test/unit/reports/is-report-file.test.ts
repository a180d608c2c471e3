import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReportFile } from '../../../src-main/reports/is-report-file.ts';
import { reportFormats, reportKinds } from '../../../src-shared/domain/report.ts';
import { importTemplate } from '../../../src-main/imports/import-template.ts';
import { bytesOf } from './report-world.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-report-'));
  file = join(folder, 'a');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const subjects = { lostKeyIds: ['blue'], primaryKeyId: 'blue', spareKeyId: 'red' };
const everyReport = reportKinds.flatMap((kind) =>
  reportFormats.flatMap((format) => (['en', 'ja'] as const).map((language) => [kind, format, language] as const)),
);

describe('a report', () => {
  it.each(everyReport)('%s as %s in %s is recognised', async (kind, format, language) => {
    writeFileSync(file, await bytesOf({ kind, format, language, ...subjects }));
    expect(await isReportFile(file)).toBe(true);
  });
});

describe('what is no report', () => {
  it.each([
    ['a table to import', importTemplate('en')],
    ['the same in Japanese', importTemplate('ja')],
    ['an inventory', 'SQLite format 3\0'],
    ['an export', '{\n  "format": "sparekey-inventory"\n}'],
    ['a page', '<!doctype html>\n<html><body>Sparekey</body></html>'],
    ['a PDF of somebody else', '%PDF-1.7\n1 0 obj\n<< /Producer (Writer) >>\nendobj\n(Sparekey)'],
    ['nothing', ''],
  ])('%s is not taken for one', async (_, content) => {
    writeFileSync(file, content);
    expect(await isReportFile(file)).toBe(false);
  });
});
