import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fontCoverage } from '../../../src-main/reports/font-coverage.ts';
import { makePdf } from '../../../src-main/reports/pdf.ts';
import { createPdfText } from '../../../src-main/reports/pdf-text.ts';
import { makeReport } from '../../../src-main/reports/make-report.ts';
import type { ReportSources } from '../../../src-shared/reports/build-report.ts';
import { keyOf, readOf, manualOf } from '../coverage/coverage-fixtures.ts';
import { bytesOf, hostileNames, now, requestOf, smallSnapshot, worldOf } from './report-world.ts';

vi.setConfig({ testTimeout: 30_000 });

/** poppler-utils; npm test installs it where it may. */
const canRead = spawnSync('pdftotext', ['-v']).status === 0;

function inFile<Result>(bytes: Uint8Array, work: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-pdf-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'report.pdf');
  writeFileSync(file, bytes);
  return work(file);
}
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' });
const textOf = (bytes: Uint8Array) => inFile(bytes, (file) => run('pdftotext', '-raw', file, '-'));
/** Removes white space: a long text runs on in the next line of its column. */
const packed = (text: string) => text.replaceAll(/\s/g, '');

describe('a report as PDF', () => {
  it('is the same file for the same inventory and time', async () => {
    const [first, second] = await Promise.all([bytesOf({ format: 'pdf' }), bytesOf({ format: 'pdf' })]);
    expect(Buffer.from(first).equals(second)).toBe(true);
    expect(Buffer.from(first.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  });

  it('with more accounts than one file can hold is refused, and the other formats take them', async () => {
    const enrolments = Array.from({ length: 8_001 }, (_, index) => readOf('blue', 'shop.example', `user${index}`));
    const world = worldOf(smallSnapshot({ enrolments, otherWaysIn: [] }));
    const options = { now, byteOrderMark: false, makePdf };
    const failure = { kind: 'input-invalid', detail: 'report-too-long-for-pdf' };
    expect(await makeReport(requestOf({ format: 'pdf' }), world, options)).toEqual({ ok: false, failure });
    expect((await makeReport(requestOf({ format: 'html' }), world, options)).ok).toBe(true);
  });
});

describe.skipIf(!canRead)('what stands in the PDF', () => {
  it.each(['en', 'ja'] as const)('is the whole report, as text that can be searched (%s)', async (language) => {
    const text = packed(textOf(await bytesOf({ format: 'pdf', language })));
    const expected =
      language === 'ja'
        ? [
            'セキュリティキーとアカウントの対応',
            '山田商店',
            '青いキー：キーから読み取り（2026/01/10）',
            '2/2ページ',
            '不明：Old',
          ]
        : [
            'Coverageofaccountsbysecuritykeys',
            'Shop&Sons',
            '青いキー:readonthekey,Jan10,2026',
            'Page2of2',
            'notknown:Old',
          ];
    for (const part of expected) expect(text).toContain(part);
  });

  it('has its title, language and fonts in the file', async () => {
    const bytes = await bytesOf({ format: 'pdf', language: 'ja' });
    const facts = inFile(bytes, (file) => run('pdfinfo', file));
    expect(facts).toMatch(/^Title: +セキュリティキーとアカウントの対応$/m);
    expect(facts).toMatch(/^Producer: +Sparekey$/m);
    expect(facts).toMatch(/^Page size: +841\.89 x 595\.28 pts \(A4\)$/m);
    expect(facts).toMatch(/^JavaScript: +no$/m);
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/Lang \(ja\)/);
    const fonts = inFile(bytes, (file) => run('pdffonts', file))
      .trim()
      .split('\n')
      .slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(2);
    // name, type, encoding, then: embedded, subset, with a table back to Unicode
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+BIZUDPGothic-(?:Regular|Bold) .* yes yes yes /);
  });

  it('lists stand upright, tables on the side', async () => {
    const plan = await bytesOf({ kind: 'recovery', format: 'pdf', lostKeyIds: ['blue'] });
    expect(inFile(plan, (file) => run('pdfinfo', file))).toMatch(/^Page size: +595\.28 x 841\.89 pts/m);
  });

  it('repeats the heads of a table on each page and numbers all of them', async () => {
    const world = worldWith(Array.from({ length: 120 }, (_, index) => `user${index}@example.com`));
    const pages = textOf(await bytesOf({ format: 'pdf', language: 'ja' }, world))
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(5);
    for (const [index, page] of pages.entries()) expect(packed(page)).toContain(`${index + 1}/${pages.length}ページ`);
    const continued = pages.slice(1).filter((page) => page.includes('@example.com'));
    expect(continued.length).toBeGreaterThan(2);
    for (const page of continued) expect(packed(page)).toMatch(/アカウント開けるキーほかの手段/);
    const all = pages.join('');
    for (let index = 0; index < 120; index++) expect(all).toContain(`user${index}@example.com`);
  });

  it('the legend stands over the table of accounts, never alone on the last page', async () => {
    const world = worldWith(Array.from({ length: 120 }, (_, index) => `user${index}@example.com`));
    const text = textOf(await bytesOf({ format: 'pdf', language: 'ja' }, world));
    const legend = text.indexOf('不明なものを安全とは数えません。');
    expect(legend).toBeGreaterThan(text.indexOf('アカウント（対応を急ぐものから順）'));
    expect(legend).toBeLessThan(text.search(/user\d+@/));
    expect(text.split('\f').at(-2)).toContain('@example.com');
  });

  it('loses no part of a name: what no font has stands there by its number, and a note says so', async () => {
    const text = packed(textOf(await bytesOf({ format: 'pdf', kind: 'inventory' }, worldWith(hostileNames))));
    for (const part of [
      "=cmd|'/C", // a PDF computes nothing: no guard
      '<script>alert(1)</script>',
      'NguyễnVănẠn',
      '髙橋﨑子[U+20BB7]田',
      '[U+AE40U+BBFCU+C900][U+1F600U+1F469U+1F469U+1F467]',
      '[U+0645U+0631',
      'x'.repeat(200),
      'suchas[U+1F600]',
    ]) {
      expect(text).toContain(part);
    }
    expect(packed(textOf(await bytesOf({ format: 'pdf' })))).not.toContain('suchas[U+1F600]');
  });

  it('leads to https addresses only', async () => {
    const bytes = await bytesOf({ format: 'pdf', kind: 'recovery', lostKeyIds: ['blue'] });
    const links = inFile(bytes, (file) => run('pdfinfo', '-url', file));
    expect(links).toContain('https://shop.example/keys');
    for (const line of links.trim().split('\n').slice(1)) expect(line).toMatch(/https:\/\/\S+$/);
  });
});

