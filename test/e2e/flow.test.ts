import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { detailsPanel } from './coverage-table.ts';
import { restsAtFirst } from './at-first.ts';
import { blueSerial, demoPin, handleOf, readKey, redSerial, unlock } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { closed, eventually, pinWindow, pressToClose, type Running } from './harness.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { soon } from './soon.ts';

// One person's way through the program, from the first start to the days after it.

const english = createTranslator('en');
const japanese = createTranslator('ja');

declare global {
  var pictures: { readonly sentence: string | undefined; readonly rows: number }[];
}

/** Runs in the page before anything else of it: notes each last picture that is drawn. */
function notePictures(): void {
  globalThis.pictures = [];
  const noted = new WeakSet<Element>();
  new MutationObserver(() => {
    const picture = document.querySelector('main [inert]');
    if (picture === null || noted.has(picture)) return;
    noted.add(picture);
    globalThis.pictures.push({
      sentence: picture.querySelector('h1')?.textContent,
      rows: picture.querySelectorAll('tbody tr').length,
    });
  }).observe(document, { subtree: true, childList: true });
}

/** Returns the views of the window, as a person goes through them. */
const viewsOf = (program: { readonly window: Page }) => ({
  main: () => program.window.getByRole('main'),
  heading: () => program.window.getByRole('main').getByRole('heading', { level: 1 }),
  goTo: (view: string) =>
    program.window.getByRole('navigation').getByRole('button', { name: view, exact: true }).click(),
  sidebarKey: (name: RegExp) => program.window.getByRole('region', { name: 'Plugged in' }).getByRole('link', { name }),
});

/** Presses what opens the PIN window, types into its fields and sends them; ends when the window is gone. */
async function answerPinWindow(
  running: Running,
  open: () => Promise<void>,
  fields: Readonly<Record<string, string>>,
  send: string,
): Promise<void> {
  const page = await pinWindow(running, open);
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await pressToClose(page, send);
}

const unlockBy = (running: Running, button: ReturnType<Page['getByRole']>) =>
  answerPinWindow(running, () => button.click(), { PIN: demoPin }, 'Unlock');

/** Reads both keys of one model, so that a test begins with them known and locked. */
async function readBlueAndRed(running: Running): Promise<void> {
  await readKey(running, english, blueSerial, { label: 'Blue' });
  await readKey(running, english, redSerial, { label: 'Red' });
}

describe('first run to the matrix', () => {
  const program = freshProgram();
  const { main, heading, goTo, sidebarKey } = viewsOf(program);
  const grid = () => program.window.getByRole('grid', { name: 'Accounts and the keys that open them' });

  async function unlockTheFirst(): Promise<void> {
    await unlockBy(program.running, main().getByRole('button', { name: /^Read this key….*…311$/ }));
    await grid().waitFor();
  }

  async function labelIt(label: string): Promise<void> {
    await program.window.getByRole('tab', { name: 'Details' }).click();
    await program.window.getByLabel('Label', { exact: true }).fill(label);
    await program.window.keyboard.press('Enter');
    await soon(() => heading().textContent()).toBe(label);
  }

  it('asks the question and finds the keys that are plugged in', async () => {
    await soon(() => heading().textContent()).toBe('Lose a key: what closes?');
    await soon(() =>
      main()
        .getByRole('button', { name: /^Read this key…/ })
        .count(),
    ).toBe(3);
    await program.window.getByRole('button', { name: 'Simulated keys', exact: true }).click();
    await program.window.getByText('Simulated keys only. Nothing here touches a real key.').waitFor();
  });

  it('unlocks the first key, and the matrix appears with it', async () => {
    await unlockTheFirst();
    await soon(() => heading().textContent()).toBe('1 of 3 keys read: 9 accounts found.');
  });

  it('labels it, so that two alike can be told apart; the second is another one, though it looks the same', async () => {
    await unlockTheFirst();
    await sidebarKey(/ ready$/).click();
    await labelIt('Blue');
    await sidebarKey(/…318/).click();
    await unlockBy(program.running, main().getByRole('button', { name: 'Read this key…' }).first());
    await labelIt('Red');
    await goTo('Coverage');
    await program.window.getByRole('button', { name: 'What if Blue were lost?' }).waitFor();
    await program.window.getByRole('button', { name: 'What if Red were lost?' }).waitFor();
  });
});

