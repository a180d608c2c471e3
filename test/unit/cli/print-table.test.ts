import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factLines, tableLines } from '../../../src-cli/terminal/table-lines.ts';
import { textWidth } from '../../../src-cli/terminal/text-width.ts';

describe('tableLines', () => {
  it('aligns columns by the width of wide characters', () => {
    const lines = tableLines(
      ['名前', 'Model'],
      [
        ['青いキー', 'A'],
        ['Red', 'B'],
      ],
      null,
    );
    expect(lines).toEqual(['名前      Model', '────────  ─────', '青いキー  A', 'Red       B']);
    const starts = lines.slice(2).map((line) => textWidth(line.slice(0, line.search(/[AB]$/))));
    expect(new Set(starts).size).toBe(1);
  });

  it('leaves no spaces at line ends and fills rows that are too short', () => {
    expect(tableLines(['a', 'b'], [['x']], null)).toEqual(['a  b', '─  ─', 'x']);
  });
});

describe('a table on a screen', () => {
  const header = ['Label', 'Model', 'Serial', 'Path'];
  const rows = [
    ['Red', 'YubiKey 5C NFC', '12345678', '/dev/hidraw0'],
    ['毎日使う青いキー', 'Token2 PIN+ Dual Release3.1', '–', '/dev/hidraw11'],
  ];
  const on = (columns: number): string[] => tableLines(header, rows, { columns, rows: 24 });

  it('that is wide enough is the same as in a file', () => {
    expect(on(80)).toEqual(tableLines(header, rows, null));
  });

  it('narrows the widest columns and goes on below, with every character of every cell', () => {
    const lines = on(50);
    expect(lines[0]).toMatch(/^Label +Model +Serial +Path$/);
    expect(lines.map(textWidth).every((width) => width <= 50)).toBe(true);
    expect(lines.slice(2, 4)).toEqual(['Red           YubiKey 5C    12345678  /dev/hidraw0', '              NFC']);
  });

  it('is a block of lines for each row where columns would be too narrow', () => {
    const lines = on(30);
    expect(lines.slice(0, 5)).toEqual([
      'Label   Red',
      'Model   YubiKey 5C NFC',
      'Serial  12345678',
      'Path    /dev/hidraw0',
      '',
    ]);
    expect(lines).toContain('        Release3.1');
  });

  it('never is wider than the screen', () => {
    const cells = fc.string({ unit: fc.constantFrom(...Array.from('abc -.日本語。キー👍')), maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cells, cells, cells, cells), { maxLength: 4 }),
        fc.integer({ min: 20, max: 120 }),
        (some, columns) => {
          const lines = tableLines(header, some, { columns, rows: 24 });
          expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
          expect(lines.join('').replace(/[ ─]/g, '').length).toBeGreaterThanOrEqual(
            some.flat().join('').replaceAll(' ', '').length,
          );
        },
      ),
    );
  });
});

describe('factLines', () => {
  it('goes on below a value that is wider than the screen', () => {
    expect(factLines([['Where', '/home/somebody/.local/share/sparekey']], { columns: 24, rows: 24 })).toEqual([
      'Where  /home/somebody/.l',
      '       ocal/share/sparek',
      '       ey',
    ]);
  });

  it('lines values up', () => {
    expect(
      factLines(
        [
          ['PIN', 'set'],
          ['種類', 'x'],
          ['a', ''],
        ],
        null,
      ),
    ).toEqual(['PIN   set', '種類  x', 'a']);
    expect(factLines([], null)).toEqual([]);
  });
});
