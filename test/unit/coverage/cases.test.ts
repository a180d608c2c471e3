import { describe, expect, it } from 'vitest';
import type { LossImpact } from '../../../src-shared/domain/loss-impact.ts';
import type { PlanTask } from '../../../src-shared/plans/recovery-plan-types.ts';
import { answered, onlyQuestion } from './apply-edits.ts';
import {
  type AccountAnswer,
  analyseCase,
  answerOf,
  type CaseAnswer,
  outcomesWithout,
  planWithout,
  sentencesOf,
} from './case-answer.ts';

const safe: AccountAnswer = { verdict: 'survives', survives: true, onlyKey: null, chains: [] };
const weak: AccountAnswer = { ...safe, verdict: 'weak-spare' };
const unknown: AccountAnswer = { verdict: 'not-known', survives: null, onlyKey: null, chains: [] };
const only = (onlyKey: string, ...chains: readonly string[]): AccountAnswer => ({
  verdict: 'only-this-key',
  survives: false,
  onlyKey,
  chains,
});

interface Expected {
  readonly accounts: Readonly<Record<string, AccountAnswer>>;
  /** None unless they are given. */
  readonly questions?: readonly string[];
  /** Impact on each account of losing key A. */
  readonly withoutA: Readonly<Record<string, LossImpact>>;
  readonly plan: Partial<Readonly<Record<PlanTask, readonly string[]>>>;
  /** Names that a person reads at an account, in both languages unless they differ. */
  readonly says: Readonly<Record<string, readonly (string | { readonly en: string; readonly ja: string })[]>>;
}

function expectAnswer(answer: CaseAnswer, expected: Expected): void {
  expect(answer.accounts).toEqual(expected.accounts);
  expect(answer.questions).toEqual(expected.questions ?? []);
  expect(outcomesWithout(answer, ['A'])).toEqual(expected.withoutA);
  expect(planWithout(answer, ['A'])).toEqual(expected.plan);
  for (const [account, names] of Object.entries(expected.says)) {
    const { en, ja } = sentencesOf(answer, account);
    for (const name of names) {
      expect(en, `${account} in English`).toMatch(wholeName(typeof name === 'string' ? name : name.en));
      expect(ja, `${account} in Japanese`).toMatch(wholeName(typeof name === 'string' ? name : name.ja));
    }
  }
}

