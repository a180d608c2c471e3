import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../helpers/cpu-time.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';

describe('displayText', () => {
  it.each([
    ['plain', 'plain'],
    ['森 鷗外 🔑', '森 鷗外 🔑'],
    ['José', 'José'],
    ['می‌خواهم', 'می‌خواهم'],
    ['👩‍💻', '👩‍💻'],
  ])('leaves %j as it is', (text, shown) => {
    expect(displayText(text)).toBe(shown);
  });

  it.each([
    ['escape sequence', '\u001b[31mred\u001b[0m', '�[31mred�[0m'],
    ['C1 control', 'a\u009bm', 'a�m'],
    ['NUL and bell', 'a\0\u0007b', 'a��b'],
    ['lines', 'a\r\nb\u2028c\td', 'a b c d'],
    ['right-to-left override', 'moc.\u202Egithub', 'moc.�github'],
    ['isolates', '\u2066x\u2069', '�x�'],
    ['zero width space', 'git\u200Bhub.com', 'git�hub.com'],
    ['joiner at the end or between letters of no script that needs it', 'a\u200D', 'a�'],
    ['joiner inside a Latin name', 'git\u200Dhub', 'git�hub'],
    ['byte order mark', '\uFEFFa', '�a'],
    ['tag characters', 'a\u{E0041}b', 'a�b'],
    ['lone surrogate', 'a\uD800b', 'a�b'],
  ])('B-23 neutralises %s', (_, text, shown) => {
    expect(displayText(text)).toBe(shown);
  });

  it('B-23 limits combining marks, and keeps the few that a name needs', () => {
    expect([...displayText(`a${'\u0301'.repeat(2000)}`)].length).toBe(5);
    expect(displayText('e\u0302\u0323')).toBe('e\u0302\u0323');
  });

  it('cuts at characters, not at code units, and says so', () => {
    expect(displayText('abcdef', 3)).toBe('abc…');
    expect(displayText('👩‍💻👩‍💻👩‍💻', 2)).toBe('👩‍💻👩‍💻…');
    expect(displayText('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(10)}…`);
  });

  it('B-23 takes no longer for a hostile text', () => {
    const spent = cpuTime(() => {
      for (const text of ['\u0301', '\u202e', '\u200d', 'a\u0301']) displayText(text.repeat(500_000));
    });
    expect(spent).toBeLessThan(2000);
  });
});
