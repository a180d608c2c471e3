import { describe, expect, it } from 'vitest';
import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import { answered, onlyQuestion } from '../apply-edits.ts';
import { answerOf, outcomesWithout, sentencesOf } from '../case-answer.ts';
import { accountsOf, day, keyOf, readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, keyA, keyB, story, verdictAt, way } from './story.ts';

const synced = (service: string, user: string, name = 'Bitwarden') => way(service, user, 'synced-passkey', name);

describe('whose account it is, and which one is meant', () => {
  const family: Partial<CoverageInput> = {
    keys: [keyOf('a', { label: '花子のキー', owner: '花子' }), keyOf('b', { label: '太郎のキー', owner: '太郎' })],
    enrolments: [
      manualOf('a', 'bitwarden', 'hanako'),
      manualOf('b', 'bitwarden', 'taro'),
      readOf('a', 'github.com', 'hanako'),
      readOf('b', 'discord.com', 'taro'),
    ],
    otherWaysIn: [synced('github', 'hanako'), synced('discord', 'taro')],
  };

  it('two people with one vault each: each passkey is in the vault of its owner', () => {
    const answer = story(family);
    expect(answer.questions).toEqual([]);
    expect(answerAt(answer, 'github hanako').chains).toEqual(['Bitwarden → bitwarden hanako (花子のキー)']);
    expect(answerAt(answer, 'discord taro').chains).toEqual(['Bitwarden → bitwarden taro (太郎のキー)']);
    expect(outcomesWithout(answer, ['花子のキー'])).toEqual({
      'bitwarden hanako': 'locked-out',
      'github hanako': 'locked-out',
      'bitwarden taro': 'open',
      'discord taro': 'open',
    });
  });

  it('a vault that a family shares, opened by the keys of both, is that of both', () => {
    const answer = story({
      ...family,
      enrolments: [
        manualOf('a', 'bitwarden', 'family'),
        manualOf('b', 'bitwarden', 'family'),
        readOf('a', 'github.com', 'hanako'),
        readOf('b', 'discord.com', 'taro'),
      ],
    });
    expect(verdictAt(answer, 'github hanako')).toBe('survives');
    expect(verdictAt(answer, 'discord taro')).toBe('survives');
    expect(outcomesWithout(answer, ['花子のキー'])['github hanako']).toBe('open');
  });

  it('without owners two vaults fit: one question, and its answer serves that owner’s ways in', () => {
    const answer = story({
      keys: [keyA, keyB],
      enrolments: [manualOf('a', 'bitwarden', 'hana'), manualOf('b', 'bitwarden', 'work')],
      otherWaysIn: [synced('github', 'hana'), synced('mercari', 'hana'), synced('line', 'hana')],
    });
    expect(answer.questions).toEqual(['provider-which: Bitwarden']);
    expect(verdictAt(answer, 'github hana')).toBe('not-known');
    expect(outcomesWithout(answer, [])['github hana']).toBe('perhaps');
    expect(sentencesOf(answer, 'github hana').ja).toContain('Bitwarden');
    const question = onlyQuestion(answer.report, 'provider-which');
    const [hana = ''] = question.accountIds;
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId: hana }));
    expect(settled.questions).toEqual([]);
    for (const name of ['github hana', 'mercari hana', 'line hana']) {
      expect(answerAt(settled, name)).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    }
  });

  it('two users of one vault, named in the ways in themselves, are told apart', () => {
    const answer = story({
      keys: [keyA, keyB],
      enrolments: [manualOf('a', 'bitwarden', 'hana@mail.example'), manualOf('b', 'bitwarden', 'work@corp.example')],
      otherWaysIn: [
        synced('github', 'hana', 'Bitwarden hana@mail.example'),
        synced('line', 'hana', 'Bitwarden work@corp.example'),
      ],
    });
    expect(answer.questions).toEqual([]);
    expect(answerAt(answer, 'github hana').onlyKey).toBe('A');
    expect(answerAt(answer, 'line hana').onlyKey).toBe('B');
  });

  it('an account with passkeys in the vaults of two users survives the loss of either', () => {
    const answer = story({
      keys: [keyA, keyB],
      enrolments: [manualOf('a', 'bitwarden', 'hana@mail.example'), manualOf('b', 'bitwarden', 'work@corp.example')],
      otherWaysIn: ['hana@mail.example', 'work@corp.example'].map((user) =>
        way('github', 'hana', 'synced-passkey', `Bitwarden ${user}`, { providerId: 'bitwarden' }),
      ),
    });
    expect(outcomesWithout(answer, ['A'])['github hana']).toBe('open');
    expect(outcomesWithout(answer, ['B'])['github hana']).toBe('open');
    expect(outcomesWithout(answer, ['A', 'B'])['github hana']).toBe('locked-out');
    expect(answerAt(answer, 'github hana').survives).toBe(true);
  });

  it('two tenants of Okta are two accounts, and "Sign in with Okta" is asked about', () => {
    const answer = story({
      keys: [keyA, keyB],
      enrolments: [readOf('a', 'acme.okta.com', 'hana'), readOf('b', 'beta.okta.com', 'hana')],
      otherWaysIn: [way('slack', 'hana', 'sign-in-with', 'Sign in with Okta')],
    });
    expect(accountsOf(answer.report).filter(({ serviceId }) => serviceId === 'okta')).toHaveLength(2);
    expect(answer.questions).toEqual(['provider-which: Okta Workforce (each organisation)']);
    expect(verdictAt(answer, 'slack hana')).toBe('not-known');
    expect(Object.keys(answer.accounts).some((name) => name.includes('acme.okta.com'))).toBe(true);
  });

  it('joined accounts are one, and two again when the person takes it back', () => {
    const input = {
      keys: [keyA, keyB],
      enrolments: [readOf('a', 'github.com', '花子'), manualOf('b', 'github', 'Hanako Suzuki')],
    };
    const apart = story(input);
    const [one = '', two = ''] = accountsOf(apart.report).map(({ accountId }) => accountId);
    const joined = story({ ...input, sameAccounts: [{ id: 'same', accountIds: [one, two], asOf: day(3) }] });
    expect(Object.values(joined.accounts)).toEqual([
      { verdict: 'survives', survives: true, onlyKey: null, chains: [] },
    ]);
    expect(story(input).accounts).toEqual(apart.accounts);
    expect(accountsOf(apart.report)).toHaveLength(2);
  });

  it('a record that fitted two accounts which are joined belongs to the joined one', () => {
    const enrolments = [
      readOf('a', 'google.com', 'hana@gmail.com'),
      readOf('b', 'google.com', 'hana@gmail.com', { id: 'other', userId: 'ff00ff00' }),
    ];
    const otherWaysIn = [way('google-account', 'hana@gmail.com', 'recovery-codes', 'paper', { place: 'Safe' })];
    const apart = story({ enrolments, otherWaysIn });
    expect(apart.questions).toEqual(['which-account: paper']);
    const [one = '', two = ''] = accountsOf(apart.report).map(({ accountId }) => accountId);
    const joined = story({
      enrolments,
      otherWaysIn,
      sameAccounts: [{ id: 'same', accountIds: [two, one], asOf: day(3) }],
    });
    expect(joined.questions).toEqual([]);
    expect(accountAt(joined, 'google-account').otherWaysIn.map(({ name }) => name)).toEqual(['paper']);
  });

  it('a help desk without a user is for every account of its service', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'google.com', 'a@corp.example'), readOf('a', 'google.com', 'b@corp.example')],
      otherWaysIn: [way('google-account', null, 'helpdesk', 'ヘルプデスク')],
    });
    expect(answer.questions).toEqual([]);
    expect(Object.values(outcomesWithout(answer, ['A']))).toEqual(['helpdesk', 'helpdesk']);
  });

  it('codes of one of two Google accounts of one name count for neither until the person says', () => {
    const enrolments = [
      readOf('a', 'google.com', '花子'),
      readOf('a', 'google.com', '花子', { id: 'other', userId: 'ff00ff00' }),
    ];
    const answer = story({ enrolments, otherWaysIn: [way('google-account', '花子', 'recovery-codes', '紙')] });
    expect(answer.questions).toEqual(['which-account: 紙']);
    expect(accountsOf(answer.report).map(({ verdict }) => verdict)).toEqual(['only-this-key', 'only-this-key']);
    expect(accountsOf(answer.report).map(({ gaps }) => gaps.map(({ kind }) => kind))).toEqual([
      ['only-one-key', 'which-account'],
      ['only-one-key', 'which-account'],
    ]);
  });

  it('a name with capitals and wide letters is the same name', () => {
    const answer = story({
      enrolments: [readOf('a', 'github.com', 'Hanako'), manualOf('b', 'github', 'ｈａｎａｋｏ')],
    });
    expect(accountsOf(answer.report)).toHaveLength(1);
    expect(accountAt(answer, 'github').verdict).toBe('survives');
  });

  it.each(['hana@hotmail.co.jp', 'hana@live.jp', 'hana@msn.com', 'hana@outlook.fr'])(
    '%s is a personal Microsoft account, without a question',
    (user) => {
      const answer = story({ enrolments: [readOf('a', 'login.microsoft.com', user)] });
      expect(Object.keys(answer.accounts)).toEqual([`microsoft-account ${user}`]);
      expect(answer.questions).toEqual([]);
    },
  );

  it('another address may be work or personal: asked once, and the answer moves the account', () => {
    const answer = story({ keys: [keyA], enrolments: [readOf('a', 'login.microsoft.com', 'taro@kaisha.example')] });
    expect(answer.questions).toEqual(['account-type: taro@kaisha.example']);
    const question = onlyQuestion(answer.report, 'account-type');
    expect(question.serviceIds.toSorted()).toEqual(['microsoft-account', 'microsoft-entra-id']);
    for (const serviceId of question.serviceIds) {
      const settled = answerOf(answered(answer.input, question, { type: 'service', owner: { serviceId } }));
      expect(Object.keys(settled.accounts)).toEqual([`${serviceId} taro@kaisha.example`]);
      expect(settled.questions).toEqual([]);
    }
  });
});
