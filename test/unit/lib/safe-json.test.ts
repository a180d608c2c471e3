import { expect, it } from 'vitest';
import { displayRpId } from '../../../src-shared/lib/display-text.ts';
import { safeJson } from '../../../src-shared/lib/safe-json.ts';

it('11.11 JSON holds nothing that a terminal obeys, and reads back as the same value', () => {
  const value = { text: 'a\u001b[2J\u009b31m\u007f\u0085\u202e\u2066\u200f\u2028b', fine: '鍵 é 😀' };
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(safeJson(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
  expect(JSON.parse(safeJson(value))).toEqual(value);
  expect(safeJson({ a: '\u009b' }, 2)).toBe('{\n  "a": "\\u009b"\n}');
});

it('11.11 the end of a long RP ID is never cut, and the cut does not look like a key’s own', () => {
  const long = `login.${'a'.repeat(80)}.bank.example`;
  const shown = displayRpId(long, 40);
  expect([...shown].length).toBe(40);
  expect(shown).toMatch(/^login\..*\[\.\.\.\].*\.bank\.example$/);
  expect(shown).not.toContain('…');
  expect(displayRpId('example.org', 40)).toBe('example.org');
  expect(displayRpId('a\u202eb\u001b', 40)).toBe('a\uFFFDb\uFFFD');
});
