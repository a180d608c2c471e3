import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
let harness: CliHarness;

/** Blue was read and holds one passkey; Red is a key by hand, of somebody else. */
beforeEach(async () => {
  const credentials = someCredentials(1, 1);
  harness = cliHarness([createVirtualKey({ personality: 'strict21', seed: 1, pin, credentials })]);
  await ok(['scan'], [pin]);
  const { keys } = documents.inventoryKeysDocument.parse(await ok(['inventory', 'keys']));
  await ok(['inventory', 'edit', keys[0]?.id ?? '', '--label', 'Blue', '--owner', 'Hana']);
  const file = join(harness.folder, 'red.csv');
  writeFileSync(file, 'Key,Owner\nRed,Mori\n');
  await ok(['inventory', 'import-csv', file, '--yes']);
});
afterEach(() => harness.remove());

async function ok(args: readonly string[], answers: readonly string[] = []): Promise<unknown> {
  const run = await harness.run([...args, '--json'], { answers: [...answers] });
  expect([args.join(' '), run.status, run.err]).toEqual([args.join(' '), 0, run.err]);
  return run.json();
}

async function questions(): Promise<z.infer<typeof documents.questionsDocument>['questions']> {
  return documents.questionsDocument.parse(await ok(['inventory', 'questions'])).questions;
}

async function question(kind: string): Promise<z.infer<typeof documents.questionDocument>> {
  const found = (await questions()).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`nothing asks ${kind}`);
  return found;
}

const answer = async (named: string | number, ...options: string[]) =>
  documents.answerDocument.parse(await ok(['inventory', 'answer', String(named), ...options]));
const way = (...words: string[]) => ok(['inventory', 'ways', 'add', ...words]);
const passkeyInBitwarden = (service: string) =>
  way(
    '--kind',
    'synced-passkey',
    '--provider',
    'bitwarden',
    '--name',
    'Bitwarden',
    '--service',
    service,
    '--user',
    'hana',
  );
const told = (key: string, ...words: string[]) => ok(['inventory', 'told', 'add', key, ...words]);
const names = ({ changed }: z.infer<typeof documents.answerDocument>) =>
  changed.map(({ name, before, verdict }) => [name, before, verdict]);

