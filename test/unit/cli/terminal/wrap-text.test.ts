import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../../src-cli/terminal/text-width.ts';
import { wrapText } from '../../../../src-cli/terminal/wrap-text.ts';

describe('wrapText', () => {
  it('breaks after spaces, and a word only where it is longer than a line', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(wrapText('  two  words', 7)).toEqual(['  two', 'words']);
    expect(wrapText('one\n\ntwo', 20)).toEqual(['one', '', 'two']);
    expect(wrapText('', 5)).toEqual(['']);
  });

  it('breaks Japanese between characters, and neither before a closing mark nor after an opening one', () => {
    expect(wrapText('台帳を開けません', 8)).toEqual(['台帳を開', 'けません']);
    expect(wrapText('台帳を開く。次', 10)).toEqual(['台帳を開', 'く。次']);
    expect(wrapText('台帳は「安全」', 8)).toEqual(['台帳は', '「安全」']);
    expect(wrapText('sparekey keysで見る', 10)).toEqual(['sparekey', 'keysで見る']);
  });

  it('never is wider than asked for, and leaves nothing out', () => {
    const texts = fc.string({ unit: fc.constantFrom(...Array.from('ab -.。「」日本語キー👩‍👩‍👧é')) });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const lines = wrapText(text, columns);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
