import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { closePanel, openAccount } from './coverage-table.ts';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { dress, takePictures } from './looks.ts';
import { snapshotOf } from './snapshot-of.ts';
import { soon } from './soon.ts';

// Ways in that go through other accounts: recorded, asked about, lost, and planned for; keys that were never read; accounts of one name.

const languages = ['en', 'ja'] as const;

async function end(running: Running): Promise<void> {
  expect(running.pageErrors).toEqual([]);
  await running.close();
  removeFolder(running.folder);
}

/** Starts with an empty inventory in which only these simulated keys are plugged in. */
async function launchWith(keys: readonly string[], language: (typeof languages)[number]): Promise<Running> {
  const running = await launch();
  await dress(running.window, { language, theme: 'light' });
  await running.window.evaluate(async (wanted) => {
    const { demo } = globalThis.window.sparekey;
    for (const { id } of await demo.keys()) await demo.plug({ id, plugged: wanted.includes(id) });
  }, keys);
  return running;
}

/** Reads the plugged-in key with a serial number, whose last digits its line in the sidebar says, and gives it a label. */
async function readKey(
  running: Running,
  language: (typeof languages)[number],
  serial: string,
  label: string,
): Promise<void> {
  const { window } = running;
  const t = createTranslator(language);
  const plugged = window.getByRole('region', { name: t('window.nav.plugged-in') });
  await plugged.getByRole('link', { name: new RegExp(`…${serial.slice(-3)}`) }).click();
  const unlock = window.getByRole('main').getByRole('button', { name: t('window.key.unlock'), exact: true });
  const page = await pinWindow(running, () => unlock.first().click());
  await page.getByLabel('PIN', { exact: true }).fill('123456');
  await page.getByRole('button', { name: t('pin.action.unlock'), exact: true }).click();
  await closed(page);
  await eventually(async () => ((await snapshotOf(window)).keys.length === 1 ? true : null), 30_000);
  await window.evaluate(async (name) => {
    const { inventory } = globalThis.window.sparekey;
    const snapshot = await inventory.snapshot();
    const key = snapshot.ok ? snapshot.value.snapshot.keys[0] : undefined;
    if (key === undefined) throw new Error('no key was read');
    const { id, role, owner, place, carriedOn } = key;
    await inventory.editKey({ keyId: id, label: name, role, owner, place, carriedOn });
  }, label);
  await goTo(window, t('window.nav.coverage'));
  await window.getByRole('columnheader', { name: new RegExp(`^${label}`) }).waitFor();
}

async function goTo(window: Page, view: string): Promise<void> {
  await window.getByRole('navigation').getByRole('button', { name: view, exact: true }).click();
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

describe.each(languages)('a way in through a vault (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launchWith(['spare'], language);
    window = running.window;
    await readKey(running, language, '14207318', 'Blue');
  });
  afterAll(async () => end(running));

  const dialog = () => window.getByRole('dialog');
  const github = () => openAccount(window, /^GitHub[,、] ?hana-mori[:：]/);
  const only = { through: 'Bitwarden', key: 'Blue' };

  it('is recorded in the details of the account', async () => {
    await (await github()).getByRole('button', { name: t('window.account.add-other-way') }).click();
    await dialog().getByLabel(t('window.other-way.kind'), { exact: true }).selectOption('synced-passkey');
    await dialog().getByLabel(t('way.provider')).selectOption({ label: 'Bitwarden' });
    await dialog()
      .getByText(t('needs.assumed', { what: t('needs.assumed.account', { name: 'Bitwarden' }) }))
      .waitFor();
    await takePictures(window, language, 'chains-other-way');
    await dialog()
      .getByRole('button', { name: t('window.other-way.save'), exact: true })
      .click();
    await soon(async () => (await snapshotOf(window)).otherWaysIn.map(({ kind }) => kind)).toEqual(['synced-passkey']);
  });

  it('asks one question about it, with the focus on the question', async () => {
    const details = await github();
    await details.getByText(t('ask.count', { count: 1 })).waitFor();
    await details.getByRole('button', { name: t('ask.open') }).click();
    const question = dialog().getByRole('heading', { name: t('question.provider-access', { service: 'Bitwarden' }) });
    await question.waitFor();
    expect(await question.evaluate((node) => node === document.activeElement)).toBe(true);
    await dialog()
      .getByText(t('ask.title', { number: 1, total: 1 }))
      .waitFor();
  });

  it('takes the answer, and names the chain', async () => {
    await dialog()
      .getByRole('radio', { name: t('ask.by.key') })
      .check();
    await dialog().getByLabel(t('ask.key'), { exact: true }).selectOption({ label: 'Blue' });
    expect(await allFindings(window)).toEqual([]);
    await takePictures(window, language, 'chains-question');
    await dialog()
      .getByRole('button', { name: t('ask.answer'), exact: true })
      .click();
    await dialog().getByText(t('ask.none-left')).waitFor();
    await dialog()
      .getByRole('button', { name: t('ask.done'), exact: true })
      .click();
    const section = (await github()).getByRole('list', { name: t('details.depends') });
    await soon(() => textOf(section)).toContain(t('chain.only-through', only));
    expect(await allFindings(window)).toEqual([]);
    await takePictures(window, language, 'chains-details');
    await closePanel(window);
  });

  it('says in the question "what if" which account closes it', async () => {
    await window.getByRole('columnheader', { name: /^Blue/ }).getByRole('button').click();
    const row = window.getByRole('row', { name: /^GitHub/ });
    await row.getByText('GitHub', { exact: true }).click();
    const section = window.getByRole('region', { name: /^GitHub/ });
    const way = t('loss.way.named', { kind: t('way.synced-passkey'), name: 'Bitwarden' });
    await soon(() => textOf(section)).toContain(t('what-if.closed'));
    expect(await textOf(section)).toContain(t('loss.step.lost-through', { way, accounts: 'Bitwarden', count: 1 }));
    await takePictures(window, language, 'chains-what-if');
    await closePanel(window);
    await window.keyboard.press('Escape');
  });

  it('is opened in the plan after the account that it goes through', async () => {
    await window.evaluate(async () => {
      const unsaid = { providerId: null, owner: null, accountId: null, requires: null, carriedOn: null, link: null };
      const times = { validFrom: null, validUntil: null, hours: null, contact: null, note: null };
      const of = { serviceId: 'bitwarden', rpId: null, userId: null, userName: null };
      const codes = { ...unsaid, ...times, ...of, kind: 'recovery-codes', name: 'sheet', place: 'safe' } as const;
      const added = await globalThis.window.sparekey.inventory.addOtherWayIn(codes);
      if (!added.ok) throw new Error(added.failure.kind);
    });
    await goTo(window, t('window.nav.loss'));
    await window.getByRole('main').getByRole('button', { name: 'Blue', exact: true }).click();
    const steps = window.getByRole('list', { name: t('what-if.way-back'), exact: true }).getByRole('listitem');
    const waits = t('what-if.rail.after', { steps: '1' });
    await soon(() => steps.allTextContents().then((texts) => texts.join())).toContain(waits);
    const texts = await steps.allTextContents();
    const at = (name: string) => texts.findIndex((text) => text.includes(name));
    await takePictures(window, language, 'chains-plan');
    expect(at('Bitwarden')).toBeGreaterThanOrEqual(0);
    expect(at('Bitwarden')).toBeLessThan(at('GitHub'));
  });

  it('is taken back with the answer', async () => {
    await window.getByRole('button', { name: t('undo'), exact: true }).click();
    await soon(async () => {
      const { enrolments } = await snapshotOf(window);
      return enrolments.filter(({ evidence }) => evidence === 'told').length;
    }).toBe(0);
    // It is read out as well as shown.
    await window.getByText(t('undo.done')).first().waitFor();
  });
});

