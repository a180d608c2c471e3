import { describe, expect, it } from 'vitest';
import chain from '../../../src-shared/i18n/en/chain.json' with { type: 'json' };
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const en = createTranslator('en');
const ja = createTranslator('ja');

describe('messages about dependencies', () => {
  it('has a next step for every gap', () => {
    const keys = Object.keys(chain).filter((key) => key.startsWith('gap.'));
    const gaps = keys.filter((key) => !key.endsWith('.next'));
    expect(gaps).toHaveLength(9);
    expect(keys.toSorted()).toEqual(gaps.flatMap((gap) => [gap, `${gap}.next`]).toSorted());
  });

  it('names the chain of an account', () => {
    expect(en('chain.only-through', { through: 'Bitwarden', key: 'Blue key ring' })).toBe(
      'Only through Bitwarden, which only Blue key ring opens.',
    );
    expect(ja('chain.only-through', { through: 'Bitwarden', key: '青' })).toBe(
      'Bitwarden経由でしか開けず、それを開けるのは青だけです。',
    );
  });

  it('composes what falls with a key', () => {
    for (const [t, sentence] of [
      [en, 'Blue: 3 directly, 1,100 through Bitwarden'],
      [ja, 'Blue：直接3件、Bitwarden経由で1,100件'],
    ] as const) {
      const direct = t('chain.blast.direct', { count: 3 });
      const through = t('chain.blast.through', { count: 1_100, account: 'Bitwarden' });
      expect(t('chain.blast', { name: 'Blue', parts: [direct, through].join(t('list.separator')) })).toBe(sentence);
    }
  });

  it('speaks of one and of several', () => {
    expect(en('gap.unread', { unread: 'Red', count: 1 })).toBe('Not known until Red is read.');
    expect(en('gap.which-account', { names: 'Codes', service: 'AWS', count: 1 })).toBe(
      'Codes is recorded for AWS, but not for which account: it counts for none until you say.',
    );
    expect(en('gap.which-account', { names: 'Codes, Pass', service: 'AWS', count: 2 })).toBe(
      'Codes, Pass are recorded for AWS, but not for which account: they count for none until you say.',
    );
  });

  it.each([
    [0, 'Apple demands 2 keys; none is recorded.', 'Appleには2本のキーが必要ですが、1本も記録されていません。'],
    [1, 'Apple demands 2 keys; 1 is recorded.', 'Appleには2本のキーが必要ですが、記録されているのは1本です。'],
    [3, 'Apple demands 4 keys; 3 are recorded.', 'Appleには4本のキーが必要ですが、記録されているのは3本です。'],
  ])('says how many of the demanded keys there are: %i', (count, english, japanese) => {
    const min = count === 3 ? 4 : 2;
    expect(en('gap.min-keys', { service: 'Apple', min, count })).toBe(english);
    expect(ja('gap.min-keys', { service: 'Apple', min, count })).toBe(japanese);
  });
});
