import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { restsAtFirst } from './at-first.ts';
import { closed, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';

// One person's way through the program, step by step: each test goes on where the one before ended.

let running: Running;
let window: Page;

beforeAll(async () => {
  running = await launch();
  window = running.window;
});

afterAll(async () => {
  await running.close();
  removeFolder(running.folder);
});

const goTo = (view: string) => window.getByRole('navigation').getByRole('button', { name: view, exact: true }).click();
const heading = () => window.getByRole('main').getByRole('heading', { level: 1 });
const sidebarKey = (name: RegExp) => window.getByRole('region', { name: 'Plugged in' }).getByRole('link', { name });
const main = () => window.getByRole('main');

/** Presses what opens the PIN window, types into its fields and sends them; ends when the window is gone. */
async function answerPinWindow(open: () => Promise<void>, fields: Readonly<Record<string, string>>, send: string) {
  const page = await pinWindow(running, open);
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: send }).click();
  await closed(page);
}

const unlock = (button: ReturnType<Page['getByRole']>, pin: string) =>
  answerPinWindow(() => button.click(), { PIN: pin }, 'Unlock');

describe('first run to the matrix', () => {
  it('asks the question and finds the keys that are plugged in', async () => {
    await soon(() => heading().textContent()).toContain('what would you be locked out of?');
    await soon(() => main().getByRole('button', { name: 'Unlock and read…' }).count()).toBe(3);
    await window.getByText('Simulated keys only. Nothing here touches a real key.').waitFor();
  });

  it('unlocks the first key, and the matrix appears with it', async () => {
    const line = main().getByRole('listitem').filter({ hasText: '14207311' }).last();
    await unlock(line.getByRole('button', { name: 'Unlock and read…' }), '123456');
    await window.getByRole('grid', { name: 'Accounts and the keys that open them' }).waitFor();
    await soon(() => heading().textContent()).toMatch(/ Read so far: 1 of 3 keys\.$/);
  });

  it('labels it, so that two alike can be told apart', async () => {
    await sidebarKey(/ unlocked$/).click();
    await window.getByRole('tab', { name: 'Record' }).click();
    await window.getByLabel('Label', { exact: true }).fill('Blue');
    await window.getByRole('button', { name: 'Save' }).click();
    await soon(() => heading().textContent()).toBe('Blue');
  });

  it('unlocks the second key: it is another one, though it looks the same', async () => {
    await sidebarKey(/14207318$/).click();
    await unlock(main().getByRole('button', { name: 'Unlock and read…' }).first(), '123456');
    await window.getByRole('tab', { name: 'Record' }).click();
    await window.getByLabel('Label', { exact: true }).fill('Red');
    await window.getByRole('button', { name: 'Save' }).click();
    await goTo('Coverage');
    await window.getByRole('button', { name: 'What if Blue were lost?' }).waitFor();
    await window.getByRole('button', { name: 'What if Red were lost?' }).waitFor();
  });

  it('a cell says how it is known and when', async () => {
    await window.getByRole('searchbox').fill('github');
    await window
      .getByRole('button', { name: /GitHub.*Blue: read on the key/ })
      .first()
      .click();
    await soon(() => window.getByRole('dialog').textContent()).toContain('Blue');
    await window.keyboard.press('Escape');
    await window.getByRole('searchbox').fill('');
  });

  it('"what if this key were lost" changes the headline and stores nothing', async () => {
    const before = await heading().textContent();
    const blue = window.getByRole('button', { name: 'What if Blue were lost?' });
    await blue.click();
    await soon(() => blue.getAttribute('aria-pressed')).toBe('true');
    await soon(() => heading().textContent()).toContain('Blue');
    expect(await heading().textContent()).not.toBe(before);
    await blue.click();
    await soon(() => heading().textContent()).toBe(before);
  });
});

describe('what cannot be read, and what is taken away', () => {
  it('records a registration by hand, shown as told', async () => {
    await goTo('Keys');
    await sidebarKey(/^Red/).click();
    await window.getByRole('tab', { name: 'Record' }).click();
    await window.getByRole('button', { name: 'Record what this key opens…' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Service' }).fill('fastmail');
    await dialog.getByRole('radio').first().check();
    await dialog.getByLabel('User name').fill('hana@example.com');
    await dialog.getByRole('button', { name: 'Record and next' }).click();
    await dialog.getByText(/^Recorded/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await goTo('Coverage');
    await window.getByRole('searchbox').fill('fastmail');
    await window
      .getByRole('button', { name: /hana@example\.com, Red: recorded by hand/ })
      .first()
      .waitFor();
    await window.getByRole('searchbox').fill('');
  });

  it('the dialog of a deletion names the account, the key and the loss; Cancel is what Enter presses', async () => {
    await openPasskey('Blue', onlyOnBlue);
    await window.getByRole('button', { name: 'Delete…' }).click();
    const dialog = window.getByRole('alertdialog', { name: 'Delete this passkey?' });
    await dialog.getByText('This is the only known way into the account.').waitFor();
    expect(await dialog.textContent()).toContain('Blue');
    expect(await dialog.textContent()).toContain(onlyOnBlue);
    // O-02: the focus is on Cancel, so Enter at once changes nothing (H-08).
    expect(
      await dialog.getByRole('button', { name: 'Cancel' }).evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await window.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await passkeyRow(onlyOnBlue).count()).toBe(1);
  });

  it('deletes it after the rest, and the matrix knows', async () => {
    const open = () => window.getByRole('button', { name: 'Delete…' }).click();
    expect(await restsAtFirst(window, open)).toBe(true);
    const dialog = window.getByRole('alertdialog');
    const danger = dialog.getByRole('button', { name: 'Delete the passkey' });
    await soon(() => danger.getAttribute('aria-disabled')).toBe('false');
    await danger.click();
    await dialog.waitFor({ state: 'detached' });
    await soon(() => passkeyRow(onlyOnBlue).count()).toBe(0);
    await goTo('Activity');
    await main()
      .getByText(/deleted/i)
      .first()
      .waitFor();
  });

  it('H-03 D-23 a key that is unplugged disarms the open dialog', async () => {
    await openPasskey('Blue', 'github.com');
    await window.getByRole('button', { name: 'Delete…' }).click();
    const dialog = window.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Delete the passkey' }).waitFor();
    await window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'daily', plugged: false }));
    await dialog.getByRole('button', { name: 'Delete the passkey' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    // Plugged in again it is another plug-in: nothing of before is armed.
    await window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'daily', plugged: true }));
    await sidebarKey(/^Blue locked$/).waitFor();
  });
});

