import { describe, expect, it } from 'vitest';
import { hexLines, readableText } from '../../../src-shared/lib/readable-text.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bytes as text', () => {
  it.each(['', 'note', 'two\nlines\r\n\tindented', '森 花', '\uFEFFwith a mark'])('%j is one', (text) => {
    expect(readableText(utf8(text))).toBe(text);
  });

  it.each([
    ['no UTF-8', Uint8Array.of(0xff)],
    ['a character that is cut', utf8('花').subarray(0, 2)],
    ['a NUL', utf8('a\0')],
    ['an escape', utf8('\u001B[2J')],
    ['a C1 control', utf8('\u009B2J')],
  ])('%s is none', (_name, bytes) => {
    expect(readableText(bytes)).toBeNull();
  });
});

it('bytes as lines of hex, with what of them is ASCII', () => {
  expect(hexLines(utf8('0123456789abcdef\u0000é'))).toEqual([
    '000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef',
    '000010  00 c3 a9                                         ...',
  ]);
  expect(hexLines(new Uint8Array())).toEqual([]);
});
