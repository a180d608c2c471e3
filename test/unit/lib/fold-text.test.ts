import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

describe('folding a text for comparison', () => {
  it.each([
    ['width', '金庫1', '金庫１'],
    ['half-width kana', 'ｶｷﾞ', 'カギ'],
    ['case', 'Blue Key', 'bLUE kEY'],
    ['case beyond ASCII', 'ÉCLAIR Ω', 'éclair ω'],
    ['composition', 'Ha\u0302ng', 'H\u00e2ng'],
    ['white space around', '\u3000safe \t', 'safe'],
    ['white space within', 'key  \u00a0ring', 'key ring'],
    ['a zero-width space', 'sa\u200bfe', 'safe'],
    ['a byte order mark', '\ufeffsafe', 'safe'],
    ['a soft hyphen', 'sa\u00adfe', 'safe'],
    ['direction marks', '\u202asafe\u202c', 'safe'],
  ])('%s makes no difference', (_what, left, right) => {
    expect(foldText(left)).toBe(foldText(right));
  });

  it.each([
    ['another letter', 'safe', 'sate'],
    ['another digit', '金庫1', '金庫2'],
    ['an accent', 'resume', 'résumé'],
    ['a word boundary', 'key ring', 'keyring'],
    ['a script', 'а', 'a'],
  ])('%s makes a difference', (_what, left, right) => {
    expect(foldText(left)).not.toBe(foldText(right));
  });

  it('nothing is null', () => {
    for (const text of [null, '', ' ', '\u3000', '\u200b', '\ufeff \u2060']) expect(foldText(text)).toBeNull();
  });

  it('the same in every locale: Turkish i', () => {
    expect(foldText('TITLE')).toBe('title');
  });

  it('folding twice is folding once (n = 2,000)', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(texts, (text) => foldText(foldText(text)) === foldText(text)),
      { numRuns: 2_000 },
    );
  });

  it('a folded text has no white space around it, and none twice (n = 1,000)', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'Ａ', ' ', '\t', '\u3000', '\u200b', '\u0301') });
    fc.assert(
      fc.property(texts, (text) => /^$|^\S+(?: \S+)*$/u.test(foldText(text) ?? '')),
      { numRuns: 1_000 },
    );
  });
});
