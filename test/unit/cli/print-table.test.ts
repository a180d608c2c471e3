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
    );
    expect(lines).toEqual(['名前      Model', '────────  ─────', '青いキー  A', 'Red       B']);
    const starts = lines.slice(2).map((line) => textWidth(line.slice(0, line.search(/[AB]$/))));
    expect(new Set(starts).size).toBe(1);
  });

  it('leaves no spaces at line ends and fills rows that are too short', () => {
    expect(tableLines(['a', 'b'], [['x']])).toEqual(['a  b', '─  ─', 'x']);
  });
});

describe('factLines', () => {
  it('lines values up', () => {
    expect(
      factLines([
        ['PIN', 'set'],
        ['種類', 'x'],
        ['a', ''],
      ]),
    ).toEqual(['PIN   set', '種類  x', 'a']);
    expect(factLines([])).toEqual([]);
  });
});
