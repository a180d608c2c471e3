import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../helpers/cpu-time.ts';
import { decodeText, maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { importTemplate } from '../../../src-main/imports/import-template.ts';
import { readCsv } from '../../../src-main/imports/read-csv.ts';
import { readImport } from '../../../src-main/imports/read-import.ts';
import { csvText } from '../../../src-main/reports/csv.ts';
import { guardFormula } from '../../../src-shared/lib/csv-guard.ts';
import { emptyWorld, file, planOf, problemsOf } from './import-fixture.ts';

const table =
  'Service,Account,Key,Note\r\nGitHub,mika,Blue,first\r\nGitHub,mika,Red,"a ""quoted"",\r\nsecond line"\r\n';
const facts = [
  { keyId: 'new-1', serviceId: 'github', userName: 'mika', note: 'first' },
  { keyId: 'new-2', serviceId: 'github', userName: 'mika', note: 'a "quoted",\r\nsecond line' },
];

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('J-02: what spreadsheets write', () => {
  it.each([
    ['CRLF', file(table)],
    ['a byte order mark', file(`\uFEFF${table}`)],
    ['UTF-16LE', { bytes: utf16(table, false) }],
    ['UTF-16BE', { bytes: utf16(table, true) }],
    ['semicolons', file(table.replaceAll(/,(?!\r)/g, ';'))],
    ['tabs', file(table.replaceAll(/,(?!\r)/g, '\t'))],
    ['a line that tells the delimiter', file(`sep=;\r\n${table.replaceAll(/,(?!\r)/g, ';')}`)],
    ['no line end at the end', file(table.trimEnd())],
    ['empty lines and cells of blanks', file(`${table}\r\n , , , \r\n\r\n`)],
    [
      'headings in another order, case and width',
      file(table.replace('Service,Account,Key,Note', 'ＳＥＲＶＩＣＥ,user name, KEY ,notes')),
    ],
  ])('%s', (_, source) => {
    const expected = facts.map((fact) => expect.objectContaining(fact) as unknown);
    const plan = planOf(source);
    // With another delimiter a comma within quotes changed as well.
    expect(
      plan.bulk.enrolments.map(({ note, ...rest }) => ({ ...rest, note: note?.replace(/"[;\t]/, '",') ?? null })),
    ).toEqual(expected);
  });

  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
  ])('%s alone ends a line, and may stand in quotes', (_, end) => {
    const plan = planOf(file(table.replaceAll('\r\n', end)));
    expect(plan.bulk.enrolments.map(({ note }) => note)).toEqual(['first', `a "quoted",${end}second line`]);
  });

  it('Shift_JIS is found out, with Japanese headings', () => {
    // サービス,アカウント,キー / GitHub,美加,青
    const bytes = Buffer.from(
      '8354815b837283582c8341834a8345839383672c834c815b0a4769744875622c94fc89c12c90c20a',
      'hex',
    );
    const decoded = decodeText(bytes);
    expect(decoded).toMatchObject({ ok: true, value: { encoding: 'shift_jis' } });
    const plan = planOf({ bytes });
    expect(plan.bulk).toMatchObject({
      keys: [{ label: '青' }],
      enrolments: [{ serviceId: 'github', userName: '美加' }],
    });
  });

  it.each(['utf16le', 'utf16be'] as const)('%s without a mark is read', (encoding) => {
    const bytes = Buffer.from('Service,Key\nGitHub,Blue', 'utf16le');
    const plan = planOf({ bytes: new Uint8Array(encoding === 'utf16le' ? bytes : bytes.swap16()) });
    expect(plan.bulk.keys).toMatchObject([{ label: 'Blue' }]);
  });

  it('another encoding than the one that was found may be chosen', () => {
    const bytes = Uint8Array.of(0x90, 0xc2);
    expect(decodeText(bytes, 'utf-8')).toMatchObject({ ok: false, failure: [{ code: 'encoding' }] });
    expect(decodeText(bytes, 'shift_jis')).toMatchObject({ ok: true, value: { text: '青' } });
  });

  it.each(['en', 'ja'] as const)('the template in %s can be filled in and imported as it is', (locale) => {
    const plan = planOf(file(importTemplate(locale)));
    expect(plan.counts).toMatchObject({ keys: 1, enrolments: 1, otherWays: 1 });
    expect(plan.notes.map(({ code }) => code)).toEqual(['own-service']);
  });
});

describe('J-02, J-03: hostile files end in an error with its line', () => {
  it.each([
    ['NUL', file('Service,Key\nGitHub,Blue\nGit\u0000Hub,Blue\n'), [3, 'control-character', null]],
    ['an escape character', file('Service,Key\nGitHub,Blue\nGitHub,\u001b[2JRed\n'), [3, 'control-character', 'key']],
    ['a quote that is never closed', file('Service,Key\nGitHub,"Blue\nGitHub,Red\n'), [2, 'unclosed-quote', null]],
    ['a stray quote', file('Service,Key\nGitHub,Bl"ue\n'), [2, 'quote', null]],
    ['text after a quote', file('Service,Key\n"GitHub"x,Blue\n'), [2, 'quote', null]],
    [
      'a row without its key',
      file('Service,Account,Key\nGitHub,mika,Blue\nGitHub,mika\n'),
      [3, 'key-or-way-missing', null],
    ],
    ['a row that is too long', file('Service,Key\nGitHub,Blue,and more\n'), [2, 'ragged', null]],
    ['10⁶ columns', file(','.repeat(1_000_000)), [1, 'too-many-columns', null]],
    ['one line of 9 MB', file(`Service,Key\nGitHub,${'x'.repeat(9_000_000)}`), [2, 'too-long', null]],
    ['one quoted line of 9 MB', file(`Service,Key\nGitHub,"${'x'.repeat(9_000_000)}`), [2, 'too-long', null]],
    ['100,001 rows', file(`Service,Key\n${'GitHub,Blue\n'.repeat(100_001)}`), [100_002, 'too-many-rows', null]],
    ['more than 10 MB', { bytes: new Uint8Array(maxImportBytes + 1) }, [null, 'too-large', null]],
    ['a workbook', { bytes: Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14) }, [null, 'spreadsheet', null]],
    ['bytes of no encoding', { bytes: Uint8Array.of(0x81, 0xff, 0xfe, 0xfd) }, [null, 'encoding', null]],
    ['no headings', file('GitHub,mika,Blue\n'), [1, 'no-headings', null]],
    ['a heading twice', file('Service,Key,Key\nGitHub,a,b\n'), [1, 'duplicate-column', 'key']],
    ['nothing', file(''), [null, 'nothing', null]],
    ['headings alone', file('Service,Key\n'), [null, 'nothing', null]],
    ['a second delimiter line', file('sep=;\nService;Key\nGitHub;Blue;x\n'), [3, 'ragged', null]],
  ])('%s', (_, source, problem) => {
    const started = performance.now();
    expect(problemsOf(source)[0]).toEqual(problem);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('J-18: headings and services that make patterns backtrack take little time', () => {
    for (const text of [
      'a.'.repeat(20_000),
      `${'-'.repeat(40_000)}.com`,
      `https://${'a'.repeat(40_000)}`,
      '"'.repeat(30_001),
      `=${' '.repeat(40_000)}`,
    ]) {
      const spent = cpuTime(() => {
        readImport({ typed: `${text}, mika, Blue` });
        problemsOf({ typed: `Service,Key\n${text.replaceAll('"', '')},Blue` });
      });
      expect(spent).toBeLessThan(500);
    }
  });
});

describe('J-01: the guard against formulas', () => {
  it('is taken away again, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', "'", "'=", "''", '＝'), fc.string({ maxLength: 10 }))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (account) => {
        fc.pre(account.trim() === account && account !== '' && !/\p{Cc}/u.test(account) && account.length <= 200);
        const field = `"${guardFormula(account).replaceAll('"', '""')}"`;
        const plan = planOf(file(`Service,Account,Key\nGitHub,${field},Blue\n`));
        expect(plan.bulk.enrolments[0]?.userName).toBe(account);
      }),
      { numRuns: 500 },
    );
  });
});

