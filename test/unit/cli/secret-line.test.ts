import { describe, expect, it } from 'vitest';
import { isTypedByKey, SecretLine } from '../../../src-cli/terminal/secret-line.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (line: SecretLine): string => new TextDecoder().decode(line.bytes());

function typed(...bursts: readonly string[]): { line: SecretLine; state: string } {
  const line = new SecretLine();
  let state = 'more';
  for (const burst of bursts) state = line.take(bytes(burst));
  return { line, state };
}

describe('SecretLine', () => {
  it('collects what is typed until Enter', () => {
    expect(typed('12', '34').state).toBe('more');
    const { line, state } = typed('12', '34\r');
    expect([textOf(line), state]).toEqual(['1234', 'done']);
    expect(textOf(typed('1234\nrest of a paste').line)).toBe('1234');
  });

  it('keeps spaces and characters of several bytes; Backspace takes away one character', () => {
    expect(textOf(typed(' pin ').line)).toBe(' pin ');
    expect(textOf(typed('aé', '\u007f').line)).toBe('a');
    expect(textOf(typed('a🔑', '\b').line)).toBe('a');
    expect(textOf(typed('\u007f\u007fx').line)).toBe('x');
    expect(textOf(typed('abc\u0015d').line)).toBe('d');
  });

  it('Ctrl-C, and Ctrl-D on an empty line, cancel', () => {
    expect(typed('12\u0003').state).toBe('cancelled');
    expect(typed('\u0004').state).toBe('cancelled');
    expect(typed('12\u0004').state).toBe('done');
  });

  it('takes no part of an arrow key for text', () => {
    expect(textOf(typed('1', '\u001b[A', '\u001bOP', '2').line)).toBe('12');
    expect(textOf(typed('1', '\u001b').line)).toBe('1');
  });

  it('wipes the bytes that were typed and, when told, its own', () => {
    const line = new SecretLine();
    const burst = bytes('123456');
    line.take(burst);
    expect([...burst]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(textOf(line)).toBe('123456');
    line.wipe();
    expect(line.bytes()).toHaveLength(0);
  });

  it('holds a bounded number of bytes', () => {
    expect(typed('x'.repeat(5000)).line.bytes().length).toBeLessThanOrEqual(1024);
  });
});

describe('isTypedByKey', () => {
  it('D-26 recognises a one-time password that a key typed by itself, and no PIN that a person may have', () => {
    expect(isTypedByKey(bytes('ccccccbcgujhingjrdejhgfnuetrgigvejhhgbkugded'))).toBe(true);
    expect(isTypedByKey(bytes('123456'))).toBe(false);
    expect(isTypedByKey(bytes('cccccc'))).toBe(false);
    expect(isTypedByKey(bytes('correct horse battery staple is a long pin'))).toBe(false);
  });
});