describe('PINs', () => {
  it('sets the first PIN of a fresh key', async () => {
    await sidebarKey(/no PIN set/).click();
    await window.getByRole('tab', { name: 'PIN' }).click();
    await answerPinWindow(
      () => main().getByRole('button', { name: 'Set a PIN…' }).click(),
      { 'New PIN': '4711', 'New PIN again': '4711' },
      'Set PIN',
    );
    await main().getByText('8 tries left').first().waitFor();
  });

  it('two wrong PINs cost two tries, shown each time; the third is right', async () => {
    const page = await pinWindow(running, () => main().getByRole('button', { name: 'Change the PIN…' }).click());
    const fill = async (current: string): Promise<void> => {
      await page.getByLabel('Current PIN').fill(current);
      await page.getByLabel('New PIN', { exact: true }).fill('081547');
      await page.getByLabel('New PIN again').fill('081547');
      await page.getByRole('button', { name: 'Change PIN' }).click();
    };
    for (const left of [7, 6]) {
      await fill('0000');
      await page.getByText(`${left} tries left.`, { exact: true }).waitFor();
      await main().getByText(`${left} tries left`).first().waitFor();
    }
    await fill('4711');
    await closed(page);
    await main().getByText('8 tries left').first().waitFor();
  });
});

describe('what stays', () => {
  it('starts again: the inventory is there, the keys are locked', async () => {
    // At the next start it has no PIN again, and is no key that waits to be read.
    await window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'fresh', plugged: false }));
    await goTo('Coverage');
    await soon(() => heading().textContent()).toMatch(/ Read so far: 2 of 3 keys\.$/);
    const before = await heading().textContent();
    await restart();
    await soon(() => heading().textContent()).toBe(before);
    await window.getByRole('button', { name: 'What if Red were lost?' }).waitFor();
    await sidebarKey(/^Blue locked$/).waitFor();
  });

  it('protects the inventory with a passphrase, and asks for it at the next start', async () => {
    await goTo('Settings');
    await answerPinWindow(
      () => main().getByRole('button', { name: 'Set a passphrase…' }).click(),
      { Passphrase: 'four walnut trees', 'Passphrase again': 'four walnut trees' },
      'Set passphrase',
    );
    await main().getByText('A passphrase is set.').waitFor();
    await restart();
    await soon(() => heading().textContent()).toBe('The inventory is locked with a passphrase');
    const page = await pinWindow(running, () => main().getByRole('button', { name: 'Unlock…' }).click());
    const field = page.getByLabel('Passphrase or recovery code');
    await field.fill('four walnut bushes');
    await page.getByRole('button', { name: 'Open' }).click();
    await soon(() => page.getByRole('alert').textContent()).toContain('Neither a passphrase nor a recovery code');
    await field.fill('four walnut trees');
    await page.getByRole('button', { name: 'Open' }).click();
    await closed(page);
    await window.getByRole('grid', { name: 'Accounts and the keys that open them' }).waitFor();
  });

  it('speaks Japanese, in both windows', async () => {
    await goTo('Settings');
    await main().getByLabel('Language').selectOption({ label: '日本語' });
    await soon(() => heading().textContent()).toBe('設定');
    expect(await window.evaluate(() => document.documentElement.lang)).toBe('ja');
    await window.getByRole('region').getByRole('link', { name: /^Blue/ }).click();
    const button = main()
      .getByRole('button', { name: japanese('window.key.unlock') })
      .first();
    const page = await pinWindow(running, () => button.click());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(japanese('pin.title.unlock'));
    await page.getByRole('button', { name: japanese('pin.action.cancel') }).click();
    await closed(page);
  });

  it('goes dark, and stays so', async () => {
    await goTo(japanese('window.nav.settings'));
    await main().getByLabel(japanese('window.settings.theme')).selectOption('dark');
    const theme = () => window.evaluate(() => document.documentElement.dataset['theme']);
    await soon(theme).toBe('dark');
    await restart();
    await soon(theme).toBe('dark');
    expect(running.pageErrors).toEqual([]);
  });
});

const japanese = createTranslator('ja');

/** An account that only the first key opens. */
const onlyOnBlue = 'bitwarden.com';

const passkeyRow = (text: string) => main().getByRole('row').filter({ hasText: text });

async function openPasskey(key: string, text: string): Promise<void> {
  await sidebarKey(new RegExp(`^${key}`)).click();
  await window.getByRole('tab', { name: 'Passkeys' }).click();
  await passkeyRow(text).first().click();
}

async function restart(): Promise<void> {
  const { folder } = running;
  expect(running.pageErrors).toEqual([]);
  await running.close();
  running = await launch({ folder });
  window = running.window;
}
