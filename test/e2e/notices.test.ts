import { beforeEach, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { unsaidOfOtherWay } from '../../src-shared/domain/other-way-in.ts';
import { blueSerial, readKey } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import type { Running } from './harness.ts';
import { soon } from './soon.ts';
import { snapshotOf } from './snapshot-of.ts';

// What the system says while a person looks elsewhere. Only its notification service is stood in for.

const t = createTranslator('en');

describe('notices of the system', () => {
  const program = freshProgram({ prepare });
  const shown = () =>
    program.running.app.evaluate(() => (globalThis as { shownNotices?: string[] }).shownNotices ?? []);
  const set = (change: { readonly notices?: boolean; readonly tray?: boolean }) =>
    program.window.evaluate((settings) => globalThis.window.sparekey.app.setSettings(settings), change);

  beforeEach(async () => {
    await program.running.app.evaluate(({ Notification, BrowserWindow }) => {
      const kept = globalThis as { shownNotices?: string[]; pressNotice?: () => void };
      kept.shownNotices = [];
      Notification.isSupported = () => true;
      Notification.prototype.show = function show(this: Electron.Notification) {
        kept.shownNotices?.push(`${this.title} | ${this.body}`);
        kept.pressNotice = () => this.emit('click');
      };
      // The person looks elsewhere.
      const [window] = BrowserWindow.getAllWindows();
      if (window !== undefined) window.isFocused = () => false;
    });
  });

  it('tell that a key which is recorded as lost is plugged in; pressing one brings its list to the front', async () => {
    await loseBlue();
    await plugBlue(false);
    await plugBlue(true);
    await soon(shown).toEqual([`${t('notice.lost-key')} | ${t('notice.lost-key.body', { key: 'Blue' })}`]);
    await program.running.app.evaluate(() => (globalThis as { pressNotice?: () => void }).pressNotice?.());
    await program.window.locator('[data-view="activity"][aria-current="page"]').waitFor();
  });

  it('are switched off in the settings', async () => {
    await set({ notices: false });
    await loseBlue();
    await plugBlue(false);
    await plugBlue(true);
    await soon(async () => {
      const { keys } = await snapshotOf(program.window);
      return keys.some(({ lostAt, lastSeen }) => lostAt !== null && lastSeen > lostAt);
    }).toBe(true);
    expect(await shown()).toEqual([]);
  });

  it('tell that a pass is about to end', async () => {
    await program.window.evaluate((way) => globalThis.window.sparekey.inventory.addOtherWayIn(way), {
      ...unsaidOfOtherWay,
      serviceId: 'microsoft-entra-id',
      rpId: null,
      userId: null,
      userName: 'mika',
      kind: 'temporary-access-pass',
      name: 'pass',
      validUntil: new Date(Date.now() + 10 * 60_000).toISOString(),
    } as const);
    await soon(() => shown().then((all) => all.join())).toContain(t('notice.pass'));
  });

  it('with the tray on the program outlives its window, and opens it again', async () => {
    const windows = () => program.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    await set({ tray: true });
    const closing = program.window.waitForEvent('close');
    await program.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closing;
    expect(await windows()).toBe(0);
    const [page] = await Promise.all([
      program.running.app.waitForEvent('window'),
      program.running.app.evaluate(({ app }) => app.emit('second-instance')),
    ]);
    await page.getByRole('navigation').waitFor();
    await page.evaluate(() => globalThis.window.sparekey.app.setSettings({ tray: false }));
  });

  async function prepare(running: Running): Promise<void> {
    await readKey(running, t, blueSerial, { label: 'Blue', role: 'daily' });
  }

  async function loseBlue(): Promise<void> {
    await soon(() => program.window.getByRole('link', { name: /^Blue/ }).count()).toBe(1);
    const { keys } = await snapshotOf(program.window);
    const blue = keys.find(({ label }) => label === 'Blue');
    await program.window.evaluate(async (keyId) => {
      const lost = { keyIds: [keyId], otherWayIds: [], pinKnownKeyIds: [], note: null };
      const recorded = await globalThis.window.sparekey.loss.record(lost);
      if (!recorded.ok) throw new Error(recorded.failure.kind);
    }, blue?.id ?? '');
  }

  async function plugBlue(plugged: boolean): Promise<void> {
    await program.window.evaluate((on) => globalThis.window.sparekey.demo.plug({ id: 'daily', plugged: on }), plugged);
    await soon(() => program.window.getByRole('link', { name: /^Blue/ }).count()).toBe(plugged ? 1 : 0);
  }
});
