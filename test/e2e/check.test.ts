import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { type DeskKey, deskKeys } from '../../src-virtual-key/desk-keys.ts';
import { deliveredKeys, deskVerdicts, floorProfile } from '../fixtures/desk-verdicts.ts';
import { allFindings, outOfKeyboardReach } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { eventually, launch, pinWindow, pressEnterToClose, removeFolder, type Running } from './harness.ts';
import { dress, takePictures } from './looks.ts';
import { soon } from './soon.ts';

// A support desk in the window: keys are plugged in one after another, and nothing is pressed but what a test is about.

const names = Object.keys(deskKeys) as DeskKey[];

describe.each(['en', 'ja'] as const)('the issue check in the window (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launch({ args: ['--demo-desk'] });
    window = running.window;
    await dress(window, { language, theme: 'light' });
    await window.getByRole('navigation').locator('[data-view="check"]').click();
    await main().getByRole('heading', { level: 1 }).waitFor();
    for (const [name, content] of [
      ['goods.csv', deliveredKeys],
      ['floor.yaml', floorProfile],
    ] as const) {
      writeFileSync(join(running.folder, name), content);
    }
  });
  afterAll(async () => {
    expect(running.pageErrors).toEqual([]);
    await running.close();
    removeFolder(running.folder);
  });

  const main = () => window.getByRole('main');
  const band = () => main().getByRole('region', { name: t('check.window.verdict') });
  const profile = () => main().getByRole('combobox', { name: t('check.window.profile') });
  const spoken = (role: 'alert' | 'status') =>
    window.locator(`[data-live-announcer] [role="${role}"]`).first().textContent();
  const plug = (id: DeskKey, plugged: boolean) =>
    window.evaluate((input) => globalThis.window.sparekey.demo.plug(input), { id, plugged });
  const lastId = () =>
    window.evaluate(async () => {
      const [latest] = await globalThis.window.sparekey.check.unrecorded().then((all) => all.toReversed());
      const snapshot = await globalThis.window.sparekey.inventory.snapshot();
      const kept = snapshot.ok ? snapshot.value.snapshot.checks.at(-1) : undefined;
      return [latest, kept].map((check) => check?.id ?? '').join(' ');
    });

  /** Plugs a key in and waits for its verdict; returns what the desk then says. */
  async function checked(id: DeskKey): Promise<string> {
    const before = await lastId();
    await plug(id, true);
    await eventually(async () => ((await lastId()) === before ? null : true));
    await band()
      .getByRole('heading', { name: t(`check.verdict.${deskVerdicts[id].verdict}`), exact: true })
      .waitFor();
    return main().innerText();
  }

  async function prepare(id: DeskKey): Promise<void> {
    if (id === 'notListed') {
      await answerFileQuestions(running, join(running.folder, 'goods.csv'));
      await main()
        .getByRole('button', { name: t('check.window.choose-list', { list: t('check.window.goods-in') }) })
        .click();
      await main().getByText('goods.csv').waitFor();
    }
    if (id === 'oldFirmware') {
      await answerFileQuestions(running, join(running.folder, 'floor.yaml'));
      await profile().selectOption({ label: t('check.window.profile.file') });
      await main().locator('option', { hasText: 'Floor' }).waitFor({ state: 'attached' });
    }
  }

  async function goBack(id: DeskKey): Promise<void> {
    await plug(id, false);
    if (id === 'notListed') {
      const drop = main().getByRole('button', {
        name: t('check.window.drop-list', { list: t('check.window.goods-in') }),
      });
      await drop.click();
      await drop.waitFor({ state: 'detached' });
    }
    if (id === 'oldFirmware') await profile().selectOption('new-from-box');
  }

  it.each(names)('%s: verdict, findings, words, and what is said aloud', async (id) => {
    await prepare(id);
    const shown = await checked(id);
    expect(deskVerdicts[id][language].filter((words) => !shown.includes(words))).toEqual([]);
    expect(await spoken('alert')).toContain(t(`check.verdict.${deskVerdicts[id].verdict}`));
    await takePictures(window, language, `check-${id}`);
    expect(await allFindings(window)).toEqual([]);
    await goBack(id);
  });

  it('is worked by keyboard alone, and saves slip, list and note', async () => {
    await checked('leftovers');
    expect(await outOfKeyboardReach(window)).toEqual([]);
    const press = (name: string) => main().getByRole('button', { name, exact: true }).press('Enter');
    for (const [button, file, begins] of [
      ['check.window.save-pdf', 'slip.pdf', '%PDF-'],
      ['check.window.save-html', 'slip.html', '<!'],
      ['check.window.export', 'today.csv', '\uFEFF'],
    ] as const) {
      const target = join(running.folder, file);
      await answerFileQuestions(running, target);
      await press(t(button));
      await main()
        .page()
        .getByText(t('file.saved', { file: target }))
        .first()
        .waitFor();
      expect(readFileSync(target, 'utf8').slice(0, begins.length)).toBe(begins);
    }
    await press(t('check.window.note'));
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('textbox').fill('for Mika');
    await dialog.getByRole('button', { name: t('window.common.save'), exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const notes = await window.evaluate(async () => {
      const snapshot = await globalThis.window.sparekey.inventory.snapshot();
      return snapshot.ok ? snapshot.value.snapshot.checks.map(({ note }) => note) : [];
    });
    expect(notes).toContain('for Mika');
    await plug('leftovers', false);
  });

  it('hands a key over, by keyboard: the person stands on the check, and the verdict stays', async () => {
    await checked('fresh');
    await main()
      .getByRole('button', { name: t('check.decide.hand-over'), exact: true })
      .press('Enter');
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('textbox', { name: t('check.decide.to') }).fill('Mika');
    await dialog.getByRole('textbox', { name: t('check.decide.by') }).fill('Aoki');
    await takePictures(window, language, 'check-decide');
    expect(await allFindings(window)).toEqual([]);
    await dialog.getByRole('button', { name: t('check.decide.save'), exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await main()
      .getByText(t('check.action.handed-to', { person: 'Mika' }))
      .first()
      .waitFor();
    await band()
      .getByRole('heading', { name: t('check.verdict.issue'), exact: true })
      .waitFor();
    await takePictures(window, language, 'check-decided');
    expect(await allFindings(window)).toEqual([]);
    await plug('fresh', false);
  });

  it('tests a key where a person asks for it, by keyboard: the result is a point of its check, with its source', async () => {
    const row = (point: 'genuine' | 'sign-in') =>
      main()
        .getByRole('row')
        .filter({ has: window.getByRole('rowheader', { name: t(`check.point.${point}`) }) });
    const press = (point: 'genuine' | 'sign-in') =>
      main()
        .getByRole('button', { name: t(`check.window.test.${point}`), exact: true })
        .press('Enter');
    await checked('fresh');
    await soon(() => row('genuine').textContent()).toContain(t('check.seen.genuine.not-tested'));
    await press('genuine');
    await soon(() => row('genuine').textContent()).toContain(t('check.strength.tested', { at: '' }).trim());
    await soon(() => row('genuine').textContent()).toContain(t('genuineness.reason.chain-to-maker'));
    await soon(() => row('sign-in').textContent()).toContain(t('check.why.sign-in.works'));
    await band()
      .getByRole('heading', { name: t('check.verdict.issue'), exact: true })
      .waitFor();
    await takePictures(window, language, 'check-tested');
    expect(await allFindings(window)).toEqual([]);
    await plug('fresh', false);
    await checked('leftovers');
    const page = await pinWindow(running, () => press('sign-in'));
    expect(await page.locator('#purpose').textContent()).toContain(t('sign-in-test.purpose'));
    await page.getByLabel(t('pin.field.pin'), { exact: true }).fill('123456');
    await pressEnterToClose(page);
    await soon(() => row('sign-in').textContent()).toContain(t('check.why.sign-in.works'));
    await plug('leftovers', false);
  });

  it('takes the asset tag that a scanner types, without a press', async () => {
    await checked('copy');
    await window.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : null));
    await window.keyboard.type('AT-0042');
    await window.keyboard.press('Enter');
    await main()
      .getByText(t('check.seen.serial.tag', { tag: 'AT-0042' }))
      .first()
      .waitFor();
    await plug('copy', false);
  });

  it('lists the keys that are plugged in, too: the last one is checked', async () => {
    await checked('fresh');
    await checked('leftovers');
    await band()
      .getByText(t('check.window.others', { count: 1 }))
      .waitFor();
    await plug('leftovers', false);
    await plug('fresh', false);
  });

  it('keeps nothing of other people’s keys', async () => {
    const kept = () =>
      window.evaluate(async () => {
        const snapshot = await globalThis.window.sparekey.inventory.snapshot();
        return snapshot.ok ? snapshot.value.snapshot.checks.length : -1;
      });
    const box = main().getByRole('checkbox', { name: t('check.window.record') });
    await box.uncheck();
    const before = await kept();
    await checked('fresh');
    await main().getByText(t('check.window.not-recorded'), { exact: true }).waitFor();
    expect(await kept()).toBe(before);
    await plug('fresh', false);
    await box.check();
  });
});
