import { beforeEach, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { blueSerial, handleOf, readKey, redSerial, unlock } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { eventually } from './harness.ts';
import { soon } from './soon.ts';

// A reset in the window, from the consent to what is to be removed at each service: with the right key, another one, two that cannot be told
// apart, and stopped at every step. The dialog of the system is answered by the test; the simulated hand touches after a while.

const t = createTranslator('en');
const program = freshProgram({
  prepare: async (running) => {
    await readKey(running, t, blueSerial, { label: 'Blue', role: 'daily' });
    await readKey(running, t, redSerial, { label: 'Red', role: 'spare' });
  },
});

const main = () => program.window.getByRole('main');
const button = (name: string) => main().getByRole('button', { name, exact: true });
const plug = (id: string, plugged: boolean) =>
  program.window.evaluate(async (input) => void (await globalThis.window.sparekey.demo.plug(input)), { id, plugged });
const keys = () => program.window.evaluate(() => globalThis.window.sparekey.keys.list());

async function answerSystemWith(response: number): Promise<void> {
  await program.running.app.evaluate(({ dialog }, pressed) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: pressed, checkboxChecked: false }) });
  }, response);
}

/** Opens the reset of the key whose line holds this text, by the keyboard. */
async function openReset(text: string): Promise<void> {
  const { window } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: text }).first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).waitFor();
  await window.keyboard.press('Control+2');
  await button(t('key-reset.row.button')).press('Enter');
}

async function leaveOnly(kept: string): Promise<void> {
  for (const id of ['daily', 'spare', 'work', 'fresh']) if (id !== kept) await plug(id, false);
  await eventually(async () => ((await keys()).length === 1 ? true : null));
}

/** Sends what was agreed to: writes the name and presses the button once it is live. */
async function agree(word: string): Promise<void> {
  await main()
    .getByRole('textbox', { name: t('key-reset.agree.field') })
    .fill(word);
  const confirm = button(t('key-reset.agree.button'));
  await soon(() => confirm.getAttribute('aria-disabled')).toBe('false');
  await confirm.press('Enter');
}

async function vanishings(): Promise<readonly (string | null)[]> {
  const found = await program.window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());
  return found.ok ? found.value.snapshot.enrolments.map(({ vanishedBy }) => vanishedBy) : [];
}

beforeEach(() => answerSystemWith(0));

describe('14.3 a reset in the window', () => {
  it('erases the key that was agreed to, records it, and lists what to remove at each service', async () => {
    await leaveOnly('daily');
    await openReset('Blue');
    await main().getByRole('table').waitFor();
    expect(await allFindings(program.window)).toEqual([]);
    await main()
      .getByRole('textbox', { name: t('key-reset.agree.field') })
      .fill('blue');
    expect(await button(t('key-reset.agree.button')).isDisabled()).toBe(true);
    await agree('Blue');
    await main().getByText(t('key-reset.unplug.detail')).waitFor();
    await plug('daily', false);
    await main().getByText(t('key-reset.insert.detail')).waitFor();
    await plug('daily', true);
    await main()
      .getByText(t('key-reset.done', { key: 'Blue' }))
      .waitFor();
    expect(await main().getByRole('listitem').count()).toBeGreaterThan(3);
    expect(await allFindings(program.window)).toEqual([]);
    await soon(async () => (await vanishings()).filter((by) => by === 'reset').length).toBeGreaterThan(3);
    await button(t('key-reset.leave')).press('Enter');
    await soon(async () => (await keys()).map(({ facts, remembered }) => [facts?.pin.set, remembered?.label])).toEqual([
      [false, 'Blue'],
    ]);
  });

  it('another key in its place is refused, and keeps its passkeys', async () => {
    await leaveOnly('daily');
    await openReset('Blue');
    await agree('Blue');
    await main().getByText(t('key-reset.unplug.detail')).waitFor();
    await plug('daily', false);
    await main().getByText(t('key-reset.insert.detail')).waitFor();
    await plug('spare', true);
    await main().getByText(t('key-reset.not-done')).waitFor();
    await main()
      .getByText(/did not prove to be the one that is to be reset/)
      .waitFor();
    const handle = await handleOf(program.running, redSerial);
    await unlock(program.running, t, handle);
    await soon(async () => (await keys())[0]?.facts?.passkeys.existing).toBeGreaterThan(3);
    expect(await vanishings()).not.toContain('reset');
    expect((await keys())[0]?.facts?.pin).toMatchObject({ set: true, retriesLeft: 8 });
  });

  it('is refused beside other keys, and asked for once they are gone', async () => {
    await openReset('Blue');
    await main()
      .getByText(/Other security keys are plugged in, too/)
      .waitFor();
    expect(await main().getByRole('textbox').count()).toBe(0);
    await leaveOnly('daily');
    await main()
      .getByRole('textbox', { name: t('key-reset.agree.field') })
      .waitFor();
  });

  it('is refused where two keys cannot be told apart', async () => {
    await leaveOnly('fresh');
    await program.window.evaluate(async () => {
      const [key] = await globalThis.window.sparekey.keys.list();
      for (const keyId of [null, null]) {
        await globalThis.window.sparekey.keys.remember({ handle: key?.handle ?? '', keyId });
      }
    });
    await openReset(t('window.key.state.no-pin'));
    await main()
      .getByText(/cannot be told from this one. Nothing was erased/)
      .waitFor();
    expect(await main().getByRole('textbox').count()).toBe(0);
  });

  it('is stopped at each step, and nothing is erased', async () => {
    await leaveOnly('daily');
    await openReset('Blue');
    await main().getByRole('textbox').waitFor();
    await program.window.keyboard.press('Escape');
    await button(t('key-reset.row.button')).waitFor();

    await answerSystemWith(1);
    await button(t('key-reset.row.button')).press('Enter');
    await agree('Blue');
    await button(t('key-reset.row.button')).waitFor();
    await answerSystemWith(0);

    await button(t('key-reset.row.button')).press('Enter');
    await agree('Blue');
    await main().getByText(t('key-reset.unplug.detail')).waitFor();
    await program.window.keyboard.press('Escape');
    await main().getByText(t('key-reset.nothing-erased')).waitFor();
    await button(t('key-reset.again')).press('Enter');

    await agree('Blue');
    await main().getByText(t('key-reset.unplug.detail')).waitFor();
    await plug('daily', false);
    await main().getByText(t('key-reset.insert.detail')).waitFor();
    // Leaving the page disarms it, too.
    await program.window.getByRole('navigation').locator('[data-view="coverage"]').press('Enter');
    await plug('daily', true);
    const handle = await handleOf(program.running, blueSerial);
    await unlock(program.running, t, handle);
    await soon(async () => (await keys())[0]?.facts?.passkeys.existing).toBeGreaterThan(3);
    expect(await vanishings()).not.toContain('reset');
  });
});