describe('the matrix of two keys', () => {
  const program = freshProgram({ prepare: readBlueAndRed });
  const { heading, goTo, sidebarKey } = viewsOf(program);

  it('a cell says how it is known and when', async () => {
    await program.window.getByRole('searchbox').fill('github');
    const row = program.window.getByRole('row', { name: /^GitHub/ }).first();
    await row.getByRole('gridcell', { name: /^Blue: read/ }).click();
    await soon(() => detailsPanel(program.window).textContent()).toContain('Blue');
  });

  it('"what if this key were lost" shows what closes, and Escape goes back: nothing is stored', async () => {
    const blue = program.window.getByRole('button', { name: 'What if Blue were lost?' });
    await blue.waitFor();
    await soon(() => heading().textContent()).toMatch(/^2 of 3 keys read: \d+ accounts found\.$/);
    const before = await heading().textContent();
    await blue.click();
    await soon(() => heading().textContent()).toContain('Blue');
    expect(await heading().textContent()).not.toBe(before);
    await program.window.keyboard.press('Escape');
    await soon(() => heading().textContent()).toBe(before);
  });

  it('records a registration by hand, shown as told', async () => {
    const { window } = program;
    await goTo('Keys');
    await sidebarKey(/^Red/).click();
    await window.getByRole('tab', { name: 'Details' }).click();
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
    const row = window.getByRole('row', { name: /hana@example\.com/ }).first();
    await row.getByRole('gridcell', { name: /^Red: recorded by hand/ }).waitFor();
  });
});

describe('what is taken away', () => {
  const program = freshProgram({ prepare: readBlueAndRed });
  const { main, goTo, sidebarKey } = viewsOf(program);

  /** An account that only the first key opens. */
  const onlyOnBlue = 'bitwarden.com';
  const passkeyRow = (text: string) => main().getByRole('row').filter({ hasText: text });
  const pressDelete = () => program.window.getByRole('button', { name: 'Delete…' }).click();

  /** Unlocks the first key and opens what is known of one of its passkeys. */
  async function openPasskey(text: string): Promise<void> {
    await sidebarKey(/^Blue PIN needed$/).click();
    await unlockBy(program.running, main().getByRole('button', { name: 'Read this key…' }).first());
    await sidebarKey(/^Blue ready$/).waitFor();
    await program.window.getByRole('tab', { name: 'Passkeys' }).click();
    await passkeyRow(text).first().click();
  }

  it('the dialog of a deletion names the account, the key and the loss; Cancel is what Enter presses', async () => {
    await openPasskey(onlyOnBlue);
    await pressDelete();
    const dialog = program.window.getByRole('alertdialog', { name: 'Delete this passkey?' });
    await dialog.getByText('This is the only known way into the account.').waitFor();
    expect(await dialog.textContent()).toContain('Blue');
    expect(await dialog.textContent()).toContain(onlyOnBlue);
    // The focus is on Cancel, so Enter at once changes nothing.
    expect(
      await dialog.getByRole('button', { name: 'Cancel' }).evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await program.window.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await passkeyRow(onlyOnBlue).count()).toBe(1);
  });

  it('deletes it after the rest and a yes in the dialog of the system, and the matrix knows', async () => {
    await noteOpenedPages(program.running.app);
    await openPasskey(onlyOnBlue);
    expect(await restsAtFirst(program.window, pressDelete)).toBe(true);
    const dialog = program.window.getByRole('alertdialog');
    const danger = dialog.getByRole('button', { name: 'Delete the passkey' });
    await soon(() => danger.getAttribute('aria-disabled')).toBe('false');
    await danger.click();
    await dialog.waitFor({ state: 'detached' });
    expect(await openedPages(program.running.app)).toEqual([english('ask.delete-passkeys', { key: 'Blue', count: 1 })]);
    await soon(() => passkeyRow(onlyOnBlue).count()).toBe(0);
    await goTo('Activity');
    await main()
      .getByText(/deleted/i)
      .first()
      .waitFor();
  });

  it('H-03 D-23 a key that is unplugged disarms the open dialog', async () => {
    await openPasskey('github.com');
    await pressDelete();
    const dialog = program.window.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Delete the passkey' }).waitFor();
    await program.window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'daily', plugged: false }));
    await dialog.getByRole('button', { name: 'Delete the passkey' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    // Plugged in again it is another plug-in: nothing of before is armed.
    await program.window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'daily', plugged: true }));
    await sidebarKey(/^Blue PIN needed$/).waitFor();
  });
});

describe('PINs', () => {
  const program = freshProgram();
  const { main, sidebarKey } = viewsOf(program);

  async function setFirstPin(): Promise<void> {
    await sidebarKey(/no PIN set/).click();
    await program.window.getByRole('tab', { name: 'Security' }).click();
    await answerPinWindow(
      program.running,
      () => main().getByRole('button', { name: 'Set a PIN…' }).click(),
      { 'New PIN': '4711', 'New PIN again': '4711' },
      'Set PIN',
    );
    await main().getByRole('img', { name: '8 of 8 tries left' }).waitFor();
  }

  it('sets the first PIN of a fresh key', setFirstPin);

  it('two wrong PINs cost two tries, shown each time; the third is right', async () => {
    await setFirstPin();
    const page = await pinWindow(program.running, () => main().getByRole('button', { name: 'Change PIN…' }).click());
    const fill = async (current: string): Promise<void> => {
      await page.getByLabel('Current PIN').fill(current);
      await page.getByLabel('New PIN', { exact: true }).fill('081547');
      await page.getByLabel('New PIN again').fill('081547');
      await page.getByRole('button', { name: 'Change PIN' }).click();
    };
    for (const left of [7, 6]) {
      await fill('0000');
      await page.getByRole('img', { name: `${left} of 8 tries left` }).waitFor();
      await main()
        .getByRole('img', { name: `${left} of 8 tries left` })
        .waitFor();
    }
    await fill('4711');
    await closed(page);
    await main().getByRole('img', { name: '8 of 8 tries left' }).waitFor();
  });
});

