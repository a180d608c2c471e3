import { describe, expect, it } from 'vitest';
import { simulateLoss } from '../../../../src-shared/coverage/simulate-loss.ts';
import { outcomesWithout, sentencesOf } from '../case-answer.ts';
import { accountsOf, readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, keyA, story, verdictAt, way } from './story.ts';

const [google, microsoft] = ['hana@gmail.com', 'hana@outlook.jp'];
const mutual = [
  way('google-account', google, 'recovery-email', microsoft),
  way('microsoft-account', microsoft, 'recovery-email', google),
];

describe('accounts that open each other', () => {
  it('two mailboxes that reset each other, and nothing else: both are closed, and the circle is named', () => {
    const answer = story({ otherWaysIn: mutual });
    for (const name of [`google-account ${google}`, `microsoft-account ${microsoft}`]) {
      expect(answerAt(answer, name)).toMatchObject({ verdict: 'no-way-in', survives: false });
      expect(sentencesOf(answer, name).en).toMatch(/Google.*Microsoft|Microsoft.*Google/);
      expect(sentencesOf(answer, name).ja).toMatch(/Google.*Microsoft|Microsoft.*Google/);
    }
    for (const account of accountsOf(answer.report)) {
      expect(account.circle).toHaveLength(2);
      expect(account.gaps.map(({ kind }) => kind)).toContain('circular');
    }
    expect(new Set(Object.values(outcomesWithout(answer, [])))).toEqual(new Set(['locked-out']));
  });

  it('two separate circles are named apart', () => {
    const answer = story({
      otherWaysIn: [
        ...mutual,
        way('bitwarden', '花子', 'synced-passkey', '1Password'),
        way('1password', '花子', 'synced-passkey', 'Bitwarden'),
      ],
    });
    const circles = accountsOf(answer.report).map(({ accountId, circle }) => [
      accountId,
      circle.includes(accountId),
      circle.length,
    ]);
    expect(circles.every(([, isIn, length]) => isIn === true && length === 2)).toBe(true);
    expect(new Set(accountsOf(answer.report).map(({ circle }) => circle.join())).size).toBe(2);
  });

  it('a circle with one member that A opens hangs on A', () => {
    const answer = story({ enrolments: [readOf('a', 'google.com', google)], otherWaysIn: mutual });
    expect(answerAt(answer, `google-account ${google}`)).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(answerAt(answer, `microsoft-account ${microsoft}`)).toMatchObject({
      verdict: 'only-this-key',
      onlyKey: 'A',
    });
    expect(outcomesWithout(answer, [])).toEqual({
      [`google-account ${google}`]: 'open',
      [`microsoft-account ${microsoft}`]: 'open',
    });
    expect(new Set(Object.values(outcomesWithout(answer, ['A'])))).toEqual(new Set(['locked-out']));
    expect(sentencesOf(answer, `google-account ${google}`).en).toContain('Microsoft');
  });

  it('a circle with one member that A and B open: that one survives, the other has one way in', () => {
    const answer = story({
      enrolments: [readOf('a', 'google.com', google), readOf('b', 'google.com', google)],
      otherWaysIn: mutual,
    });
    expect(verdictAt(answer, `google-account ${google}`)).toBe('survives');
    expect(verdictAt(answer, `microsoft-account ${microsoft}`)).toBe('one-other-way');
    const { touched } = simulateLoss(answer.report, {
      keyIds: [],
      accountIds: [accountAt(answer, 'google-account').accountId],
    });
    expect(touched.map(({ lossImpact }) => lossImpact)).toEqual(['locked-out', 'locked-out']);
  });

  it('a circle in which each member has a key of its own survives the loss of either key', () => {
    const answer = story({
      enrolments: [readOf('a', 'google.com', google), readOf('b', 'login.microsoft.com', microsoft)],
      otherWaysIn: mutual,
    });
    expect(verdictAt(answer, `google-account ${google}`)).toBe('survives');
    expect(verdictAt(answer, `microsoft-account ${microsoft}`)).toBe('survives');
    expect(outcomesWithout(answer, ['A'])).toEqual({
      [`google-account ${google}`]: 'open',
      [`microsoft-account ${microsoft}`]: 'open',
    });
    expect(new Set(Object.values(outcomesWithout(answer, ['A', 'B'])))).toEqual(new Set(['locked-out']));
  });

  it('三つのアカウントの輪: どれも自力では開かない', () => {
    const answer = story({
      otherWaysIn: [
        way('yahoo-japan', 'hana@yahoo.co.jp', 'recovery-email', google),
        way('google-account', google, 'recovery-email', microsoft),
        way('microsoft-account', microsoft, 'recovery-email', 'hana@yahoo.co.jp'),
      ],
    });
    expect(new Set(Object.values(outcomesWithout(answer, [])))).toEqual(new Set(['locked-out']));
    expect(accountsOf(answer.report).map(({ circle }) => circle.length)).toEqual([3, 3, 3]);
  });

  it('the passkey of a vault in the vault itself opens nothing', () => {
    const answer = story({ otherWaysIn: [way('bitwarden', 'hana', 'synced-passkey', 'Bitwarden')] });
    expect(answerAt(answer, 'bitwarden hana')).toMatchObject({ verdict: 'no-way-in', survives: false });
  });

  it('a master password beside that passkey is one way in, not two', () => {
    const answer = story({
      otherWaysIn: [
        way('bitwarden', 'hana', 'synced-passkey', 'Bitwarden'),
        way('bitwarden', 'hana', 'password', 'マスターパスワード'),
      ],
    });
    expect(answerAt(answer, 'bitwarden hana')).toMatchObject({ verdict: 'one-other-way', survives: false });
  });

  it('a master password of a vault, and a mailbox whose passkey is in the vault and that resets it, are one way in each', () => {
    const answer = story({
      otherWaysIn: [
        way('bitwarden', 'hana', 'password', 'master password'),
        way('bitwarden', 'hana', 'recovery-email', google),
        way('google-account', google, 'synced-passkey', 'Bitwarden'),
      ],
    });
    expect(answerAt(answer, 'bitwarden hana')).toMatchObject({ survives: false });
    expect(outcomesWithout(answer, [])).toEqual({ 'bitwarden hana': 'open', [`google-account ${google}`]: 'open' });
    const password = answer.input.otherWaysIn[0]?.id ?? '';
    expect(outcomesWithout(answer, [], { otherWayIds: [password] })).toEqual({
      'bitwarden hana': 'locked-out',
      [`google-account ${google}`]: 'locked-out',
    });
  });

  it('what leads into a circle is no part of it', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [manualOf('a', 'dropbox', 'hana')],
      otherWaysIn: [...mutual, way('dropbox', 'hana', 'recovery-email', google)],
    });
    expect(accountAt(answer, 'dropbox').circle).toEqual([]);
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
  });
});
