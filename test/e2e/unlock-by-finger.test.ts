import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { freshProgram } from './fresh-program.ts';
import { pinWindow, pressEnterToClose } from './harness.ts';
import { soon } from './soon.ts';

// A key with a sensor is read with a finger, by the keyboard alone. The hand of the demonstration touches the sensor by itself, with an enrolled
// finger unless the bench says otherwise.

const t = createTranslator('en');
const workPin = '246810';
const program = freshProgram();

const button = (name: string) => program.window.getByRole('button', { name, exact: true });
const dialog = () => program.window.getByRole('dialog');
const wrongFinger = () => program.window.evaluate(() => globalThis.window.sparekey.demo.setWrongFinger({ id: 'work' }));
const pages = () => program.running.app.windows().length;

async function openWorkKey(): Promise<void> {
  const { window } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: '…902' }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).waitFor();
}

describe('14.4 a key is read with a finger', () => {
  it('an enrolled one reads it, without a PIN window', async () => {
    await openWorkKey();
    const before = pages();
    await button(t('window.by-finger.read')).press('Enter');
    await dialog().getByText(t('window.by-finger.title')).waitFor();
    expect(await allFindings(program.window)).toEqual([]);
    await button(t('window.key.lock')).waitFor();
    await dialog().waitFor({ state: 'detached' });
    expect(pages()).toBe(before);
  });

  it('a wrong one is said with the tries left; with none left the PIN is the other way, and gives them back', async () => {
    const { window, running } = program;
    await openWorkKey();
    await wrongFinger();
    await button(t('window.by-finger.read')).press('Enter');
    for (let retriesLeft = 4; retriesLeft > 0; retriesLeft--) {
      await dialog().getByText(t('failure.finger-not-recognised', { retriesLeft })).waitFor();
      await wrongFinger();
      await dialog()
        .getByRole('button', { name: t('window.by-finger.again') })
        .press('Enter');
    }
    await dialog().getByText(t('failure.finger-blocked')).waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: t('window.by-finger.again') })
        .count(),
    ).toBe(0);
    expect(await allFindings(window)).toEqual([]);
    const page = await pinWindow(running, () =>
      dialog()
        .getByRole('button', { name: t('window.by-finger.use-pin') })
        .press('Enter'),
    );
    await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(workPin);
    await pressEnterToClose(page);
    await button(t('window.key.lock')).press('Enter');
    await soon(() => button(t('window.by-finger.read')).count()).toBe(1);
  });

  it('Cancel ends the wait on the key, which then can be read', async () => {
    await openWorkKey();
    await button(t('window.by-finger.read')).press('Enter');
    await dialog()
      .getByRole('button', { name: t('window.common.cancel') })
      .press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await button(t('window.by-finger.read')).press('Enter');
    await button(t('window.key.lock')).waitFor();
  });
});