describe('what stays', () => {
  const program = freshProgram({ prepare: readBlueAndRed });
  const { main, heading, goTo, sidebarKey } = viewsOf(program);

  it('starts again: the inventory is there, the keys are locked', async () => {
    await soon(() => heading().textContent()).toMatch(/^2 of 3 keys read: \d+ accounts found\.$/);
    const before = await heading().textContent();
    await unlock(program.running, english, await handleOf(program.running, blueSerial));
    await sidebarKey(/^Blue ready$/).waitFor();
    await program.restart();
    await soon(() => heading().textContent()).toBe(before);
    await program.window.getByRole('button', { name: 'What if Red were lost?' }).waitFor();
    await sidebarKey(/^Blue PIN needed$/).waitFor();
  });

  it('shows how it looked last time until the inventory is open, the same sentence and as many rows', async () => {
    const { window, running } = program;
    // A key that is plugged in and was never read stands in no picture.
    for (const id of ['work', 'fresh']) {
      await window.evaluate((input) => globalThis.window.sparekey.demo.plug(input), { id, plugged: false });
    }
    await soon(() => heading().textContent()).not.toMatch(/keys read/);
    const sentence = await heading().textContent();
    await eventually(() => Promise.resolve(existsSync(`${running.inventory}.picture`) || null));
    await window.addInitScript(notePictures);
    await window.reload();
    await window.getByRole('grid').waitFor();
    const rows = (await window.getByRole('grid').getByRole('row').count()) - 1;
    expect(await window.evaluate(() => globalThis.pictures)).toEqual([{ sentence, rows }]);
    expect(await heading().textContent()).toBe(sentence);
  });

  it('protects the inventory with a passphrase, and asks for it at the next start', async () => {
    await goTo('Settings');
    await answerPinWindow(
      program.running,
      () => main().getByRole('button', { name: 'Set a passphrase…' }).click(),
      { Passphrase: 'four walnut trees', 'Passphrase again': 'four walnut trees' },
      'Set passphrase',
    );
    await main().getByText('It opens with the passphrase.').waitFor();
    await program.restart();
    await soon(() => heading().textContent()).toBe('The inventory is locked with a passphrase');
    const page = await pinWindow(program.running, () => main().getByRole('button', { name: 'Unlock…' }).click());
    const field = page.getByLabel('Passphrase or recovery code');
    await field.fill('four walnut bushes');
    await page.getByRole('button', { name: 'Open' }).click();
    await soon(() => page.getByRole('alert').textContent()).toContain('Neither a passphrase nor a recovery code');
    await field.fill('four walnut trees');
    await pressToClose(page, 'Open');
    await program.window.getByRole('grid', { name: 'Accounts and the keys that open them' }).waitFor();
  });

  it('speaks Japanese, in both windows', async () => {
    await goTo('Settings');
    await main().getByRole('combobox', { name: 'Language' }).selectOption({ label: '日本語' });
    await soon(() => heading().textContent()).toBe('設定');
    expect(await program.window.evaluate(() => document.documentElement.lang)).toBe('ja');
    await program.window.getByRole('region').getByRole('link', { name: /^Blue/ }).click();
    const button = main()
      .getByRole('button', { name: japanese('window.key.unlock') })
      .first();
    const page = await pinWindow(program.running, () => button.click());
    expect(await page.title()).toBe(`Sparekey – ${japanese('pin.title.unlock')}`);
    await pressToClose(page, japanese('pin.action.cancel'));
  });

  it('goes dark, and stays so, in the language that was chosen', async () => {
    await goTo('Settings');
    await main().getByRole('combobox', { name: 'Language' }).selectOption({ label: '日本語' });
    await main()
      .getByRole('combobox', { name: japanese('window.settings.theme') })
      .selectOption('dark');
    const theme = () => program.window.evaluate(() => document.documentElement.dataset['theme']);
    await soon(theme).toBe('dark');
    await program.restart();
    await soon(theme).toBe('dark');
    expect(await program.window.evaluate(() => document.documentElement.lang)).toBe('ja');
  });
});