describe('questions', () => {
  it('how one gets into a vault is answered once, by number, and serves all ways in through it', async () => {
    await told('Blue', '--service', 'github', '--user', 'hana');
    await told('Blue', '--service', 'dropbox', '--user', 'hana');
    for (const service of ['github', 'dropbox']) {
      await passkeyInBitwarden(service);
    }
    const { number, text, about } = await question('provider-access');
    expect(text).toBe('How does Hana get into Bitwarden?');
    expect(about.map(({ name }) => name)).toEqual(['Dropbox', 'GitHub']);
    const answered = await answer(number, '--memory');
    expect(answered.edits).toEqual(['add-way']);
    expect(answered.recorded).toEqual(['Other way in recorded for Bitwarden: Password.']);
    expect(names(answered)).toEqual(
      expect.arrayContaining([
        ['GitHub', 'not-known', 'survives'],
        ['Dropbox', 'not-known', 'survives'],
      ]),
    );
    expect((await questions()).filter(({ kind }) => kind === 'provider-access')).toEqual([]);
  });

  it('a key as the answer is named by --key, and makes the chain known', async () => {
    await told('Blue', '--service', 'github', '--user', 'hana');
    await passkeyInBitwarden('github');
    const { id } = await question('provider-access');
    const answered = await answer(id, '--key', 'Blue');
    expect(answered.recorded).toEqual(['Recorded by hand: Blue opens Bitwarden, –.']);
    const report = documents.coverageDocument.parse(await ok(['coverage', '--lost', 'Blue']));
    const github = report.services.find(({ serviceId }) => serviceId === 'github')?.accounts[0];
    expect(github?.chains).toMatchObject([{ accounts: [{ name: 'Bitwarden' }], lostWith: ['Blue'] }]);
    expect(github?.dependsOn.join(' ')).toContain('Only through Bitwarden, which only Blue opens.');
    expect(report.lockedOut.find(({ serviceId }) => serviceId === 'github')).toMatchObject({ through: ['Bitwarden'] });
    expect(report.keys.find(({ label }) => label === 'Blue')?.blast).toMatchObject({ direct: 3 });
  });

  it('the account that a record by hand belongs to is one of those to choose from', async () => {
    for (const user of ['a@gmail.com', 'b@gmail.com'])
      await told('Blue', '--service', 'google-account', '--user', user);
    await way('--kind', 'recovery-codes', '--name', 'Sheet', '--service', 'google-account');
    const { number, accounts } = await question('which-account');
    expect(accounts).toHaveLength(2);
    const refused = await harness.run(['inventory', 'answer', String(number), '--account', 'nobody', '--json']);
    expect(refused.status).toBe(2);
    const answered = await answer(number, '--account', 'a@gmail.com');
    expect(answered).toMatchObject({ edits: ['attach'], question: { stillOpen: false } });
    const { otherWaysIn } = documents.waysDocument.parse(await ok(['inventory', 'ways']));
    expect(otherWaysIn.map(({ accountId }) => accountId)).toEqual(['google-account|name:a@gmail.com']);
  });

  it('the end of a pass makes it count', async () => {
    await told('Blue', '--service', 'microsoft-entra-id', '--user', 'hana@corp.example');
    await way(
      '--kind',
      'temporary-access-pass',
      '--name',
      'Pass',
      '--service',
      'microsoft-entra-id',
      '--user',
      'hana@corp.example',
    );
    const { number } = await question('pass-end');
    const answered = await answer(number, '--until', '2099-12-31T17:00');
    expect(answered.recorded).toEqual(['Changed: Pass.']);
    expect(names(answered)).toEqual([[expect.stringContaining('Entra'), 'only-this-key', 'helpdesk-only']]);
  });

  it('the other of two keys that a service demands is recorded', async () => {
    await told('Blue', '--service', 'apple-account', '--user', 'hana@icloud.com');
    const { number, text } = await question('second-key');
    expect(text).toContain('demands two keys: which is the other?');
    expect(names(await answer(number, '--key', 'Red'))).toEqual([
      [expect.stringContaining('Apple'), 'not-known', 'survives'],
    ]);
  });

  it('which service an RP ID belongs to becomes a correction, and a contribution with that RP ID', async () => {
    const { id, about } = await question('which-service');
    const answered = await answer(id, '--new-service', 'Chess club');
    expect(answered).toMatchObject({ edits: ['save-correction'], question: { stillOpen: false } });
    const file = join(harness.folder, 'contribution.json');
    await ok(['catalogue', 'export', file]);
    expect(about).toHaveLength(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      entries: [{ kind: 'new-service', fields: { name: 'Chess club', rpIds: ['service-0.example'] } }],
    });
  });

  it('what nobody has opens nothing, and what only people can open is left to them', async () => {
    await told('Blue', '--service', 'github', '--user', 'hana');
    await passkeyInBitwarden('github');
    const { number } = await question('provider-access');
    expect(names(await answer(number, '--nobody'))).toContainEqual(['GitHub', 'not-known', 'only-this-key']);
  });

  it('are listed for people with the ways to answer them, and in coverage as well', async () => {
    await told('Blue', '--service', 'apple-account', '--user', 'hana@icloud.com');
    const list = await harness.run(['inventory', 'questions']);
    expect(list.out).toContain('1. Apple Account (Apple ID, iCloud) demands two keys: which is the other?');
    expect(list.out).toContain('Answer: sparekey inventory answer 1 --key LABEL');
    expect((await harness.run(['coverage'])).out).toContain(list.out.split('\n')[0]);
    const japanese = await harness.run(['inventory', 'questions', '--lang', 'ja']);
    expect(japanese.out).toContain('もう1本はどれですか');
    const done = await harness.run(['inventory', 'answer', '1', '--key', 'Red']);
    expect(done.out).toContain('Not known → Survives any one loss');
  });

  it.each([
    ['no answer', ['1'], 'give exactly one answer'],
    ['two answers', ['1', '--key', 'Red', '--memory'], 'give exactly one answer'],
    ['an answer that the question does not take', ['1', '--people'], '--key LABEL'],
    ['a number of no question', ['99', '--memory'], 'no question has the number or id 99'],
  ])('%s is a usage problem, and records nothing', async (_, args, words) => {
    await told('Blue', '--service', 'apple-account', '--user', 'hana@icloud.com');
    const before = await questions();
    const run = await harness.run(['inventory', 'answer', ...args, '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([2, 'usage']);
    expect(run.err).toContain(words);
    expect(await questions()).toEqual(before);
  });
});

describe('what if a device, a vault or a mailbox is lost', () => {
  beforeEach(async () => {
    await ok(['inventory', 'devices', 'add', 'Pixel', '--kind', 'phone', '--place', 'Pocket']);
    await told('Red', '--service', 'bitwarden', '--user', 'hana');
    await way(
      '--kind',
      'push',
      '--name',
      'Prompt',
      '--service',
      'dropbox',
      '--user',
      'hana',
      '--through',
      'device:Pixel',
    );
    await passkeyInBitwarden('github');
  });

  it('coverage names them in its headline and in the fields of the loss', async () => {
    const report = documents.coverageDocument.parse(
      await ok(['coverage', '--lost-device', 'pixel', '--lost-account', 'bitwarden', '--lost-place', 'Pocket']),
    );
    expect(report.headline).toContain('Without Pixel, Pocket, Bitwarden, 3 of 4 accounts are closed.');
    expect(report.lostDevices).toHaveLength(1);
    expect(report.lostPlaces).toEqual(['Pocket']);
    expect(report.lostAccounts).toEqual(['bitwarden|name:hana']);
    expect(report.devices).toMatchObject([{ label: 'Pixel', kind: 'phone', recorded: true, blast: { direct: 1 } }]);
    const text = await harness.run(['coverage']);
    expect(text.out).toContain('Bitwarden: 1 directly');
    expect(text.out).toContain('Red: 1 directly, 1 through Bitwarden');
    expect(text.out).toContain('Pixel: 1 directly');
  });

  it('a plan and a report name them and what opens first', async () => {
    const plan = (await ok(['loss', 'plan', '--lost-device', 'Pixel', '--lost-account', 'bitwarden'])) as {
      lost: { devices: object[]; accounts: object[] };
      steps: { serviceId: string; isLost: boolean; lostThrough: { accounts: object[] }[] }[];
    };
    expect(plan.lost).toMatchObject({ devices: [{ label: 'Pixel' }], accounts: [{ service: 'Bitwarden' }] });
    expect(plan.steps.find(({ serviceId }) => serviceId === 'github')?.lostThrough).toMatchObject([
      { otherWayIn: { name: 'Bitwarden' }, accounts: [{ service: 'Bitwarden' }] },
    ]);
    expect(plan.steps.find(({ serviceId }) => serviceId === 'bitwarden')?.isLost).toBe(true);
    const report = await ok(['report', 'recovery', '--lost-device', 'Pixel', '--lost-account', 'bitwarden']);
    expect(report).toMatchObject({ lostDevices: [{ label: 'Pixel' }], lostAccounts: [{ service: 'Bitwarden' }] });
    const printed = await harness.run(['report', 'recovery', '--lost-device', 'Pixel', '--format', 'html']);
    expect(printed.out).toContain('Lost, or assumed to be lost: Pixel');
  });

  it('a recorded loss keeps them, and puts the device out of use until it is found', async () => {
    const run = await harness.run(['loss', 'record', '--lost-device', 'Pixel', '--lost-account', 'bitwarden'], {
      answers: ['yes'],
    });
    expect([run.status, run.err]).toEqual([0, '']);
    expect(run.terminal.asked.join(' ')).toContain('Record as lost: Pixel, Bitwarden.');
    expect(await ok(['loss', 'list'])).toMatchObject({
      losses: [{ devices: [{ label: 'Pixel' }], accounts: ['bitwarden|name:hana'], keys: [] }],
    });
    expect((await harness.run(['loss', 'list'])).out).toContain('Pixel, Bitwarden');
    // The way in through the phone stays on record: the phone may be found again.
    const { otherWaysIn } = documents.waysDocument.parse(await ok(['inventory', 'ways']));
    expect(otherWaysIn.map(({ name }) => name)).toContain('Prompt');
    const lost = documents.coverageDocument.parse(await ok(['coverage']));
    expect(lost.devices).toMatchObject([{ label: 'Pixel', recordedLost: true }]);
  });

  it('a device that only a way in names can be lost as well: that way in goes', async () => {
    await way(
      '--kind',
      'phone-sign-in',
      '--name',
      'Old phone',
      '--service',
      'microsoft-entra-id',
      '--user',
      'hana@corp.example',
    );
    await ok(['loss', 'record', '--lost-device', 'Old phone', '--yes']);
    const { otherWaysIn } = documents.waysDocument.parse(await ok(['inventory', 'ways']));
    expect(otherWaysIn.map(({ name }) => name)).not.toContain('Old phone');
  });
});
