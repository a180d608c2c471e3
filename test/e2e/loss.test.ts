import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings, outOfKeyboardReach } from './accessibility-checks.ts';
import { restsAtFirst } from './at-first.ts';
import { answerFileQuestions } from './chosen.ts';
import { blueSerial, bothRecognised, handleOf, readKey, redSerial, unlock } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { eventually, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { dress, pictureFolder, takePictures } from './looks.ts';
import { snapshotOf } from './snapshot-of.ts';

// The question "what if", its plan on paper, and a real loss with its checklist. Once in each language.

describe.each(['en', 'ja'] as const)('a lost key (%s)', (language) => {
  const t = createTranslator(language);
  const program = freshProgram({ prepare });

  const picture = (name: string) => takePictures(program.window, language, `loss-${name}`);
  const main = () => program.window.getByRole('main');
  const button = (name: string) => main().getByRole('button', { name, exact: true });
  const pressed = (name: string) => main().getByRole('button', { name, exact: true, pressed: true });
  const goTo = (view: 'loss' | 'coverage') =>
    program.window
      .getByRole('navigation')
      .getByRole('button', { name: t(`window.nav.${view}`), exact: true })
      .click();
  const heading = () => main().getByRole('heading', { level: 1 });
  const row = (name: RegExp) => main().getByRole('row', { name });
  const checklist = () => main().getByRole('region', { name: t('window.loss.checklist') });
  const snapshot = () => snapshotOf(program.window);

  /** Marks everything in the bag as lost: the key "Blue" and the codes in it. */
  async function loseBag(): Promise<void> {
    // Until then the inventory still changes, and what is confirmed has to be what was shown.
    await bothRecognised(program.window);
    await goTo('loss');
    // A key that is plugged in and never read might open everything.
    await program.window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'work', plugged: false }));
    await button('Bag').click();
    await row(/Red$/).first().waitFor();
  }

  /** Records the loss of the bag, and ends on its checklist. */
  async function recordLoss(): Promise<void> {
    await loseBag();
    await button(t('what-if.record')).click();
    const dialog = program.window.getByRole('alertdialog');
    await dialog.getByLabel(t('window.loss.record.note')).fill('電車の中 <script>alert(1)</script>');
    const record = dialog.getByRole('button', { name: t('window.loss.record.confirm') });
    await soon(() => record.getAttribute('aria-disabled')).toBe('false');
    await record.click();
    await soon(() => heading().textContent()).toBe(t('window.loss.of', { name: 'Blue' }));
  }

  async function tickFirst(): Promise<void> {
    const total = (await snapshot()).losses[0]?.items.length ?? 0;
    await checklist().getByRole('checkbox').nth(0).check();
    await progress(1, total);
  }

  const progress = (done: number, total: number) =>
    main().getByText(t('window.loss.progress', { done, total })).first().waitFor();

  it('begins with nothing chosen', async () => {
    await goTo('loss');
    await soon(() => heading().textContent()).toBe(t('what-if.empty.loss'));
    expect(await main().getByRole('button', { pressed: true }).count()).toBe(0);
    await picture('empty');
    await accessible();
  });

  it('a bag takes the key and the codes in it along, and says what follows; Esc forgets it', async () => {
    await bothRecognised(program.window);
    const before = await snapshot();
    await loseBag();
    expect(await pressed('Blue').isDisabled()).toBe(true);
    await soon(() => heading().textContent()).toBe(titleOf(before));
    await picture('what-if');
    await accessible();
    // A question stores nothing.
    expect(await snapshot()).toEqual(before);
    await program.window.keyboard.press('Escape');
    await soon(() => heading().textContent()).toBe(t('what-if.empty.loss'));
  });

  it('is asked of any key from the list of everything, leads to a record of it, and back with Esc', async () => {
    const { window } = program;
    await menu('palette');
    await window.keyboard.type('bag');
    await window.getByRole('menuitem', { name: /^Bag/ }).click();
    await soon(() => heading().textContent()).toContain('Bag');
    await main().getByText(t('what-if.mark'), { exact: true }).waitFor();
    await window.keyboard.press('Escape');
    await window.locator('[data-view="coverage"][aria-current="page"]').waitFor();
    await menu('palette');
    await window.keyboard.type('bag');
    await window.getByRole('menuitem', { name: /^Bag/ }).click();
    await button(t('what-if.really')).click();
    await button(t('what-if.record')).waitFor();
  });

  it('opens the page of a service after its host was shown', async () => {
    await noteOpenedPages(program.running.app);
    await loseBag();
    await main().getByText('GitHub', { exact: true }).first().click();
    await main()
      .getByRole('button', { name: t('window.account.open-page', { host: 'github.com' }) })
      .first()
      .click();
    const seen = await eventually(async () => {
      const all = await openedPages(program.running.app);
      return all.length === 2 ? all : null;
    });
    expect(seen[0]).toContain('github.com');
    expect(seen[1]).toBe('https://github.com/settings/security');
  });

  it('saves the plan as a PDF that can be read without this program', async () => {
    await loseBag();
    const file = await savePlan(t('what-if.save'), 'plan');
    const text = pdfText(file);
    expect(text).toContain(t('loss.task.remove-lost-key'));
    expect(text).toContain('github.com/settings/security');
    expect(text).toContain('Bitwarden');
    expect(text).toContain(t('loss.step.remove', { keys: 'Blue' }));
    expect(drawn(file, 'plan')).toBeGreaterThan(0);
  });

  it('says after a reading what is new on the key, and keeps it on the key’s page', async () => {
    const { window } = program;
    const handle = await handleOf(program.running, blueSerial);
    await window.evaluate((input) => globalThis.window.sparekey.demo.enrol(input), {
      handle,
      rpId: 'news.example',
      userId: '0102',
      userName: 'mika',
    });
    await unlock(program.running, t, handle);
    const changes = t('reading.changes.added', { count: 1 });
    await window
      .getByText(t('window.reading.done', { key: 'Blue', changes }))
      .last()
      .waitFor();
    await window.getByRole('link', { name: /^Blue/ }).click();
    await window.getByRole('tab', { name: t('window.keys.tab.about') }).click();
    const section = main().getByRole('region', { name: t('window.reading.title') });
    await soon(() => section.textContent()).toContain('news.example: mika');
    await picture('reading');
  });

  it('asks before a loss is recorded, names it, and rests; Cancel records nothing', async () => {
    await loseBag();
    expect(await restsAtFirst(program.window, () => button(t('what-if.record')).click())).toBe(true);
    const dialog = program.window.getByRole('alertdialog', { name: t('window.loss.record.title') });
    expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
      `Blue${t('window.loss.pin-known')}`,
      expect.stringContaining(t('way.recovery-codes')),
    ]);
    // The focus is on Cancel, so Enter at once changes nothing.
    expect(
      await dialog
        .getByRole('button', { name: t('window.common.cancel') })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await picture('record');
    await program.window.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await snapshot()).losses).toEqual([]);
  });

  it('records the loss and leads to its checklist', async () => {
    await recordLoss();
    const { keys, losses, otherWaysIn } = await snapshot();
    expect(keys.find((key) => key.label === 'Blue')?.lostAt).not.toBeNull();
    expect(otherWaysIn).toEqual([]);
    expect(losses[0]?.items.length).toBeGreaterThan(2);
  });

  it('is ticked step by step, by keyboard too, and a tick can be taken back', async () => {
    await recordLoss();
    const total = (await snapshot()).losses[0]?.items.length ?? 0;
    const boxes = checklist().getByRole('checkbox');
    await tickFirst();
    await boxes.nth(1).focus();
    await program.window.keyboard.press('Space');
    await progress(2, total);
    await program.window.keyboard.press('Space');
    await progress(1, total);
    await picture('checklist');
    await accessible();
  });

  it('is there after a restart: a reminder leads back to it', async () => {
    await recordLoss();
    await tickFirst();
    await program.restart();
    await goTo('coverage');
    // The lost key of the demonstration is plugged in again: a security event may stand before the reminder.
    await main()
      .getByRole('button', { name: t('window.reminders.badge', { count: 1 }) })
      .click();
    const reminder = main()
      .getByRole('region', { name: t('reminder.title') })
      .getByRole('listitem');
    await reminder.filter({ hasText: t('reminder.loss-open.next') }).waitFor();
    await picture('reminders');
    await accessible();
    await reminder.getByRole('button', { name: new RegExp(`^${t('window.reminders.show.loss')}`) }).click();
    await soon(() => heading().textContent()).toBe(t('window.loss.of', { name: 'Blue' }));
    expect(await checklist().getByRole('checkbox', { checked: true }).count()).toBe(1);
  });

  it('prints the checklist as it stands', async () => {
    await recordLoss();
    await tickFirst();
    const file = await savePlan(t('window.loss.save-checklist'), 'checklist');
    expect(pdfText(file)).toContain('Blue');
    expect(drawn(file, 'checklist')).toBeGreaterThan(0);
  });

  it('"found again" puts the key back into use; the record stays', async () => {
    await recordLoss();
    await button(t('window.loss.found', { key: 'Blue' })).click();
    await eventually(async () => {
      const blue = (await snapshot()).keys.find((key) => key.label === 'Blue');
      return blue?.lostAt === null ? blue : null;
    });
    expect((await snapshot()).losses).toHaveLength(1);
  });

  it('is closed after saying what is left, and is no reminder any more', async () => {
    await recordLoss();
    await tickFirst();
    await button(t('window.loss.close')).click();
    const dialog = program.window.getByRole('alertdialog', { name: t('window.loss.close.title') });
    const left = ((await snapshot()).losses[0]?.items.length ?? 0) - 1;
    await dialog.getByText(t('window.loss.close.left', { left })).waitFor();
    await picture('close');
    await dialog.getByRole('button', { name: t('window.loss.close.confirm') }).click();
    await soon(() => checklist().getByRole('checkbox').first().isDisabled()).toBe(true);
    await button(t('window.loss.back')).click();
    await main()
      .getByRole('button', { name: `${t('window.loss.look')}: Blue` })
      .waitFor();
    await accessible();
    await goTo('coverage');
    await main().getByRole('grid').waitFor();
    expect(await button(t('window.reminders.badge', { count: 1 })).count()).toBe(0);
  });

  /**
   * Computes the sentence by hand from what was read, not by the code that is tested: what both keys hold stays open, the rest of Blue
   * closes.
   */
  function titleOf({ keys, enrolments }: InventorySnapshot): string {
    const idOf = (label: string) => keys.find((key) => key.label === label)?.id;
    const on = (label: string) =>
      new Set(
        enrolments.filter((one) => one.keyId === idOf(label)).map((one) => `${one.rpId ?? ''} ${one.userId ?? ''}`),
      );
    const [blue, red] = [on('Blue'), on('Red')];
    const both = [...blue].filter((account) => red.has(account)).length;
    expect([both, blue.size - both].every((count) => count > 0)).toBe(true);
    return t('what-if.title.one', {
      name: 'Bag',
      closed: blue.size - both,
      total: new Set([...blue, ...red]).size,
    });
  }

  /** Presses an item of the menu. */
  const menu = (id: string) =>
    program.running.app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id);

  async function prepare(running: Running): Promise<void> {
    await dress(running.window, { language, theme: 'light' });
    await readKey(running, t, blueSerial, { label: 'Blue', role: 'daily', carriedOn: 'Bag' });
    await readKey(running, t, redSerial, { label: 'Red', role: 'spare' });
    await running.window.evaluate((way) => globalThis.window.sparekey.inventory.addOtherWayIn(way), {
      ...unsaidOfOtherWay,
      serviceId: 'bitwarden',
      rpId: null,
      userId: null,
      userName: 'hana.mori@mail.example',
      kind: 'recovery-codes',
      name: 'Sheet',
      carriedOn: 'Bag',
    } as const);
  }

  async function savePlan(opener: string, name: string): Promise<string> {
    const file = join(program.running.folder, `${name}-${language}.pdf`);
    await answerFileQuestions(program.running, file);
    await button(opener).click();
    const dialog = program.window.getByRole('dialog', { name: t('window.loss.save.title') });
    await dialog.getByRole('button', { name: t('window.loss.save.confirm') }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(existsSync(file)).toBe(true);
    return file;
  }

  /** Reads the text of a PDF as one line: where it breaks does not matter. */
  function pdfText(file: string): string {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return text.replaceAll(/\s+/g, ' ');
  }

  /** Renders a PDF to pictures and gives the number of pages on which something is drawn. */
  function drawn(file: string, name: string): number {
    const folder = pictureFolder() ?? program.running.folder;
    const prefix = `loss-${name}-${language}-page`;
    execFileSync('pdftoppm', ['-png', '-r', '80', file, join(folder, prefix)]);
    const pages = readdirSync(folder).filter((one) => one.startsWith(prefix));
    // An empty page of that size is some 2 kB; text makes it many times that.
    return pages.filter((page) => statSync(join(folder, page)).size > 8_000).length;
  }

  /** Checks the accessibility of what only this test brings to the screen. */
  async function accessible(): Promise<void> {
    expect(await allFindings(program.window)).toEqual([]);
    expect(await outOfKeyboardReach(program.window)).toEqual([]);
  }
});
