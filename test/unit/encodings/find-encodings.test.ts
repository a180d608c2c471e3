import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../src-main/encodings/decode-bytes.ts';
import { findEncodings } from '../../../src-main/encodings/find-encodings.ts';
import { encodedLines } from '../../vectors/encodings.ts';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const sure = encodedLines.filter((one) => one.sure !== null);
const asked = encodedLines.filter((one) => one.asked !== null);
const other = encodedLines.filter((one) => one.sure === null && one.asked === null);

describe('the encoding of a text', () => {
  it.each(sure)('$name: is $sure, without a question', ({ hex, text, sure: encoding }) => {
    const { candidates } = findEncodings(bytesOf(hex));
    expect(candidates).toEqual([encoding]);
    expect(candidates.map((one) => decodeBytes(bytesOf(hex), one))).toEqual([text]);
  });

  it.each(asked)('$name: is asked about, $asked among others', ({ hex, text, asked: encoding }) => {
    const { candidates } = findEncodings(bytesOf(hex));
    expect(candidates.length).toBeGreaterThan(1);
    expect(candidates).toContain(encoding);
    const readings = candidates.map((one) => decodeBytes(bytesOf(hex), one));
    expect(readings).toContain(text);
    expect(new Set(readings).size).toBe(readings.length);
  });

  it.each(other)('$name: which is not read, is never taken for another', ({ hex }) => {
    expect(findEncodings(bytesOf(hex)).candidates).not.toHaveLength(1);
  });

  it('that is not read is named where it can be told', () => {
    const polish = encodedLines.find(({ name }) => name === 'Polish, iso8859-2');
    expect(findEncodings(bytesOf(polish?.hex ?? '')).looksLike).toBe('ISO-8859-2');
  });

  it('is told by the few lines that say anything, in a file of a million', () => {
    const lines = encodedLines.find(({ name }) => name === 'French, cp1252');
    const plain = Buffer.from('GitHub;a;b;c\r\n'.repeat(100_000));
    expect(findEncodings(Buffer.concat([plain, bytesOf(lines?.hex ?? ''), plain])).candidates).toEqual([
      'windows-1252',
    ]);
  });

  it('of ASCII alone is UTF-8, also with an escape character in it', () => {
    expect(findEncodings(Buffer.from('a,b\n\u001b[0m,c\n')).candidates).toEqual(['utf-8']);
    expect(findEncodings(new Uint8Array()).candidates).toEqual(['utf-8']);
  });
});