describe('lines that were typed', () => {
  it('are service, account and key; other columns take headings', () => {
    expect(planOf({ typed: 'GitHub, mika, Blue\nexample.com,,Red' }).bulk.enrolments).toMatchObject([
      { serviceId: 'github', userName: 'mika' },
      { serviceId: null, rpId: 'example.com', userName: null },
    ]);
    expect(planOf({ typed: 'GitHub、美加、青' }).bulk.enrolments).toMatchObject([{ userName: '美加' }]);
    const ways = planOf({ typed: 'Service\tAccount\tOther way in\tPlace\nGitHub\tmika\tRecovery codes\tSafe' });
    expect(ways.bulk.otherWaysIn).toMatchObject([{ kind: 'recovery-codes', place: 'Safe' }]);
  });
});

describe('R-17: any bytes', () => {
  it('are read or refused, never a crash', () => {
    const pieces = [
      'Service',
      'Key',
      'Account',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '"',
      '""',
      "'",
      '=',
      'GitHub',
      'example.com',
      '\u0000',
      '\uFEFF',
      'サービス',
      '\u202e',
      '𝒳',
      '.',
      'sep=;',
    ];
    const text = fc
      .array(fc.constantFrom(...pieces), { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        const read = readImport({ bytes });
        const saysWhere = read.ok
          ? problemsOf({ bytes }, emptyWorld).every(([line]) => line !== undefined)
          : read.failure.problems.length > 0;
        expect(saysWhere).toBe(true);
      }),
      { numRuns: process.env['SPAREKEY_LONG'] === '1' ? 1_000_000 : 3_000 },
    );
  }, 3_600_000);
});

describe('J-01: tables that Sparekey writes', () => {
  it('are read back cell by cell', () => {
    const cell = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom(
          '=1+1',
          "'=1",
          '+81 3',
          '-',
          '@x',
          '＝x',
          'a"b',
          'a,b',
          'a\r\nb',
          'a\nb',
          'a\rb',
          '\u202eb',
          '😀',
        ),
      )
      .map((text) => text.replaceAll('\0', '').trim());
    const rowsArbitrary = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const filled = rows.map((cells, index) => [`row ${index}`, ...cells]);
        const [columns = [], ...body] = filled;
        const text = csvText({ columns, rows: body }, { byteOrderMark: false });
        const read = readCsv(text, ',');
        expect(read.ok ? read.value.map(({ cells }) => cells) : read.failure).toEqual(filled);
      }),
      { numRuns: 1_000 },
    );
  });
});
