import { describe, expect, it } from 'vitest';
import { simulateLoss } from '../../../../src-shared/coverage/simulate-loss.ts';
import { outcomesWithout, planWithout, sentencesOf } from '../case-answer.ts';
import { readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, keyA, keyB, story, verdictAt, way } from './story.ts';

const mail = 'hana@gmail.com';

describe('ways in that go through other accounts', () => {
  it('three deep: reset mail of GitHub, its mailbox, the vault with the passkey of the mailbox', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [manualOf('a', 'bitwarden', 'hana')],
      otherWaysIn: [
        way('github', 'hana', 'recovery-email', mail),
        way('google-account', mail, 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' }),
      ],
    });
    expect(answerAt(answer, 'github hana')).toEqual({
      verdict: 'only-this-key',
      survives: false,
      onlyKey: 'A',
      chains: [`${mail} → google-account ${mail} → bitwarden hana (A)`],
    });
    expect(planWithout(answer, ['A'])).toEqual({
      'get-back-in': ['bitwarden hana', `google-account ${mail}`, 'github hana'],
    });
    expect(accountAt(answer, 'github').gaps[0]?.details['through']).toContain('Bitwarden');
    expect(sentencesOf(answer, 'github hana').ja).toContain('Bitwarden');
  });

  it('four deep: Slack by Okta, Okta by Google, Google by a passkey in 1Password, and that by A', () => {
    const answer = story({
      keys: [keyA],
      enrolments: [manualOf('a', '1password', 'hana')],
      otherWaysIn: [
        way('slack', 'hana', 'sign-in-with', 'Sign in with Okta'),
        way('okta', 'hana', 'sign-in-with', 'Sign in with Google'),
        way('google-account', mail, 'synced-passkey', '1Password', { providerId: '1password' }),
      ],
    });
    expect(outcomesWithout(answer, [])).toEqual(
      Object.fromEntries(
        ['1password hana', `google-account ${mail}`, 'okta hana', 'slack hana'].map((one) => [one, 'open']),
      ),
    );
    expect(answerAt(answer, 'slack hana').chains).toEqual([
      `Sign in with Okta → okta hana → google-account ${mail} → 1password hana (A)`,
    ]);
    expect([...new Set(Object.values(outcomesWithout(answer, ['A'])))]).toEqual(['locked-out']);
    expect(answer.report.keys[0]?.aloneHolds).toBe(4);
  });

  it('保管庫の中の保管庫: Bitwardenのパスキーは1Passwordにあり、1Passwordを開くのは青いキーだけ', () => {
    const blue = { ...keyA, label: '青いキー', place: '自宅' };
    const answer = story({
      keys: [blue],
      enrolments: [manualOf('a', '1password', '花子')],
      otherWaysIn: [
        way('mercari', '花子', 'synced-passkey', 'ビットワーデン'),
        way('bitwarden', '花子', 'synced-passkey', '1Password'),
      ],
    });
    expect(answerAt(answer, 'mercari 花子')).toMatchObject({
      verdict: 'only-this-key',
      onlyKey: '青いキー',
      chains: ['ビットワーデン → bitwarden 花子 → 1password 花子 (青いキー)'],
    });
    expect(sentencesOf(answer, 'mercari 花子').ja).toContain('青いキー');
    expect(sentencesOf(answer, 'mercari 花子').en).toContain('青いキー');
  });

  it('codes in a vault, whose reset goes to a mailbox that A and B open', () => {
    const answer = story({
      enrolments: [readOf('a', 'google.com', mail), readOf('b', 'google.com', mail), readOf('a', 'github.com', 'hana')],
      otherWaysIn: [
        way('github', 'hana', 'recovery-codes', 'Codes in Bitwarden'),
        way('bitwarden', 'hana', 'recovery-email', mail),
      ],
    });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'survives', survives: true, chains: [] });
    const { touched } = simulateLoss(answer.report, { keyIds: ['a'] });
    const github = touched.find(({ account }) => account.serviceId === 'github');
    expect(github?.lossImpact).toBe('open');
    expect(github?.openFirst).toEqual([
      accountAt(answer, 'google-account').accountId,
      accountAt(answer, 'bitwarden').accountId,
    ]);
    expect(planWithout(answer, ['A'])['remove-lost-key']?.at(-1)).toBe('github hana');
  });

  it('a passkey in a vault that both keys open is a spare, and is named as what is left', () => {
    const answer = story({
      enrolments: [
        readOf('a', 'github.com', 'hana'),
        manualOf('a', 'bitwarden', 'hana'),
        manualOf('b', 'bitwarden', 'hana'),
      ],
      otherWaysIn: [way('github', 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' })],
    });
    expect(verdictAt(answer, 'github hana')).toBe('survives');
    expect(outcomesWithout(answer, ['A'])).toEqual({ 'github hana': 'open', 'bitwarden hana': 'open' });
    expect(outcomesWithout(answer, ['A', 'B'])).toEqual({
      'github hana': 'locked-out',
      'bitwarden hana': 'locked-out',
    });
  });

  it('two vaults, each opened by another key, keep an account', () => {
    const answer = story({
      enrolments: [manualOf('a', 'bitwarden', 'hana'), manualOf('b', '1password', 'hana')],
      otherWaysIn: [
        way('github', 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' }),
        way('github', 'hana', 'synced-passkey', '1Password', { providerId: '1password' }),
      ],
    });
    expect(verdictAt(answer, 'github hana')).toBe('survives');
    expect(outcomesWithout(answer, ['A'])['github hana']).toBe('open');
    expect(outcomesWithout(answer, ['A', 'B'])['github hana']).toBe('locked-out');
  });

  it('a help desk at the end of a chain leads back into everything that hangs on it', () => {
    const answer = story({
      enrolments: [manualOf('a', 'okta', '佐藤')],
      otherWaysIn: [
        way('okta', '佐藤', 'helpdesk', '情シス'),
        way('slack', '佐藤', 'sign-in-with', 'Okta SSO'),
        way('salesforce', '佐藤', 'sign-in-with', 'Oktaでサインイン'),
      ],
    });
    expect(outcomesWithout(answer, ['A'])).toEqual({
      'okta 佐藤': 'helpdesk',
      'slack 佐藤': 'helpdesk',
      'salesforce 佐藤': 'helpdesk',
    });
    const { touched } = simulateLoss(answer.report, { keyIds: ['a'] });
    const slack = touched.find(({ account }) => account.serviceId === 'slack');
    expect(slack?.openFirst).toEqual([accountAt(answer, 'okta').accountId]);
  });

  it('blast radius: what A opens itself, and what falls through the vault that only A opens', () => {
    const answer = story({
      enrolments: [
        manualOf('a', 'bitwarden', 'hana'),
        readOf('a', 'github.com', 'hana'),
        readOf('a', 'google.com', mail),
        readOf('b', 'google.com', mail),
      ],
      otherWaysIn: ['mercari', 'line', 'discord'].map((service) =>
        way(service, 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' }),
      ),
    });
    const [first, second] = answer.report.keys;
    expect(first?.blast).toEqual({
      direct: 2,
      through: [{ accountId: accountAt(answer, 'bitwarden').accountId, count: 3 }],
    });
    expect(first?.aloneHolds).toBe(5);
    expect(second?.blast).toEqual({ direct: 0, through: [] });
  });

  it('a deleted vault is judged in "what if" only, and never makes the verdict worse', () => {
    const answer = story({
      enrolments: [
        readOf('a', 'github.com', 'hana'),
        manualOf('a', 'bitwarden', 'hana'),
        manualOf('b', 'bitwarden', 'hana'),
      ],
      otherWaysIn: [
        way('github', 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' }),
        way('mercari', 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden' }),
        way('mercari', 'hana', 'recovery-codes', 'paper'),
      ],
    });
    const vault = accountAt(answer, 'bitwarden').accountId;
    expect(verdictAt(answer, 'mercari hana')).toBe('survives');
    expect(outcomesWithout(answer, [], { accountIds: [vault] })).toEqual({
      'github hana': 'open',
      'mercari hana': 'open',
      'bitwarden hana': 'locked-out',
    });
    expect(outcomesWithout(answer, ['A'], { accountIds: [vault] })['github hana']).toBe('locked-out');
  });

  it.each([
    ['Googleでログイン', 'google-account', mail],
    ['Continue with Google', 'google-account', mail],
    ['メールで再設定(hana@gmail.com)', 'google-account', mail],
    ['E-mail reset to hana@gmail.com', 'google-account', mail],
    ['1Passwordに保管したコード', '1password', 'hana'],
    ['Backup codes in Bitwarden', 'bitwarden', 'hana'],
    ['パスキー(Bitwarden)', 'bitwarden', 'hana'],
    ['Sign in with Microsoft', 'microsoft-account', 'hana@outlook.jp'],
  ])('a way that is called "%s" depends on %s', (name, serviceId, user) => {
    const kind = name.includes('コード') || name.includes('codes') ? 'recovery-codes' : 'other';
    const answer = story({
      keys: [keyA],
      enrolments: [manualOf('a', serviceId, user)],
      otherWaysIn: [way('dropbox', 'hana', kind, name)],
    });
    expect(answerAt(answer, 'dropbox hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    expect(accountAt(answer, 'dropbox').doubts).toContain('dependency-assumed');
    expect(outcomesWithout(answer, ['A'])['dropbox hana']).toBe('locked-out');
  });

  it('what a person recorded wins over what the name says', () => {
    const requires = [{ type: 'account', serviceId: '1password', userName: 'hana', accountId: null } as const];
    const answer = story({
      keys: [keyA, keyB],
      enrolments: [manualOf('a', 'bitwarden', 'hana'), manualOf('b', '1password', 'hana')],
      otherWaysIn: [way('github', 'hana', 'synced-passkey', 'Bitwarden', { providerId: 'bitwarden', requires })],
    });
    expect(answerAt(answer, 'github hana')).toMatchObject({ verdict: 'only-this-key', onlyKey: 'B' });
    expect(accountAt(answer, 'github').doubts).not.toContain('dependency-assumed');
  });
});
