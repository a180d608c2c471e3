import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings as findings } from './accessibility-checks.ts';
import { demoPin } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { pinWindow, pressEnterToClose } from './harness.ts';
import { dress, takePictures } from './looks.ts';
import { soon } from './soon.ts';

// The first minutes of a person who has two keys: from the empty window to the picture of both, and to a finished step of the spare.

const t = createTranslator('en');

const program = freshProgram();
const main = () => program.window.getByRole('main');
const heading = () => main().getByRole('heading', { level: 1 });
const button = (name: string | RegExp) => main().getByRole('button', { name });
const plug = (id: string, plugged: boolean) =>
  program.window.evaluate((input) => globalThis.window.sparekey.demo.plug(input), { id, plugged });

/** Unplugs all but the two keys of the person. */
async function onlyTwo(): Promise<void> {
  for (const id of ['work', 'fresh']) await plug(id, false);
  await soon(() =>
    main()
      .getByRole('button', { name: /^Read this key…/ })
      .count(),
  ).toBe(2);
}

/** Counts what a hand does in the main window from now on: clicks of a pointer, and keys. */
async function countInput(): Promise<Readonly<Record<'clicks' | 'keys', () => Promise<number>>>> {
  const { window } = program;
  interface Counts {
    readonly count: { clicks: number; keys: number };
  }
  await window.evaluate(() => {
    const count = { clicks: 0, keys: 0 };
    Object.assign(globalThis, { count });
    // The click of a button that is pressed with Enter has no pointer.
    addEventListener('click', ({ detail }) => (count.clicks += detail > 0 ? 1 : 0), true);
    addEventListener('keydown', () => count.keys++, true);
  });
  const read = (what: 'clicks' | 'keys') => () =>
    window.evaluate((which) => (globalThis as unknown as Counts).count[which], what);
  return { clicks: read('clicks'), keys: read('keys') };
}

/** Submits the PIN of the simulated keys. */
async function typePin(page: Page): Promise<void> {
  await page.keyboard.type(demoPin);
  await pressEnterToClose(page);
}

/** Presses Tab until the control with this name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await program.window.keyboard.press('Tab');
    const focused = await program.window.evaluate(() => {
      const { activeElement: node } = document;
      return node?.getAttribute('aria-label') ?? node?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`not reached with Tab: ${String(name)}`);
}

describe('from the empty window', () => {
  it('to the matrix of two named keys: at most 5 clicks and 2 PIN entries', async () => {
    const { window, running } = program;
    await onlyTwo();
    const { clicks } = await countInput();
    let pins = 0;
    running.app.on('window', () => pins++);
    await typePin(await pinWindow(running, () => button(/…311$/).click()));
    await soon(() => heading().textContent()).toBe('1 of 2 keys read: 9 accounts found.');
    await takePictures(window, 'en', 'first-one-of-two');
    await typePin(await pinWindow(running, () => button(t('window.key.unlock')).first().click()));
    await button(t('window.name.key-ring.chip')).click();
    await button(t('window.name.desk.chip')).click();
    for (const label of ['Key ring', 'Desk']) {
      await window.getByRole('button', { name: `What if ${label} were lost?` }).waitFor();
    }
    expect(
      await main()
        .getByRole('list', { name: t('window.steps.title') })
        .count(),
    ).toBe(0);
    expect(await clicks()).toBeLessThanOrEqual(5);
    expect(pins).toBe(2);
  });

  it('to a finished step of the spare with the keyboard alone: at most 60 key presses besides the PINs', async () => {
    const { window, running } = program;
    await onlyTwo();
    const { clicks, keys } = await countInput();
    await tabTo(/^Read this key…: .*…311$/);
    await typePin(await pinWindow(running, () => window.keyboard.press('Enter')));
    await soon(() => heading().textContent()).toBe('1 of 2 keys read: 9 accounts found.');
    await typePin(await pinWindow(running, () => window.keyboard.press('Control+r')));
    await button(t('window.name.key-ring.chip')).waitFor();
    await tabTo(/^On my key ring$/);
    await window.keyboard.press('Enter');
    await soon(() => button(t('window.name.key-ring.chip')).count()).toBe(0);
    await tabTo(/^Desk$/);
    await window.keyboard.press('Enter');
    await window.getByRole('button', { name: 'What if Desk were lost?' }).waitFor();
    await tabTo(/^Add a spare$/);
    await window.keyboard.press('Enter');
    await tabTo(/^Start the session$/);
    await window.keyboard.press('Enter');
    await soon(() => heading().textContent()).toContain('“Desk”');
    await tabTo(/^Record by hand$/);
    await window.keyboard.press('Enter');
    await soon(() =>
      main()
        .getByRole('row')
        .filter({ hasText: t('backup.state.told') })
        .count(),
    ).toBe(1);
    expect(await clicks()).toBe(0);
    expect(await keys()).toBeLessThanOrEqual(60);
  });

  it.each(['light', 'dark'] as const)('without a finding of the accessibility checker (%s)', async (theme) => {
    await dress(program.window, { language: 'en', theme });
    await onlyTwo();
    expect(await findings(program.window)).toEqual([]);
    for (const id of ['daily', 'spare']) await plug(id, false);
    await main().getByText(t('window.first-run.waiting')).waitFor();
    expect(await findings(program.window)).toEqual([]);
    // Which colours the system puts in the place of ours the engine does not know: their contrast is the system's.
    await program.window.emulateMedia({ forcedColors: 'active' });
    const forced = await findings(program.window);
    expect(forced.filter((line) => !line.startsWith('color-contrast:'))).toEqual([]);
  });
});
