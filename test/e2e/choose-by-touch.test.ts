import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { blueSerial, handleOf, redSerial } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { soon } from './soon.ts';

const t = createTranslator('en');

describe('choosing a key by touch', () => {
  const program = freshProgram();

  const ask = async () => {
    const { window } = program;
    await window.locator('[data-view="keys"]').click();
    await window.getByRole('button', { name: t('window.touch-one.button') }).click();
    await window.getByRole('dialog').waitFor();
  };
  /** Unplugs all but three keys. */
  const three = async () => {
    await handleOf(program.running, redSerial);
    await program.window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'fresh', plugged: false }));
    await soon(async () => (await tries()).length).toBe(3);
  };
  const touch = (id: string) =>
    program.window.evaluate((name) => globalThis.window.sparekey.demo.touch({ id: name }), id);
  const tries = async () => {
    const keys = await program.window.evaluate(() => globalThis.window.sparekey.keys.list());
    return keys.map(({ facts }) => facts?.pin.retriesLeft ?? null);
  };
  /** Checks that a key waits no longer: its operations take turns, and it would blink only after that. */
  const isFree = async (serial: string) => {
    const handle = await handleOf(program.running, serial);
    const done = await program.window.evaluate(
      (key) => globalThis.window.sparekey.keys.identify({ handle: key, byTouch: false }),
      handle,
    );
    return done.ok && done.value.by;
  };

  it('shows the one of three that is touched; the others wait no longer, and no PIN try is spent', async () => {
    await three();
    const before = await tries();
    await ask();
    const waits = program.window.getByText(t('window.touch-one.waiting'));
    await soon(() => waits.count()).toBe(3);
    await soon(async () => {
      await touch('spare');
      return program.window.getByRole('dialog').count();
    }).toBe(0);
    await program.window.getByRole('heading', { level: 1, name: /318/ }).waitFor();
    expect(await isFree(blueSerial)).toBe('wink');
    expect(await tries()).toEqual(before);
  });

  it('Cancel ends the wait on every key', async () => {
    await three();
    await ask();
    await program.window.getByRole('button', { name: t('window.common.cancel') }).click();
    await soon(() => program.window.getByRole('dialog').count()).toBe(0);
    expect([await isFree(blueSerial), await isFree(redSerial)]).toEqual(['wink', 'wink']);
  });
});
