import { describe, expect, it } from 'vitest';
import { choiceKinds } from '../../src-renderer/features/loss/loss-store.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { freshProgram } from './fresh-program.ts';
import { dress } from './looks.ts';
import { soon } from './soon.ts';

// The question "what if" over the household of the demonstration: asked from everywhere, of everything, and left again.

const t = createTranslator('en');
const program = freshProgram({ args: ['--demo'] });
const main = () => program.window.getByRole('main');
const heading = () => main().getByRole('heading', { level: 1 });
const item = (name: string | RegExp) => program.window.getByRole('menuitem', { name });
const view = (name: 'coverage' | 'what-if') =>
  name === 'coverage'
    ? program.window.getByRole('searchbox').waitFor()
    : main().getByText(t('what-if.mark'), { exact: true }).waitFor();

/** Waits for the matrix in English, and returns its sentence. */
async function atCoverage(): Promise<string> {
  await dress(program.window, { language: 'en', theme: 'light' });
  await program.window.getByRole('grid').waitFor();
  return (await heading().textContent()) ?? '';
}

/** Presses Esc, which leads from the question back to the coverage as it was. */
async function leave(sentence: string): Promise<void> {
  await program.window.keyboard.press('Escape');
  await view('coverage');
  await soon(() => heading().textContent()).toBe(sentence);
}

describe('the question "what if"', () => {
  it('is asked at the head of a key and in the menus of a row, a cell and a head, by mouse and by keyboard', async () => {
    const { window } = program;
    const sentence = await atCoverage();
    const head = main().getByRole('columnheader', { name: /^Blue key ring/ });
    await head.getByRole('button').click();
    await soon(() => heading().textContent()).toContain('Without Blue key ring');
    await leave(sentence);
    await head.getByRole('button').click({ button: 'right' });
    await item(/^What if Blue key ring were lost/).click();
    await soon(() => heading().textContent()).toContain('Without Blue key ring');
    await leave(sentence);
    await main()
      .getByRole('row', { name: /^Bitwarden/ })
      .getByRole('rowheader')
      .click({ button: 'right' });
    await item(t('context.taken-over')).click();
    await soon(() => heading().textContent()).toContain('With Bitwarden taken over');
    await leave(sentence);
    const cell = main()
      .getByRole('row', { name: /^GitHub/ })
      .first()
      .getByRole('gridcell', { name: /^Blue key ring/ });
    await cell.focus();
    await window.keyboard.press('Shift+F10');
    await item(/^What if Blue key ring were lost/).waitFor();
    await window.keyboard.press('Escape');
    await soon(() => item(/./).count()).toBe(0);
    await soon(() => cell.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('is asked from the page of a key, the details of an account and the list of everything', async () => {
    const { window } = program;
    const sentence = await atCoverage();
    await window
      .getByRole('region', { name: t('window.nav.plugged-in') })
      .getByRole('link')
      .first()
      .click();
    await main()
      .getByRole('button', { name: t('window.key.more') })
      .click();
    await item(t('context.what-if')).click();
    await view('what-if');
    await leave(sentence);
    await main()
      .getByRole('row', { name: /^Bitwarden/ })
      .getByRole('rowheader')
      .click();
    await main()
      .getByRole('button', { name: t('coverage.panel.more') })
      .click();
    await item(t('context.taken-over')).click();
    await soon(() => heading().textContent()).toContain('With Bitwarden taken over');
    await leave(sentence);
    await window.getByRole('button', { name: t('palette.title') }).click();
    await window.keyboard.type('bitwarden taken');
    await item(/^What if Bitwarden/).click();
    await soon(() => heading().textContent()).toContain('With Bitwarden taken over');
    await leave(sentence);
  });

  it('is asked of every kind of thing by its chips, each of which is taken back by itself', async () => {
    await atCoverage();
    await program.window.evaluate(async () => {
      const nothing = { owner: null, place: null, carriedOn: null, simIn: null, note: null };
      await globalThis.window.sparekey.inventory.addDevice({ kind: 'phone', label: 'Pixel', ...nothing });
    });
    await main()
      .getByRole('button', { name: t('coverage.what-if'), exact: true })
      .click();
    await soon(() => heading().textContent()).toBe(t('what-if.empty.what-if'));
    const asked: string[] = [];
    for (const kind of choiceKinds) {
      const chip = main()
        .getByRole('group', { name: t(`what-if.kind.${kind}`), exact: true })
        .getByRole('button')
        .first();
      if ((await chip.count()) === 0) continue;
      await chip.click();
      await soon(() => heading().textContent()).not.toBe(t('what-if.empty.what-if'));
      await soon(() => chip.getAttribute('aria-pressed')).toBe('true');
      await chip.click();
      await soon(() => heading().textContent()).toBe(t('what-if.empty.what-if'));
      asked.push(kind);
    }
    expect(asked).toEqual(['ring', 'key', 'device', 'place', 'account']);
  });

  it('moves rows to their groups in 160 ms, and at once where less motion is wanted', async () => {
    await atCoverage();
    await main()
      .getByRole('columnheader', { name: /^Blue key ring/ })
      .getByRole('button')
      .click();
    const row = main()
      .getByRole('row')
      .filter({ has: program.window.getByRole('rowheader') })
      .first();
    const seconds = () => row.evaluate((node) => Number.parseFloat(getComputedStyle(node).transitionDuration));
    await program.window.emulateMedia({ reducedMotion: 'no-preference' });
    await soon(seconds).toBeCloseTo(0.16);
    await program.window.emulateMedia({ reducedMotion: 'reduce' });
    await soon(seconds).toBeLessThan(0.01);
  });
});
