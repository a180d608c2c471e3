import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { personalDataIn, readableText } from '../../../src-shared/lib/personal-data.ts';

const hex = (text: string): string => toHex(new TextEncoder().encode(text));

describe('personal data in a user handle', () => {
  it.each([
    ['hana.mori@mail.example', 'mail-address'],
    ['<hana@例え.テスト>', 'mail-address'],
    ['+81 90-1234-5678', 'phone-number'],
    ['+14155552671', 'phone-number'],
    ['09012345678', 'phone-number'],
    ['(415) 555-2671', 'phone-number'],
    ['０９０１２３４５６７８', 'phone-number'],
    ['Hana Mori', 'name'],
    ['hana.mori', 'name'],
    ['森花', 'name'],
    ['Élodie', 'name'],
    ['김민준', 'name'],
  ])('%s looks like a %s', (text, kind) => {
    expect(personalDataIn(hex(text))).toBe(kind);
  });

  it.each([
    ['a UUID', hex('6f9619ff-8b86-d011-b42d-00cf4fc964ff')],
    ['a number', hex('100234567890')],
    ['a date', hex('2024-01-15')],
    ['base64', hex('aGVsbG8gd29ybGQxMjM')],
    ['random bytes', '8b1a9953c4611296a827abf8c47804d7'],
    ['one letter', hex('a')],
    ['nothing', ''],
    ['control characters', hex('Hana\u0000Mori')],
  ])('%s looks like none', (_, userId) => {
    expect(personalDataIn(userId)).toBeNull();
  });

  it('is not told of a handle that is missing', () => {
    expect(personalDataIn(null)).toBeNull();
  });

  it('reads a handle as text only where it is valid UTF-8 without control characters', () => {
    expect(readableText(hex('hana-mori'))).toBe('hana-mori');
    expect(readableText('ff')).toBeNull();
    expect(readableText(hex('a\u001b[2J'))).toBeNull();
    expect(readableText(hex('a\u202Eb'))).toBeNull();
  });
});
