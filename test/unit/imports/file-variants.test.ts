import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src-main/imports/decode-text.ts';
import { delimiterOf } from '../../../src-main/imports/heading-columns.ts';
import { planImport } from '../../../src-main/imports/plan-import.ts';
import { readCsv } from '../../../src-main/imports/read-csv.ts';
import type { ImportReading } from '../../../src-shared/domain/imports.ts';
import { emptyWorld, mustTable } from './import-fixture.ts';

const folder = new URL('../../vectors/files/', import.meta.url);
const services = { Google: 'google-account', Microsoft: 'microsoft-account' };
const reading: Partial<ImportReading> = { key: 'Blue', vault: 'browser', services };
const names = [
  ...['01-fr-cp1252-read-as-sjis.csv', '03-de-cp1252-refused.csv', '05-subdomains-roundtrip.csv'],
  ...['06-report-inventory-demo-en.csv', '10-excel-short-rows.csv', '11-ja-headings-unknown-sjis.csv'],
  ...['13-wide-matrix-bom.csv', '15-ykman-5-list.csv', '19-entra-user-registration-details.csv', '21-roboform.csv'],
  ...['24-title-lines-above.csv', '25-dates-ja.csv', '27-stock-by-serial.csv', 'bitwarden.csv', 'chrome-passwords.csv'],
];

/** Returns what an import of these bytes would record; lines may be counted otherwise where a quoted cell has several. */
function recordedOf(bytes: Uint8Array) {
  const plan = planImport(mustTable({ bytes, modifiedAt: '2026-11-20T08:00:00.000Z' }, reading), {
    ...emptyWorld,
    servicesByText: services,
  });
  return { bulk: plan.bulk, codes: plan.problems.map(({ code }) => code), counts: plan.counts };
}

function cellsOf(name: string): readonly (readonly string[])[] {
  const decoded = decodeText(new Uint8Array(readFileSync(new URL(name, folder))));
  if (!decoded.ok) throw new Error(name);
  const { text } = decoded.value;
  const rows = readCsv(text, delimiterOf(text, false), 0);
  if (!rows.ok) throw new Error(name);
  return rows.value.map(({ cells }) => cells);
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const ifNeeded =
  (delimiter: string) =>
  (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? quoted(cell) : cell;

/** Ways in which programs write the same table. */
const writers: readonly (readonly [string, (rows: readonly (readonly string[])[]) => Uint8Array])[] = [
  ['commas, LF', (rows) => Buffer.from(written(rows, ',', '\n', ifNeeded(',')))],
  ['semicolons, CRLF', (rows) => Buffer.from(written(rows, ';', '\r\n', ifNeeded(';')))],
  ['tabs, CR', (rows) => Buffer.from(written(rows, '\t', '\r', ifNeeded('\t')))],
  ['every cell quoted', (rows) => Buffer.from(written(rows, ',', '\r\n', quoted))],
  ['no line end at the end', (rows) => Buffer.from(written(rows, ',', '\n', ifNeeded(',')).replace(/\n$/, ''))],
  ['empty lines between', (rows) => Buffer.from(written(rows, ',', '\n\n', ifNeeded(',')))],
  ['a line sep=;', (rows) => Buffer.from(`sep=;\r\n${written(rows, ';', '\r\n', ifNeeded(';'))}`)],
  ['UTF-8 with a mark', (rows) => Buffer.from(`\uFEFF${written(rows, ',', '\r\n', ifNeeded(','))}`)],
  [
    'UTF-16 as spreadsheets save it',
    (rows) => Buffer.from(`\uFEFF${written(rows, '\t', '\r\n', ifNeeded('\t'))}`, 'utf16le'),
  ],
  ['UTF-16 BE', (rows) => Buffer.from(`\uFEFF${written(rows, ',', '\r\n', ifNeeded(','))}`, 'utf16le').swap16()],
  ['columns the other way round', (rows) => Buffer.from(written(rows.map(turned(rows)), ',', '\r\n', ifNeeded(',')))],
  ['capital headings with spaces around', (rows) => Buffer.from(written(shouted(rows), ',', '\r\n', ifNeeded(',')))],
];

function written(
  rows: readonly (readonly string[])[],
  delimiter: string,
  end: string,
  cellOf: (cell: string) => string,
): string {
  return rows.map((cells) => cells.map(cellOf).join(delimiter) + end).join('');
}

function turned(rows: readonly (readonly string[])[]): (cells: readonly string[]) => readonly string[] {
  const width = Math.max(...rows.map(({ length }) => length));
  return (cells) => [...cells, ...Array.from({ length: width - cells.length }, () => '')].toReversed();
}

function shouted(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((cells, index) => (index === 0 ? cells.map((cell) => ` ${cell.toUpperCase()} `) : cells));
}

// A column of keys is called as its heading is: in capitals it is another key.
const isAlike = (name: string, writer: string): boolean =>
  name !== '13-wide-matrix-bom.csv' || !/capital|other way/.test(writer);

describe('a table is the same whichever way it is written', () => {
  describe.each(names)('%s', (name) => {
    const expected = recordedOf(new Uint8Array(readFileSync(new URL(name, folder))));
    it.each(writers.filter(([writer]) => isAlike(name, writer)))('%s', (_, write) => {
      expect(recordedOf(write(cellsOf(name)))).toEqual(expected);
    });
  });
});
