import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { blueSerial, demoPin, handleOf } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { closed, pinWindow, pressEnterToClose } from './harness.ts';
import { soon } from './soon.ts';

// Every setting of a key, from its row to the key and back: asked for in the window, with the PIN in the PIN window, read back.

const t = createTranslator('en');
const workPin = '246810';
const program = freshProgram();

/** Shows the security of the plugged-in key whose line holds this text, by the keyboard alone. */
async function showSecurity(text: string): Promise<void> {
  const { window } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: text }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).waitFor();
  await window.keyboard.press('Control+2');
  await window.getByRole('tab', { name: t('window.keys.tab.security'), selected: true }).waitFor();
}

const row = (name: string) => program.window.getByRole('group', { name, exact: true });
const dialog = () => program.window.getByRole('alertdialog');

/** Opens the dialog of a setting, and presses its button with Enter once that is live. */
async function ask(name: string, type: (page: Page) => Promise<unknown> = async () => undefined): Promise<void> {
  await row(name).getByRole('button').press('Enter');
  await dialog().waitFor();
  await type(program.window);
  expect(await allFindings(program.window)).toEqual([]);
  const confirm = dialog().getByRole('button', { name: t('key-setting.dialog.confirm') });
  await soon(() => confirm.getAttribute('aria-disabled')).not.toBe('true');
  await confirm.press('Enter');
}

/** Writes the PIN into the window that asks for it, and gives what it says that the PIN is for. */
async function typePin(pin: string, open: () => Promise<unknown>): Promise<string | null> {
  const page = await pinWindow(program.running, open);
  const purpose = await page.locator('#purpose').textContent();
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(pin);
  await pressEnterToClose(page);
  return purpose;
}

describe('14.3 settings of a key in the window', () => {
  it.each([
    ['always-uv', 'on'],
    ['pin-complexity', 'on'],
    ['enterprise-attestation', 'on'],
    ['long-touch-for-reset', 'on'],
    ['force-pin-change', 'on'],
  ] as const)('%s is changed with the PIN, and read back', async (name, value) => {
    await showSecurity('…902');
    const setting = t(`setting.${name}`);
    const purpose = await typePin(workPin, () => ask(setting));
    expect(purpose).toContain(t('key-setting.change', { setting, value }));
    await soon(() => row(setting).textContent()).toContain(`Was off, now ${value}, read back.`);
  });

  it('the minimum PIN length is raised, with the websites that may ask for it; then the key demands a new PIN', async () => {
    await showSecurity('…902');
    const setting = t('setting.min-pin-length');
    const purpose = await typePin(workPin, () =>
      ask(setting, async (page) => {
        await page.getByLabel(t('key-setting.dialog.length')).fill('8');
        await page.getByRole('checkbox', { name: t('key-setting.dialog.replace') }).press('Space');
        await page.getByLabel(t('key-setting.dialog.rp-ids'), { exact: true }).fill('login.example');
      }),
    );
    expect(purpose).toContain('login.example');
    expect(purpose).toContain(t('key-setting.change.one-way'));
    await soon(() => row(setting).textContent()).toContain('Was 4 characters, now 8 characters, read back.');
    await soon(() => row(t('window.security.pin')).textContent()).toContain(t('window.security.pin.change'));
  });

  it('a wrong PIN costs one try and changes nothing; closing the PIN window costs none', async () => {
    await showSecurity('…311');
    const setting = t('setting.always-uv');
    const page = await pinWindow(program.running, () => ask(setting));
    await page.getByLabel(t('pin.field.pin'), { exact: true }).fill('654321');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: t('window.tries.label', { left: 7, total: 8 }), exact: true }).waitFor();
    const gone = closed(page);
    await page.keyboard.press('Escape').catch(() => {});
    await gone;
    const handle = await handleOf(program.running, blueSerial);
    const facts = await program.window.evaluate(
      async (of) => (await globalThis.window.sparekey.keys.list()).find((key) => key.handle === of)?.facts,
      handle,
    );
    expect(facts?.pin.retriesLeft).toBe(7);
    expect(facts?.settings.find(({ name }) => name === 'always-uv')?.value).toBe(false);
    expect(await typePin(demoPin, () => ask(setting))).toContain(setting);
    await soon(() => row(setting).textContent()).toContain('now on, read back.');
  });

  it('a key without a PIN is asked about in the dialog of the system, and takes it without a PIN window', async () => {
    const { app } = program.running;
    const answerWith = (response: number) =>
      app.evaluate(({ dialog: system }, pressed) => {
        Object.assign(system, { showMessageBox: async () => ({ response: pressed, checkboxChecked: false }) });
      }, response);
    await showSecurity(t('window.key.state.no-pin'));
    const setting = t('setting.always-uv');
    await answerWith(1);
    await ask(setting);
    await soon(() => row(setting).textContent()).toContain('off');
    await answerWith(0);
    await ask(setting);
    await soon(() => row(setting).textContent()).toContain('Was off, now on, read back.');
    expect(app.windows()).toHaveLength(1);
  });
});
