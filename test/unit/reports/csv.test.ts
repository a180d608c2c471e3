import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport } from '../../../src-main/imports/plan-import.ts';
import { mustTable } from '../imports/import-fixture.ts';
import { csvText } from '../../../src-main/reports/csv.ts';
import { unguardFormula } from '../../../src-shared/lib/csv-guard.ts';
import { restoreObeyed } from '../../../src-shared/lib/obeyed-characters.ts';
import { readOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';
import { bytesOf, hostileNames, services, smallSnapshot, textOf, worldOf } from './report-world.ts';

const field = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostileNames));

/** Replaces what a CSV cannot hold: NUL and half characters. */
const storable = (value: string): string => value.toWellFormed().replaceAll('\0', '\uFFFD');

describe('a table as CSV', () => {
  it('J-01 is read back by another reader of RFC 4180, field by field', () => {
    const table = fc.integer({ min: 1, max: 5 }).chain((width) => {
      const row = fc.array(field, { minLength: width, maxLength: width });
      return fc.record({ columns: row, rows: fc.array(row, { maxLength: 6 }) });
    });
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const text = csvText({ columns, rows }, { byteOrderMark: false });
        const read: string[][] = parse(text, { relaxColumnCount: false, skipEmptyLines: false });
        for (const raw of read.flat()) expect(raw).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/u);
        // One empty field alone in its row is an empty line to any reader.
        const expected = [columns, ...rows].map((cells) => cells.map(storable));
        const blank = (cells: readonly string[]) => cells.length === 1 && cells[0] === '';
        expect(
          read
            .map((cells) => cells.map((cell) => restoreObeyed(unguardFormula(cell))))
            .filter((cells) => !blank(cells)),
        ).toEqual(expected.filter((cells) => !blank(cells)));
      }),
      { numRuns: 500 },
    );
  });

  it('ends every line with CRLF, and begins with a byte order mark where it is a file', () => {
    const table = { columns: ['a', 'b'], rows: [['1', 'x\ny']] };
    expect(csvText(table, { byteOrderMark: false })).toBe('a,b\r\n1,"x\ny"\r\n');
    expect(csvText(table, { byteOrderMark: true })).toBe('\uFEFFa,b\r\n1,"x\ny"\r\n');
  });
});

describe('reports as CSV', () => {
  it.each(['en', 'ja'] as const)('holds one account a row, with each key (%s)', async (language) => {
    const rows: Record<string, string>[] = parse(await textOf({ format: 'csv', language }), {
      bom: true,
      columns: true,
    });
    expect(rows).toHaveLength(3);
    const [service, key] = language === 'ja' ? ['サービス', 'キー：Red'] : ['Service', 'Key: Red'];
    const names = language === 'ja' ? ['みずほ太郎銀行', '山田商店'] : ['Bank', 'Shop & Sons'];
    expect(new Set(rows.map((row) => row[service]))).toEqual(new Set(names));
    const words = language === 'ja' ? 'キーから読み取り（2026-01-10）' : 'read on the key (2026-01-10)';
    expect(rows.filter((row) => row[key] === words)).toHaveLength(1);
  });

  it.each(['en', 'ja'] as const)(
    'J-01 the inventory is understood by our own import, hostile names and all (%s)',
    async (language) => {
      // A user name is one line of at most 200 characters, without control characters: the window and the import hold to it.
      const names = hostileNames.filter((name) => !/\p{Cc}|\p{Cs}/u.test(name)).map((name) => name.slice(0, 200));
      const snapshot = smallSnapshot({
        enrolments: [
          ...names.map((name) => manualOf('blue', 'shop', name)),
          readOf('red', 'shop.example', 'hana@example.com'),
        ],
        otherWaysIn: [wayOf('bank', 'hana', { kind: 'recovery-codes', name: '=Paper', place: '-Home' })],
      });
      const bytes = await bytesOf({ kind: 'inventory', format: 'csv', language }, worldOf(snapshot));
      const empty = { keys: [], enrolments: [], otherWaysIn: [], devices: [] };
      const plan = planImport(mustTable({ bytes }), { snapshot: empty, services, providers: [], locale: language });
      expect(plan.problems).toEqual([]);
      expect(plan.counts).toMatchObject({ keys: 3, enrolments: names.length + 1, otherWays: 1 });
      expect(plan.bulk.enrolments.map((told) => told.userName)).toEqual([...names, 'hana@example.com']);
      expect(plan.bulk.otherWaysIn.map(({ name, place }) => [name, place])).toEqual([['=Paper', '-Home']]);
    },
  );
});

it('11.11 holds nothing that a terminal obeys', () => {
  const evil = 'a\u001b[2J\u001b]0;x\u0007\u009b31m\u0085\u007f\u202e\u2066\u200f\u2028\r\u0000b';
  const text = csvText({ columns: ['name'], rows: [[evil], ['two\nlines\tof a note']] }, { byteOrderMark: false });
  expect(text.replaceAll('\r\n', '\n')).not.toMatch(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
  expect(text).toContain('two\nlines\tof a note');
});
