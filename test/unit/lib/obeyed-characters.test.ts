import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeObeyed, restoreObeyed } from '../../../src-shared/lib/obeyed-characters.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('\\', 'u{', '202E', '}', '\u202e', '\r', '\n', '\u001b', 'a'), { maxLength: 8 })
    .map((all) => all.join('')),
);

it('11.11 what was escaped holds nothing that a terminal obeys, and comes back', () => {
  fc.assert(
    fc.property(text, (value) => {
      const safe = escapeObeyed(value);
      const obeys = /[^\P{Cc}\n\t\r]|\r(?!\n)|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u.test(safe);
      return !obeys && restoreObeyed(safe) === value;
    }),
    { numRuns: 2_000 },
  );
});

it('leaves what people write alone', () => {
  for (const value of ['C:\\users\\kim', '\\u{41}', '鍵\n2行目\t列', 'a\r\nb'])
    expect(restoreObeyed(value)).toBe(value);
  expect(escapeObeyed('a\u202eb')).toBe('a\\u{202E}b');
  expect(escapeObeyed('\\u{202E}')).toBe('\\u{5C}u{202E}');
});
