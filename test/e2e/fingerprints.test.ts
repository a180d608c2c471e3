import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { freshProgram } from './fresh-program.ts';
import { pinWindow, pressEnterToClose } from './harness.ts';
import { soon } from './soon.ts';

// Fingerprints, from the row of a key to the key and back, by the keyboard alone. The hand of the demonstration touches the sensor by itself; its
// second sample is not clear enough and the fourth too fast.

const t = createTranslator('en');
const workPin = '246810';
const program = freshProgram();

const button = (name: string) => program.window.getByRole('button', { name, exact: true });
const row = () => program.window.getByRole('group', { name: t('window.security.fingerprint'), exact: true });
const list = () => program.window.getByRole('list', { name: t('window.security.fingerprint') });

/** Shows the fingerprints of the key with a sensor, with its PIN typed in the PIN window. */
async function showFingerprints(): Promise<void> {
  const { window, running } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: '…902' }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).waitFor();
  await window.keyboard.press('Control+2');
  const page = await pinWindow(running, () =>
    row()
      .getByRole('button', { name: t('window.fingerprints.show'), exact: true })
      .press('Enter'),
  );
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(workPin);
  await pressEnterToClose(page);
  await button(t('window.fingerprints.add')).waitFor();
}

/** Collects what is announced to a screen reader. */
async function recordAnnouncements(): Promise<() => Promise<string>> {
  const { window } = program;
  await window.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    for (const region of document.querySelectorAll('[data-live-announcer] > *')) {
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  return () => window.evaluate(() => (globalThis as unknown as { said: readonly string[] }).said.join('\n'));
}

describe('14.3 fingerprints in the window', () => {
  it('one is added through samples that are not taken, each said and spoken; then renamed and removed', async () => {
    const { window } = program;
    await showFingerprints();
    await soon(() => row().textContent()).toContain(t('window.fingerprints.count', { count: 1 }));
    await soon(() => list().textContent()).toContain('Left thumb');
    const announced = await recordAnnouncements();

    await button(t('window.fingerprints.add')).press('Enter');
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel(t('window.fingerprints.name')).fill('Right thumb');
    expect(await allFindings(window)).toEqual([]);
    await dialog.getByRole('button', { name: t('window.fingerprints.start') }).press('Enter');
    for (const sample of ['good', 'poor-quality', 'too-fast'] as const) {
      await dialog.getByText(t(`fingerprint.sample.${sample}`)).waitFor();
    }
    expect(await allFindings(window)).toEqual([]);
    await dialog.waitFor({ state: 'detached' });
    await soon(() => list().textContent()).toContain('Right thumb');
    await soon(() => row().textContent()).toContain(t('window.fingerprints.count', { count: 2 }));
    const spoken = await announced();
    for (const sample of ['good', 'poor-quality', 'too-fast'] as const) {
      expect(spoken).toContain(t(`fingerprint.sample.${sample}`));
    }

    await button(t('window.fingerprints.rename-one', { name: 'Left thumb' })).press('Enter');
    await window.getByRole('dialog').getByLabel(t('window.fingerprints.name')).fill('Index');
    await window.keyboard.press('Tab');
    await window
      .getByRole('dialog')
      .getByRole('button', { name: t('window.rename.save') })
      .press('Enter');
    await soon(() => list().textContent()).toContain('Index');

    await button(t('window.fingerprints.remove-one', { name: 'Index' })).press('Enter');
    const question = window.getByRole('alertdialog');
    expect(await allFindings(window)).toEqual([]);
    const confirm = question.getByRole('button', { name: t('window.fingerprints.remove.confirm') });
    await soon(() => confirm.getAttribute('aria-disabled')).not.toBe('true');
    await confirm.press('Enter');
    await soon(() => list().textContent()).not.toContain('Index');
    expect(await list().textContent()).toContain('Right thumb');
  });

  it('Cancel ends an enrolment on the key: nothing was added, and the key serves on', async () => {
    const { window } = program;
    await showFingerprints();
    await button(t('window.fingerprints.add')).press('Enter');
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('button', { name: t('window.fingerprints.start') }).press('Enter');
    await dialog.getByText(t('fingerprint.sample.poor-quality')).waitFor();
    await dialog.getByRole('button', { name: t('window.common.cancel') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await soon(() => row().textContent()).toContain(t('window.fingerprints.count', { count: 1 }));
    await button(t('window.fingerprints.rename-one', { name: 'Left thumb' })).waitFor();
  });
});
