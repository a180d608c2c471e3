import { describe, expect, it } from 'vitest';
import { answerEdits } from '../../../../src-shared/coverage/answer-question.ts';
import { answered, onlyQuestion } from '../apply-edits.ts';
import { answerOf, outcomesWithout } from '../case-answer.ts';
import { day, readOf, manualOf } from '../coverage-fixtures.ts';
import { accountAt, answerAt, device, keyA, keyB, story, verdictAt, way } from './story.ts';

const three = ['github', 'mercari', 'line'];
/** Three accounts whose passkeys are in a vault of which nothing is recorded. */
const inVault = story({
  keys: [keyA, keyB],
  enrolments: [readOf('b', 'discord.com', 'hana')],
  devices: [device('phone', 'iPhone')],
  otherWaysIn: three.map((service) => way(service, 'hana', 'synced-passkey', 'Bitwarden')),
});

describe('questions, and what their answers settle', () => {
  it('how a person gets into a vault is asked once for all that is in it', () => {
    expect(inVault.questions).toEqual(['provider-access: Bitwarden']);
    const question = onlyQuestion(inVault.report, 'provider-access');
    expect(question.aboutAccountIds).toHaveLength(3);
    for (const service of three) expect(verdictAt(inVault, `${service} hana`)).toBe('not-known');
  });

  it.each([
    { type: 'key', keyId: 'a' } as const,
    { type: 'memory' } as const,
    { type: 'device', deviceId: 'iPhone' } as const,
    { type: 'place', place: '金庫' } as const,
  ])('"how do you get into Bitwarden?" – $type: all three open', (answer) => {
    const settled = answerOf(answered(inVault.input, onlyQuestion(inVault.report, 'provider-access'), answer));
    expect(settled.questions).toEqual([]);
    for (const service of three) expect(outcomesWithout(settled, [])[`${service} hana`]).toBe('open');
  });

  it('"with key A": all three hang on A', () => {
    const question = onlyQuestion(inVault.report, 'provider-access');
    const settled = answerOf(answered({ ...inVault.input, keys: [keyA] }, question, { type: 'key', keyId: 'a' }));
    for (const service of three) {
      expect(answerAt(settled, `${service} hana`)).toMatchObject({ verdict: 'only-this-key', onlyKey: 'A' });
    }
  });

  it('"with another account": the chain goes on there', () => {
    const question = onlyQuestion(inVault.report, 'provider-access');
    const { accountId } = accountAt(inVault, 'discord');
    const settled = answerOf(answered(inVault.input, question, { type: 'account', accountId }));
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, ['B'])['github hana']).toBe('locked-out');
  });

  it('"somebody must help": only a help desk leads in', () => {
    const question = onlyQuestion(inVault.report, 'provider-access');
    const settled = answerOf(answered(inVault.input, question, { type: 'people' }));
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, [])['github hana']).toBe('helpdesk');
  });

  it('"I do not": nothing opens it', () => {
    const question = onlyQuestion(inVault.report, 'provider-access');
    const settled = answerOf(answered(inVault.input, question, { type: 'nobody' }));
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, [])['github hana']).toBe('locked-out');
  });

  it('a vault that the catalogue does not know is asked about too, and each way in gets the answer', () => {
    const answer = story({ keys: [keyA], otherWaysIn: [way('github', '花子', 'synced-passkey', '自作の保管庫')] });
    expect(answer.questions).toEqual(['provider-access: 自作の保管庫']);
    const question = onlyQuestion(answer.report, 'provider-access');
    const settled = answerOf(answered(answer.input, question, { type: 'key', keyId: 'a' }));
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, [])).toEqual({ 'github 花子': 'open' });
    expect(outcomesWithout(settled, ['A'])).toEqual({ 'github 花子': 'locked-out' });
  });

  it('a mailbox of a domain of one’s own is asked about', () => {
    const answer = story({
      keys: [keyA],
      otherWaysIn: [way('github', 'hana', 'recovery-email', 'hana@suzuki.example')],
    });
    expect(answer.questions).toEqual(['provider-access: hana@suzuki.example']);
    const settled = answerOf(
      answered(answer.input, onlyQuestion(answer.report, 'provider-access'), { type: 'memory' }),
    );
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, [])).toEqual({ 'github hana': 'open' });
  });

  it('which of two vaults: the answer is an account', () => {
    const answer = story({
      enrolments: [manualOf('a', '1password', 'hana'), manualOf('b', '1password', 'family')],
      otherWaysIn: [way('github', 'hana', 'synced-passkey', '1Password')],
    });
    const question = onlyQuestion(answer.report, 'provider-which');
    const accountId = question.accountIds.find((id) => id.includes('family')) ?? '';
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId }));
    expect(settled.questions).toEqual([]);
    expect(answerAt(settled, 'github hana').chains[0]).toContain('1password family');
  });

  it('which account a key recorded by hand opens', () => {
    const enrolments = [
      readOf('a', 'google.com', '花子'),
      readOf('a', 'google.com', '花子', { id: 'other', userId: 'ff00ff00' }),
      manualOf('b', 'google-account', '花子'),
    ];
    const answer = story({ enrolments });
    const question = onlyQuestion(answer.report, 'which-account');
    const [accountId = ''] = question.accountIds;
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId }));
    expect(settled.questions).toEqual([]);
    expect(
      Object.values(settled.accounts)
        .map(({ verdict }) => verdict)
        .toSorted(),
    ).toEqual(['only-this-key', 'survives']);
  });

  it('whether two IAM users of one name are one account: same, and separate', () => {
    const answer = story({ enrolments: [manualOf('a', 'aws', 'admin'), manualOf('b', 'aws', 'admin')] });
    const question = onlyQuestion(answer.report, 'same-account');
    const same = answerOf(answered(answer.input, question, { type: 'same' }));
    expect(same.questions).toEqual([]);
    expect(same.accounts).toMatchObject({ 'aws admin': { verdict: 'survives' } });
    const separate = answerOf(answered(answer.input, question, { type: 'separate' }));
    expect(separate.questions).toEqual([]);
    expect(Object.keys(separate.accounts)).toEqual(Object.keys(answer.accounts));
  });

  it('whether an account is work or personal', () => {
    const answer = story({ keys: [keyA], enrolments: [readOf('a', 'login.microsoft.com', '花子@会社.example')] });
    const question = onlyQuestion(answer.report, 'account-type');
    const settled = answerOf(
      answered(answer.input, question, { type: 'service', owner: { serviceId: 'microsoft-account' } }),
    );
    expect(settled.questions).toEqual([]);
    expect(Object.keys(settled.accounts)).toEqual(['microsoft-account 花子@会社.example']);
  });

  it('which the second key is, at a service that demands two', () => {
    const answer = story({ enrolments: [manualOf('a', 'apple-account', 'hana@icloud.com')] });
    const question = onlyQuestion(answer.report, 'second-key');
    const settled = answerOf(answered(answer.input, question, { type: 'key', keyId: 'b' }));
    expect(settled.questions).toEqual([]);
    expect(verdictAt(settled, 'apple-account hana@icloud.com')).toBe('survives');
  });

  it('until when a pass is valid', () => {
    const user = 'hana@corp.example';
    const answer = story({
      keys: [keyA],
      enrolments: [manualOf('a', 'microsoft-entra-id', user)],
      otherWaysIn: [way('microsoft-entra-id', user, 'temporary-access-pass', 'Pass')],
    });
    const question = onlyQuestion(answer.report, 'pass-end');
    const settled = answerOf(answered(answer.input, question, { type: 'until', at: day(20) }));
    expect(settled.questions).toEqual([]);
    expect(outcomesWithout(settled, ['A'])).toEqual({ [`microsoft-entra-id ${user}`]: 'helpdesk' });
  });

  it('whether a personal Microsoft account takes a passkey of Microsoft Authenticator', () => {
    const user = '花子@outlook.jp';
    const answer = story({
      keys: [keyA],
      enrolments: [readOf('a', 'login.microsoft.com', user)],
      otherWaysIn: [way('microsoft-account', user, 'microsoft-authenticator', '電話')],
    });
    const question = onlyQuestion(answer.report, 'takes-authenticator');
    expect(verdictAt(answerOf(answered(answer.input, question, { type: 'yes' })), `microsoft-account ${user}`)).toBe(
      'survives',
    );
    const no = answerOf(answered(answer.input, question, { type: 'no' }));
    expect(no.questions).toEqual([]);
    expect(verdictAt(no, `microsoft-account ${user}`)).toBe('only-this-key');
  });

  it('which service a name on a key belongs to: a bank of the catalogue, or one of one’s own', () => {
    const answer = story({ keys: [keyA], enrolments: [readOf('a', 'login.ginko.example', 'hana')] });
    const question = onlyQuestion(answer.report, 'which-service');
    expect(question.name).toBe('login.ginko.example');
    const own = answerOf(answered(answer.input, question, { type: 'service', owner: { newServiceName: '地方銀行' } }));
    expect(own.questions).toEqual([]);
    expect(own.report.services.map(({ name }) => name)).toEqual(['地方銀行']);
    const known = answerOf(answered(answer.input, question, { type: 'service', owner: { serviceId: 'github' } }));
    expect(Object.keys(known.accounts)).toEqual(['github hana']);
  });

  it('refuses an answer that a question does not take', () => {
    const question = onlyQuestion(inVault.report, 'provider-access');
    const context = {
      report: inVault.report,
      otherWaysIn: inVault.input.otherWaysIn,
      devices: [],
      nameOf: () => 'answer',
    };
    expect(answerEdits(question, { type: 'same' }, context)).toEqual({ ok: false, reason: 'not-an-answer' });
  });

  it('a question that was put aside is asked no more', () => {
    const { id } = onlyQuestion(inVault.report, 'provider-access');
    expect(answerOf({ ...inVault.input, dismissedQuestions: [id] }).questions).toEqual([]);
  });
});
