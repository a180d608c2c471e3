import { describe, expect, it } from 'vitest';
import { easyToGuess } from '../../../src-renderer/pin-window/easy-to-guess.ts';

describe('a PIN that is easy to guess', () => {
  it.each([
    ['1111', 'same'],
    ['1234', 'in-order'],
    ['9876', 'in-order'],
    ['abcd', 'in-order'],
    ['1212', 'repeated'],
    ['123123', 'repeated'],
    ['12345678901', null],
    ['4711', null],
    ['a', null],
    ['', null],
    ['1357', null],
  ])('%s: %s', (pin, kind) => {
    expect(easyToGuess(pin)).toBe(kind);
  });
});
