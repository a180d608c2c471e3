import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from '../../../src-shared/lib/csv-guard.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom("'", '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', 'a', ' '), {
      maxLength: 6,
    })
    .map((parts) => parts.join('')),
);

describe('J-01 the guard against formulas', () => {
  it('comes off again, whatever the text', () => {
    fc.assert(
      fc.property(text, (value) => unguardFormula(guardFormula(value)) === value),
      { numRuns: 2_000 },
    );
  });

  it('leaves no text that begins like a formula', () => {
    fc.assert(
      fc.property(text, (value) => !/^[=+\-@＝＋－＠\t\r\n]/u.test(guardFormula(value))),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+81 3', "'+81 3"],
    ['-', "'-"],
    ['@a', "'@a"],
    ['\tx', "'\tx"],
    ["'=x", "''=x"],
    ["'tis", "'tis"],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j becomes %j', (value, guarded) => {
    expect(guardFormula(value)).toBe(guarded);
  });
});
