import { describe, expect, it } from 'vitest';
import { padToWidth, textWidth } from '../../../src-cli/terminal/text-width.ts';

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['GitHub', 6],
    ['森鷗外', 6],
    ['ｶﾅ', 2],
    ['カナ', 4],
    ['ＡＢ', 4],
    ['한글', 4],
    ['e\u0301', 1],
    ['🔑', 2],
    ['👩‍💻', 2],
    ['●○', 2],
    ['🇯🇵', 2],
    ['⌚', 2],
    ['1️⃣', 2],
    ['☎', 1],
    ['が', 2], // か with a combining mark
    ['é', 1],
    ['́', 0],
    ['\u200b', 0],
    ['髙﨑', 4],
    ['한국', 4],
  ])('of %j is %d columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('pads by columns, not by characters', () => {
    expect(padToWidth('森', 4)).toBe('森  ');
    expect(padToWidth('longer', 3)).toBe('longer');
  });
});