/** Matches a name that is not a part of a longer Latin word. Japanese has no spaces between words. */
function wholeName(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${name.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)}(?![A-Za-z0-9])`);
}

describe('inventories in which ways in go through other accounts', () => {
  it('17-recovery-mail-circular: the reset mail goes to a mailbox that only A opens', () => {
    expectAnswer(analyseCase('17-recovery-mail-circular'), {
      accounts: {
        'google-account hana@gmail.com': only('A'),
        'github hana': only('A', 'E-mail reset to hana@gmail.com → google-account hana@gmail.com (A)'),
      },
      withoutA: { 'google-account hana@gmail.com': 'locked-out', 'github hana': 'locked-out' },
      plan: { 'get-back-in': ['google-account hana@gmail.com', 'github hana'] },
      says: { 'github hana': ['A'], 'google-account hana@gmail.com': ['A'] },
    });
  });

  it('18-vault-circular: the synced passkey is in a vault that only A opens', () => {
    expectAnswer(analyseCase('18-vault-circular'), {
      accounts: {
        'bitwarden hana@gmail.com': only('A'),
        'github hana': only('A', 'Bitwarden → bitwarden hana@gmail.com (A)'),
      },
      withoutA: { 'bitwarden hana@gmail.com': 'locked-out', 'github hana': 'locked-out' },
      plan: { 'get-back-in': ['bitwarden hana@gmail.com', 'github hana'] },
      says: { 'github hana': ['A'], 'bitwarden hana@gmail.com': ['A'] },
    });
  });

  it('24-okta-sso: two services are signed in to with Okta, and only A opens that', () => {
    const okta = { en: 'Okta', ja: 'Okta' };
    expectAnswer(analyseCase('24-okta-sso'), {
      accounts: {
        'okta hana': only('A'),
        'salesforce hana': only('A', 'Sign in with Okta → okta hana (A)'),
        'slack hana': only('A', 'Sign in with Okta → okta hana (A)'),
      },
      withoutA: { 'okta hana': 'locked-out', 'salesforce hana': 'locked-out', 'slack hana': 'locked-out' },
      plan: { 'get-back-in': ['okta hana', 'salesforce hana', 'slack hana'] },
      says: { 'okta hana': ['A'], 'salesforce hana': ['A', okta], 'slack hana': ['A', okta] },
    });
  });

  it('27-passkey-unlock-1password: three passkeys are in a vault that only A opens', () => {
    const chain = '1Password → 1password hana (A)';
    const answer = analyseCase('27-passkey-unlock-1password');
    expectAnswer(answer, {
      accounts: {
        '1password hana': only('A'),
        'amazon hana': only('A', chain),
        'github hana': only('A', chain),
        'nintendo hana': only('A', chain),
      },
      withoutA: {
        '1password hana': 'locked-out',
        'amazon hana': 'locked-out',
        'github hana': 'locked-out',
        'nintendo hana': 'locked-out',
      },
      plan: { 'get-back-in': ['1password hana', 'amazon hana', 'github hana', 'nintendo hana'] },
      says: {
        'amazon hana': ['A', '1Password'],
        'github hana': ['A', '1Password'],
        'nintendo hana': ['A', '1Password'],
      },
    });
    expect(answer.report.totals).toMatchObject({ accounts: 4, lostWithOneKey: 4 });
    expect(answer.report.keys[0]).toMatchObject({
      aloneHolds: 4,
      blast: { direct: 1, through: [{ accountId: '1password|name:hana', count: 3 }] },
    });
  });

  it('28-icloud-keychain-apple-keys: one synced passkey in a keychain that two keys open', () => {
    const answer = analyseCase('28-icloud-keychain-apple-keys');
    expectAnswer(answer, {
      accounts: {
        'google-account hana@gmail.com': { verdict: 'one-other-way', survives: false, onlyKey: null, chains: [] },
        'apple-account hana@icloud.com': safe,
      },
      withoutA: { 'google-account hana@gmail.com': 'open', 'apple-account hana@icloud.com': 'open' },
      plan: { 'remove-lost-key': ['apple-account hana@icloud.com'], 'add-spare': ['apple-account hana@icloud.com'] },
      says: { 'google-account hana@gmail.com': ['iCloud Keychain'] },
    });
    expect(outcomesWithout(answer, ['A', 'B'])).toEqual({
      'google-account hana@gmail.com': 'locked-out',
      'apple-account hana@icloud.com': 'locked-out',
    });
    expect(planWithout(answer, ['A', 'B'])).toEqual({
      'get-back-in': ['apple-account hana@icloud.com', 'google-account hana@gmail.com'],
    });
  });

  it('19-phone-on-same-ring: the phone of the text message hangs on the ring of the key', () => {
    const answer = analyseCase('19-phone-on-same-ring');
    expectAnswer(answer, {
      accounts: { 'dropbox hana': { verdict: 'one-ring', survives: false, onlyKey: null, chains: [] } },
      withoutA: { 'dropbox hana': 'open' },
      plan: { 'remove-lost-key': ['dropbox hana'], 'add-spare': ['dropbox hana'] },
      says: { 'dropbox hana': ['Ring'] },
    });
    expect(outcomesWithout(answer, [], { rings: ['ring'] })).toEqual({ 'dropbox hana': 'locked-out' });
  });

  it('p14-laptop-session: beside A only Windows Hello on one computer', () => {
    const answer = analyseCase('p14-laptop-session');
    expectAnswer(answer, {
      accounts: { 'github hana': weak },
      withoutA: { 'github hana': 'open' },
      plan: { 'remove-lost-key': ['github hana'], 'add-spare': ['github hana'] },
      says: { 'github hana': ['PC-1'] },
    });
    const [computer] = answer.report.devices;
    expect(computer).toMatchObject({ kind: 'computer', label: 'PC-1', recorded: false });
    expect(outcomesWithout(answer, ['A'], { deviceIds: [computer?.deviceId ?? ''] })).toEqual({
      'github hana': 'locked-out',
    });
  });

  it('p7-windows-hello-same-laptop-chain: Hello opens the Windows sign-in of its own computer, and no other', () => {
    const answer = analyseCase('p7-windows-hello-same-laptop-chain');
    expectAnswer(answer, {
      accounts: {
        'windows-signin-entra-joined hana@corp.example': only('A'),
        'windows-signin-entra-joined hana@corp.example PC-1': weak,
        'microsoft-entra-id hana@corp.example': weak,
      },
      withoutA: {
        'windows-signin-entra-joined hana@corp.example': 'locked-out',
        'windows-signin-entra-joined hana@corp.example PC-1': 'open',
        'microsoft-entra-id hana@corp.example': 'open',
      },
      plan: {
        'remove-lost-key': [
          'microsoft-entra-id hana@corp.example',
          'windows-signin-entra-joined hana@corp.example PC-1',
        ],
        'get-back-in': ['windows-signin-entra-joined hana@corp.example'],
        'add-spare': ['microsoft-entra-id hana@corp.example', 'windows-signin-entra-joined hana@corp.example PC-1'],
      },
      says: {
        'windows-signin-entra-joined hana@corp.example': ['A'],
        'windows-signin-entra-joined hana@corp.example PC-1': ['PC-1'],
        'microsoft-entra-id hana@corp.example': ['PC-1'],
      },
    });
  });
});

describe('inventories in which one name stands for several accounts', () => {
  const work = 'microsoft-entra-id hana@corp.example 7f3a98bc';
  const other = 'microsoft-entra-id hana@corp.example 73ea0bc4';
  const typeQuestions = ['account-type: hana@corp.example', 'account-type: hana@corp.example'];

  it('02-ms-same-mail-work-and-personal: the help desk of work does not count for the personal account', () => {
    const answer = analyseCase('02-ms-same-mail-work-and-personal');
    expectAnswer(answer, {
      accounts: { [work]: only('A'), [other]: only('B') },
      questions: ['which-account: IT desk', ...typeQuestions],
      withoutA: { [work]: 'locked-out', [other]: 'open' },
      plan: { 'get-back-in': [work] },
      says: { [work]: ['A', 'IT desk'], [other]: ['B', 'IT desk'] },
    });
    const question = answer.report.questions.find(({ userId }) => userId?.startsWith('73ea0bc4'));
    if (question === undefined) throw new Error('the type of the second account is not asked');
    const settled = answerOf(
      answered(answer.input, question, { type: 'service', owner: { serviceId: 'microsoft-account' } }),
    );
    expect(settled.accounts).toEqual({
      'microsoft-account hana@corp.example': only('B'),
      'microsoft-entra-id hana@corp.example': { ...only('A'), verdict: 'helpdesk-only' },
    });
    expect(outcomesWithout(settled, ['A', 'B'])).toEqual({
      'microsoft-account hana@corp.example': 'locked-out',
      'microsoft-entra-id hana@corp.example': 'helpdesk',
    });
  });

  it('02b-told-by-name-joins-both: a key recorded by hand counts for one of the two, after a question', () => {
    const answer = analyseCase('02b-told-by-name-joins-both');
    expectAnswer(answer, {
      accounts: { [work]: only('A'), [other]: only('A') },
      questions: ['which-account: hana@corp.example', ...typeQuestions],
      withoutA: { [work]: 'locked-out', [other]: 'locked-out' },
      plan: { 'get-back-in': [other, work] },
      says: { [work]: ['A', 'hana@corp.example'], [other]: ['A', 'hana@corp.example'] },
    });
    const question = onlyQuestion(answer.report, 'which-account');
    const accountId = question.accountIds.find((id) => id.includes('7f3a98bc')) ?? '';
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId }));
    expect(settled.accounts).toEqual({ [work]: safe, [other]: only('A') });
    expect(settled.questions).toEqual(typeQuestions);
  });

  it('02d-authenticator-for-entra-name-both: an authenticator counts for one of the two, after a question', () => {
    const answer = analyseCase('02d-authenticator-for-entra-name-both');
    expectAnswer(answer, {
      accounts: { [work]: only('A'), [other]: only('A') },
      questions: ['which-account: Phone', ...typeQuestions],
      withoutA: { [work]: 'locked-out', [other]: 'locked-out' },
      plan: { 'get-back-in': [other, work] },
      says: { [work]: ['A', 'Phone'], [other]: ['A', 'Phone'] },
    });
    const question = onlyQuestion(answer.report, 'which-account');
    const accountId = question.accountIds.find((id) => id.includes('73ea0bc4')) ?? '';
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId }));
    expect(settled.accounts).toEqual({ [work]: only('A'), [other]: safe });
  });

  it('13-aws-two-accounts-same-user: two users of one name are not one account until a person says so', () => {
    const answer = analyseCase('13-aws-two-accounts-same-user');
    expectAnswer(answer, {
      accounts: { 'aws admin A': unknown, 'aws admin B': unknown },
      questions: ['same-account: admin'],
      withoutA: { 'aws admin A': 'perhaps', 'aws admin B': 'open' },
      plan: { 'find-out': ['aws admin A'] },
      says: { 'aws admin A': ['B'], 'aws admin B': ['A'] },
    });
    const question = onlyQuestion(answer.report, 'same-account');
    const same = answerOf(answered(answer.input, question, { type: 'same' }));
    expect(same.accounts).toEqual({ 'aws admin': safe });
    expect(same.questions).toEqual([]);
    expect(answerOf(answered(answer.input, question, { type: 'separate' })).questions).toEqual([]);
  });

  it('p13-service-wide-codes: codes of no account count for neither', () => {
    const answer = analyseCase('p13-service-wide-codes');
    expectAnswer(answer, {
      accounts: { 'google-account a@gmail.com': only('A'), 'google-account b@gmail.com': only('A') },
      questions: ['which-account: Backup codes'],
      withoutA: { 'google-account a@gmail.com': 'locked-out', 'google-account b@gmail.com': 'locked-out' },
      plan: { 'get-back-in': ['google-account a@gmail.com', 'google-account b@gmail.com'] },
      says: {
        'google-account a@gmail.com': ['A', 'Backup codes'],
        'google-account b@gmail.com': ['A', 'Backup codes'],
      },
    });
    const question = onlyQuestion(answer.report, 'which-account');
    const accountId = question.accountIds[1] ?? '';
    const settled = answerOf(answered(answer.input, question, { type: 'account', accountId }));
    expect(new Set(Object.values(settled.accounts).map(({ survives }) => survives))).toEqual(new Set([false, true]));
  });

  it('p11-keys-in-different-names: two spellings are two accounts until a person says otherwise', () => {
    const answer = analyseCase('p11-keys-in-different-names');
    expectAnswer(answer, {
      accounts: { 'github hana': only('A'), 'github Hana Suzuki': unknown },
      withoutA: { 'github hana': 'locked-out', 'github Hana Suzuki': 'open' },
      plan: { 'get-back-in': ['github hana'] },
      says: { 'github hana': ['A'], 'github Hana Suzuki': ['A'] },
    });
    const [one, two] = answer.report.services.flatMap(({ accounts }) => accounts.map(({ accountId }) => accountId));
    const accountIds: [string, string] = [one ?? '', two ?? ''];
    const sameAccounts = [{ id: 'same', accountIds, asOf: answer.input.now }];
    expect(answerOf({ ...answer.input, sameAccounts }).accounts).toEqual({ 'github hana': safe });
  });

  it('p4-workspace: a Google Workspace account is an account at Google, in one row', () => {
    expectAnswer(analyseCase('p4-workspace'), {
      accounts: { 'google-account hana@corp.example': safe },
      withoutA: { 'google-account hana@corp.example': 'open' },
      plan: {
        'remove-lost-key': ['google-account hana@corp.example'],
        'add-spare': ['google-account hana@corp.example'],
      },
      says: {},
    });
  });

  it('p9-outlook-com-user: an address of outlook.com is a personal account', () => {
    expectAnswer(analyseCase('p9-outlook-com-user'), {
      accounts: { 'microsoft-account hana@outlook.com': only('A') },
      withoutA: { 'microsoft-account hana@outlook.com': 'locked-out' },
      plan: { 'get-back-in': ['microsoft-account hana@outlook.com'] },
      says: { 'microsoft-account hana@outlook.com': ['A'] },
    });
  });

  it('01-google-two-accounts: the codes of one account are not those of the other', () => {
    expectAnswer(analyseCase('01-google-two-accounts'), {
      accounts: { 'google-account hana@corp.example': only('A'), 'google-account hana@gmail.com': safe },
      withoutA: { 'google-account hana@corp.example': 'locked-out', 'google-account hana@gmail.com': 'open' },
      plan: {
        'remove-lost-key': ['google-account hana@gmail.com'],
        'get-back-in': ['google-account hana@corp.example'],
      },
      says: { 'google-account hana@corp.example': ['A'] },
    });
  });
});

describe('inventories in which the RP ID decides which service it is', () => {
  it('03-x-twitter: a passkey for twitter.com opens nothing any more', () => {
    const answer = analyseCase('03-x-twitter');
    expectAnswer(answer, {
      accounts: { 'x-twitter hana': only('B') },
      withoutA: { 'x-twitter hana': 'open' },
      plan: {},
      says: { 'x-twitter hana': ['B', 'twitter.com'] },
    });
    expect(outcomesWithout(answer, ['B'])).toEqual({ 'x-twitter hana': 'locked-out' });
  });

  it('04-amazon-regions: amazon.co.jp and amazon.com are two account systems', () => {
    expectAnswer(analyseCase('04-amazon-regions'), {
      accounts: { 'amazon-jp hana@mail.jp': only('A'), 'amazon hana@mail.jp': only('B') },
      withoutA: { 'amazon-jp hana@mail.jp': 'locked-out', 'amazon hana@mail.jp': 'open' },
      plan: { 'get-back-in': ['amazon-jp hana@mail.jp'] },
      says: { 'amazon-jp hana@mail.jp': ['A'], 'amazon hana@mail.jp': ['B'] },
    });
  });

  it('09-two-hosts-one-domain: two hosts of one domain are two services', () => {
    const answer = analyseCase('09-two-hosts-one-domain');
    expectAnswer(answer, {
      accounts: { 'rp:nas.example.org hana': only('A'), 'rp:gitea.example.org hana': safe },
      questions: ['which-service: gitea.example.org', 'which-service: nas.example.org'],
      withoutA: { 'rp:nas.example.org hana': 'locked-out', 'rp:gitea.example.org hana': 'open' },
      plan: {
        'remove-lost-key': ['rp:gitea.example.org hana'],
        'get-back-in': ['rp:nas.example.org hana'],
        'add-spare': ['rp:gitea.example.org hana'],
      },
      says: { 'rp:nas.example.org hana': ['A'] },
    });
    expect(answer.report.services.map(({ name }) => name)).toEqual(['nas.example.org', 'gitea.example.org']);
  });

  it('09c-bitwarden-selfhosted-and-cloud: a vault of one’s own is not the vendor’s', () => {
    expectAnswer(analyseCase('09c-bitwarden-selfhosted-and-cloud'), {
      accounts: { 'rp:vault.example.org hana': only('A'), 'bitwarden hana': unknown },
      questions: ['which-service: vault.example.org'],
      withoutA: { 'rp:vault.example.org hana': 'locked-out', 'bitwarden hana': 'open' },
      plan: { 'get-back-in': ['rp:vault.example.org hana'] },
      says: { 'rp:vault.example.org hana': ['A'], 'bitwarden hana': ['A'] },
    });
  });

  it('16b-facebook-meta: accounts.meta.com is known', () => {
    expectAnswer(analyseCase('16b-facebook-meta'), {
      accounts: { 'facebook hana': only('A') },
      withoutA: { 'facebook hana': 'locked-out' },
      plan: { 'get-back-in': ['facebook hana'] },
      says: { 'facebook hana': ['A'] },
    });
  });

  it('p1-govuk: two services below public suffixes are two services', () => {
    const answer = analyseCase('p1-govuk');
    expectAnswer(answer, {
      accounts: { 'gov-uk hana': only('A'), 'koofr-eu hana': only('A'), 'nhs-uk hana': only('A') },
      withoutA: { 'gov-uk hana': 'locked-out', 'koofr-eu hana': 'locked-out', 'nhs-uk hana': 'locked-out' },
      plan: { 'get-back-in': ['gov-uk hana', 'koofr-eu hana', 'nhs-uk hana'] },
      says: { 'gov-uk hana': ['A'], 'nhs-uk hana': ['A'] },
    });
    expect(answer.report.services.map(({ name }) => name)).not.toContain('gov.uk');
  });

  it('p2-linkedin: www.linkedin.com is LinkedIn', () => {
    expectAnswer(analyseCase('p2-linkedin'), {
      accounts: { 'linkedin hana@mail.jp': safe },
      withoutA: { 'linkedin hana@mail.jp': 'open' },
      plan: { 'remove-lost-key': ['linkedin hana@mail.jp'], 'add-spare': ['linkedin hana@mail.jp'] },
      says: {},
    });
  });

  it('p5-aws-amazon: signin.aws.amazon.com and signin.aws are AWS, amazon.com is the shop', () => {
    expectAnswer(analyseCase('p5-aws-amazon'), {
      accounts: { 'aws root': only('A'), 'aws root2': only('A'), 'amazon hana': only('A') },
      withoutA: { 'aws root': 'locked-out', 'aws root2': 'locked-out', 'amazon hana': 'locked-out' },
      plan: { 'get-back-in': ['aws root', 'aws root2', 'amazon hana'] },
      says: { 'aws root': ['A'], 'aws root2': ['A'], 'amazon hana': ['A'] },
    });
  });

  it('p6-ebay-uk: ebay.co.uk is eBay', () => {
    expectAnswer(analyseCase('p6-ebay-uk'), {
      accounts: { 'ebay hana': safe },
      withoutA: { 'ebay hana': 'open' },
      plan: { 'remove-lost-key': ['ebay hana'], 'add-spare': ['ebay hana'] },
      says: {},
    });
  });

  it('26-moneyforward-biz: each of the two RP IDs has one key', () => {
    const answer = analyseCase('26-moneyforward-biz');
    expect(Object.values(answer.accounts)).toEqual([only('A'), only('B')]);
    expect(Object.values(outcomesWithout(answer, ['A']))).toEqual(['locked-out', 'open']);
    expect(planWithout(answer, ['A'])).toEqual({ 'get-back-in': ['moneyforward hana'] });
  });

  it('06-ssh-two-keys: two SSH keys are two secrets', () => {
    expectAnswer(analyseCase('06-ssh-two-keys'), {
      accounts: { 'rp:ssh: openssh ad328846': only('B'), 'rp:ssh: openssh e8bc163c': only('A') },
      withoutA: { 'rp:ssh: openssh ad328846': 'open', 'rp:ssh: openssh e8bc163c': 'locked-out' },
      plan: { 'get-back-in': ['rp:ssh: openssh e8bc163c'] },
      says: { 'rp:ssh: openssh e8bc163c': ['A'] },
    });
  });

  it('06c-ssh-same-handle: whether a server accepts both SSH keys is not known', () => {
    expectAnswer(analyseCase('06c-ssh-same-handle'), {
      accounts: { 'rp:ssh: openssh': unknown },
      withoutA: { 'rp:ssh: openssh': 'perhaps' },
      plan: { 'find-out': ['rp:ssh: openssh'] },
      says: { 'rp:ssh: openssh': ['SSH'] },
    });
  });

  it('07-luks-systemd: whether the other key opens a disk cannot be read', () => {
    const [desktop, laptop] = [
      'rp:io.systemd.cryptsetup root disk desktop',
      'rp:io.systemd.cryptsetup root disk laptop',
    ];
    expectAnswer(analyseCase('07-luks-systemd'), {
      accounts: { [desktop]: unknown, [laptop]: unknown },
      withoutA: { [desktop]: 'open', [laptop]: 'perhaps' },
      plan: { 'find-out': [laptop] },
      says: { [desktop]: ['A'], [laptop]: ['B'] },
    });
  });

  it('08-local: hosts without a domain and browser extensions are services of their own', () => {
    const extension = 'rp:abcdefghijklmnopabcdefghijklmnop hana';
    expectAnswer(analyseCase('08-local'), {
      accounts: {
        'rp:192.168.1.5 hana': only('B'),
        [extension]: only('A'),
        'rp:localhost hana': only('A'),
        'rp:nas hana': only('A'),
      },
      withoutA: {
        'rp:192.168.1.5 hana': 'open',
        [extension]: 'locked-out',
        'rp:localhost hana': 'locked-out',
        'rp:nas hana': 'locked-out',
      },
      plan: { 'get-back-in': [extension, 'rp:localhost hana', 'rp:nas hana'] },
      says: { 'rp:nas hana': ['A'], 'rp:192.168.1.5 hana': ['B'] },
    });
  });
});

describe('inventories in which a rule of the service decides', () => {
  it('10-github-u2f-and-passkey: a registration recorded by hand is of the account with that name', () => {
    expectAnswer(analyseCase('10-github-u2f-and-passkey'), {
      accounts: { 'github hana': safe },
      withoutA: { 'github hana': 'open' },
      plan: { 'remove-lost-key': ['github hana'], 'add-spare': ['github hana'] },
      says: {},
    });
  });

  it('p10-apple-two-keys: Apple demands two keys, and two are recorded', () => {
    expectAnswer(analyseCase('p10-apple-two-keys'), {
      accounts: { 'apple-account hana@icloud.com': safe },
      withoutA: { 'apple-account hana@icloud.com': 'open' },
      plan: { 'remove-lost-key': ['apple-account hana@icloud.com'], 'add-spare': ['apple-account hana@icloud.com'] },
      says: {},
    });
  });

  it('11-apple-one-recorded: Apple demands two keys: which is the other?', () => {
    const answer = analyseCase('11-apple-one-recorded');
    expectAnswer(answer, {
      accounts: { 'apple-account hana@icloud.com': unknown },
      questions: ['second-key: Apple Account (Apple ID, iCloud)'],
      withoutA: { 'apple-account hana@icloud.com': 'perhaps' },
      plan: { 'find-out': ['apple-account hana@icloud.com'] },
      says: { 'apple-account hana@icloud.com': ['Apple', '2'] },
    });
    expect(answer.report.questions[0]?.accountIds).toHaveLength(1);
  });

  it('16-rakuten-sec: one key, and a synced passkey that is refused', () => {
    expectAnswer(analyseCase('16-rakuten-sec'), {
      accounts: { 'rakuten-securities hana': { ...only('A'), verdict: 'one-key-service' } },
      withoutA: { 'rakuten-securities hana': 'locked-out' },
      plan: { 'get-back-in': ['rakuten-securities hana'] },
      says: { 'rakuten-securities hana': ['A'] },
    });
  });

  it('s1-tap-without-end: a pass without an end counts for nothing, and its end is asked for', () => {
    const account = 'microsoft-entra-id hana@corp.example';
    const answer = analyseCase('s1-tap-without-end');
    expectAnswer(answer, {
      accounts: { [account]: only('A') },
      questions: ['pass-end: Pass'],
      withoutA: { [account]: 'locked-out' },
      plan: { 'get-back-in': [account] },
      says: { [account]: ['A'] },
    });
    const [pass] = answer.input.otherWaysIn;
    if (pass === undefined) throw new Error('the pass is not in the file');
    const desk = { ...pass, id: 'desk', kind: 'helpdesk', name: 'IT desk' } as const;
    const withDesk = answerOf({ ...answer.input, otherWaysIn: [pass, desk] });
    expect(withDesk.accounts).toEqual({ [account]: { ...only('A'), verdict: 'helpdesk-only' } });
    expect(outcomesWithout(withDesk, ['A'], { otherWayIds: ['desk'] })).toEqual({ [account]: 'locked-out' });
    const at = '2026-12-06T00:00:00.000Z';
    const withEnd = answerOf(answered(answer.input, onlyQuestion(answer.report, 'pass-end'), { type: 'until', at }));
    expect(withEnd.questions).toEqual([]);
    expect(outcomesWithout(withEnd, ['A'])).toEqual({ [account]: 'helpdesk' });
  });

  it('s2-phone-signin-windows: phone sign-in does not open Windows', () => {
    const [entra, windows] = ['microsoft-entra-id hana@corp.example', 'windows-signin-entra-joined hana@corp.example'];
    expectAnswer(analyseCase('s2-phone-signin-windows'), {
      accounts: { [entra]: only('A'), [windows]: only('A') },
      questions: ['account-type: hana@corp.example'],
      withoutA: { [entra]: 'locked-out', [windows]: 'locked-out' },
      plan: { 'get-back-in': [entra, windows] },
      says: { [entra]: ['A'], [windows]: ['A'] },
    });
  });

  it('s3-password-entra: a password that the company changes and nobody knows opens nothing', () => {
    const account = 'microsoft-entra-id hana@corp.example';
    expectAnswer(analyseCase('s3-password-entra'), {
      accounts: { [account]: only('A') },
      withoutA: { [account]: 'locked-out' },
      plan: { 'get-back-in': [account] },
      says: { [account]: ['A'] },
    });
  });

  it('s4-authenticator-msa: whether a personal Microsoft account takes an authenticator passkey is asked', () => {
    const account = 'microsoft-account hana@outlook.example';
    const answer = analyseCase('s4-authenticator-msa');
    expectAnswer(answer, {
      accounts: { [account]: unknown },
      questions: ['takes-authenticator: Microsoft account (personal)'],
      withoutA: { [account]: 'perhaps' },
      plan: { 'find-out': [account] },
      says: { [account]: ['Phone', 'Microsoft'] },
    });
    const question = onlyQuestion(answer.report, 'takes-authenticator');
    expect(answerOf(answered(answer.input, question, { type: 'yes' })).accounts).toEqual({ [account]: safe });
    expect(answerOf(answered(answer.input, question, { type: 'no' })).accounts).toEqual({ [account]: only('A') });
  });
});