function worldWith(names: readonly string[]): ReportSources {
  const enrolments = names.map((name, at) =>
    at % 2 === 0 ? readOf('blue', `site${at}.example`, name) : manualOf('red', 'shop', name),
  );
  return worldOf(smallSnapshot({ keys: [keyOf('blue', { label: '青いキー' }), keyOf('red')], enrolments }));
}

describe('the split of a text by fonts', () => {
  const letters = (known: string) => (codePoint: number) => known.includes(String.fromCodePoint(codePoint));
  const text = () =>
    createPdfText('japanese', { japanese: letters('ab青[]U+0123456789ABCDEF '), latin: letters('abạ') });

  it('takes the preferred font where it can, the other where it must', () => {
    expect(text().runs('a青ạb')).toEqual([
      { text: 'a青', font: 'japanese' },
      { text: 'ạ', font: 'latin' },
      { text: 'b', font: 'japanese' },
    ]);
  });

  it('composes letters, drops what draws nothing, and numbers what is left', () => {
    const split = text();
    expect(split.runs('a\u0323')).toEqual([{ text: 'ạ', font: 'latin' }]);
    expect(split.anyMissing).toBe(false);
    expect(split.runs('a\uFE0Fb\u200D')).toEqual([{ text: 'ab', font: 'japanese' }]);
    expect(split.anyMissing).toBe(false);
    expect(split.runs('a한글b')).toEqual([{ text: 'a[U+D55C U+AE00]b', font: 'japanese' }]);
    expect(split.anyMissing).toBe(true);
  });

  it('refuses a font file that has no table of characters', () => {
    expect(() => fontCoverage(new Uint8Array(64))).toThrow('cmap');
  });
});