describe.each(languages)('one of two plugged-in keys is read (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launchWith(['daily', 'spare'], language);
    window = running.window;
    await readKey(running, language, '14207311', 'Blue');
  });
  afterAll(async () => end(running));

  const readSoFar = language === 'en' ? /^1 of 2 keys read: \d+ accounts found\.$/ : /^キー2本のうち1本を読み取り/;

  it('the headline says what was read, and the details which key is not', async () => {
    const heading = window.getByRole('main').getByRole('heading', { level: 1 });
    await soon(() => textOf(heading)).toMatch(readSoFar);
    const details = await openAccount(window, /^GitHub[,、] ?hana-mori[:：]/);
    const spare = await window
      .getByRole('region', { name: t('window.nav.plugged-in') })
      .getByRole('link', { name: /…318/ })
      .locator('bdi')
      .textContent();
    await details.getByText(t('gap.unread', { unread: spare ?? '', count: 1 })).waitFor();
    await takePictures(window, language, 'chains-unread');
    await closePanel(window);
  });

  it('the other key is waited for once it is unplugged, and nothing of it is left for a person without a spare', async () => {
    await window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'spare', plugged: false }));
    const main = window.getByRole('main');
    const heading = main.getByRole('heading', { level: 1 });
    const column = main.getByRole('columnheader', { name: /…318/ });
    await soon(() => column.textContent()).toContain(t('window.unread.again'));
    expect(await textOf(heading)).toMatch(readSoFar);
    await takePictures(window, language, 'chains-unplugged');
    await main.getByRole('button', { name: t('window.steps.no-spare') }).click();
    await column.waitFor({ state: 'detached' });
    await soon(() => textOf(heading)).not.toMatch(readSoFar);
  });
});

describe.each(languages)('accounts of one name (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launch({ args: ['--demo'] });
    window = running.window;
    await dress(window, { language, theme: 'light' });
    await goTo(window, t('window.nav.coverage'));
  });
  afterAll(async () => end(running));

  const root = () => window.getByRole('rowheader', { name: /ops-root/ });

  it('are asked about once, and are one account after the answer', async () => {
    await window.evaluate(async () => {
      const { inventory } = globalThis.window.sparekey;
      const snapshot = await inventory.snapshot();
      for (const { id } of snapshot.ok ? snapshot.value.snapshot.keys.slice(0, 2) : []) {
        await inventory.addManual({ keyId: id, serviceId: 'aws', rpId: null, userName: 'ops-root', note: null });
      }
    });
    await window.getByRole('searchbox').fill('ops-root');
    await soon(() => root().count()).toBe(2);
    const details = await openAccount(window, /ops-root.*[:：]/);
    await details.getByText(t('ask.count', { count: 1 })).waitFor();
    await details.getByRole('button', { name: t('ask.open') }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('radio', { name: t('answer.same') }).check();
    await takePictures(window, language, 'chains-same-account');
    await dialog.getByRole('button', { name: t('ask.answer'), exact: true }).click();
    await soon(() => dialog.textContent()).toContain(t('ask.none-left'));
    await dialog.getByRole('button', { name: t('ask.done'), exact: true }).click();
    await soon(() => root().count()).toBe(1);
  });

  it('are two again after Undo', async () => {
    await window.getByRole('button', { name: t('undo'), exact: true }).click();
    await soon(() => root().count()).toBe(2);
    expect((await snapshotOf(window)).sameAccounts).toEqual([]);
  });
});
