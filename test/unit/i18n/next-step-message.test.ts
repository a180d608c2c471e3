import { expect, it } from 'vitest';
import { nextStepMessage } from '../../../src-shared/i18n/next-step-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const names = { labelOf: (id: string) => `key ${id}`, nameOf: (id: string) => `account ${id}` };
const add = { kind: 'add', keyId: 'b', safeAccountIds: ['1', '2', '3'], critical: 7 } as const;

it.each([
  ['en', ['1'], 'Add key b to account 1: 3 of the 7 are then safe.'],
  ['en', ['1', '2', '3', '4'], 'Add key b to account 1 and account 2 and 2 more accounts: 3 of the 7 are then safe.'],
  ['ja', ['1', '2', '3'], 'key bをaccount 1とaccount 2ほか1件に追加すると、7件中3件が安全になります。'],
] as const)('what to add, and what is then safe (%s)', (locale, accountIds, sentence) => {
  expect(nextStepMessage(createTranslator(locale), { ...add, accountIds }, names)).toBe(sentence);
});

it('what to read, where nothing can be added', () => {
  const sentence = nextStepMessage(createTranslator('en'), { kind: 'read', keyId: 'a' }, names);
  expect(sentence).toBe('Read key a: nothing is known of what it opens now.');
});
