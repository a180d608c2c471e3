import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { SparekeyApi } from '../../src-renderer/api.ts';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { isAlive } from './process-tree.ts';

declare global {
  interface Window {
    readonly sparekey: SparekeyApi;
  }
}

let running: Running;

beforeEach(async () => {
  running = await launch();
});

afterEach(async () => {
  await running.close();
  expect(running.pageErrors).toEqual([]);
  removeFolder(running.folder);
});

/** Finds a simulated key as the window sees it now, once it has been read. */
async function keyThat(is: (key: KeyView) => boolean): Promise<KeyView> {
  return eventually(async () => {
    const keys = await running.window.evaluate(() => window.sparekey.keys.list());
    return keys.find((key) => key.state === 'ready' && is(key)) ?? null;
  });
}

const daily = () => keyThat((key) => key.facts?.vendorSerial === '14207311');
const fresh = () => keyThat((key) => key.product === 'Virtual key, CTAP 2.1 with preview');

/** Starts an operation that opens the PIN window; its outcome is read later. */
async function ask(operation: 'unlock' | 'setPin' | 'changePin', key: KeyView): Promise<AskedPin> {
  const outcomes: Promise<AskedOutcome>[] = [];
  const page = await pinWindow(running, async () => {
    const asked = running.window.evaluate(
      ([name, handle]) => window.sparekey.keys[name]({ handle }) as Promise<AskedOutcome>,
      [operation, key.handle] as const,
    );
    // A test that does not read the outcome may end, and close the window, before it is there.
    asked.catch(() => {});
    outcomes.push(asked);
  });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('not asked');
  return { page, outcome };
}

interface AskedOutcome {
  readonly ok: boolean;
  readonly failure?: { readonly kind: string };
  readonly value?: unknown;
}
interface AskedPin {
  readonly page: Page;
  readonly outcome: Promise<AskedOutcome>;
}

const pinField = (page: Page) => page.getByLabel('PIN', { exact: true });
const alert = (page: Page) => page.getByRole('alert');
const tries = (page: Page, left: number) => page.getByRole('img', { name: `${left} of 8 tries left`, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** Presses the button that ends the window: it may be gone before the press is reported. */
const end = async (page: Page): Promise<void> => {
  await press(page, 'Close').catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await closed(page);
};

/** Cancels the window; the key stays as it is. */
async function cancel({ page, outcome }: AskedPin): Promise<void> {
  await pressLast(page, 'Escape');
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
}

/** Presses a key that ends the window: it is gone before the key is released, which Playwright would call an error. */
async function pressLast(page: Page, key: 'Enter' | 'Escape'): Promise<void> {
  const gone = closed(page);
  await page.keyboard.press(key).catch(() => {});
  await gone;
}

async function rendererPid(page: Page): Promise<number> {
  const url = page.url();
  const pid = await running.app.evaluate(
    ({ webContents }, wanted) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL() === wanted)
        ?.getOSProcessId(),
    url,
  );
  if (pid === undefined) throw new Error('no such window');
  return pid;
}

describe('PIN window', () => {
  it('D-03 shows the tries that are left before anything is typed, and counts them down', async () => {
    const { page, outcome } = await ask('unlock', await daily());
    await tries(page, 8).waitFor();
    await pinField(page).fill('000000');
    await press(page, 'Unlock');
    await tries(page, 7).waitFor();
    await soon(() => alert(page).textContent()).toContain('Wrong PIN. 7 tries left.');
    // The message belongs to the field for a screen reader too, and what was typed is selected.
    expect(await pinField(page).getAttribute('aria-describedby')).toContain('error');
    expect(await pinField(page).getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => window.getSelection()?.toString() ?? '')).toHaveLength(6);
    await pinField(page).fill('123456');
    await pressLast(page, 'Enter');
    expect((await outcome).ok).toBe(true);
  });

  it('its process is another one than that of the window, and gone after use', async () => {
    const { page, outcome } = await ask('unlock', await daily());
    const pid = await rendererPid(page);
    expect(pid).not.toBe(await rendererPid(running.window));
    expect(isAlive(pid)).toBe(true);
    await pinField(page).fill('123456');
    await press(page, 'Unlock');
    expect((await outcome).ok).toBe(true);
    await eventually(async () => (isAlive(pid) ? null : true));
  });

  it('locked until replug is said in other words than wrong, and nothing more can be typed', async () => {
    const key = await daily();
    const { page, outcome } = await ask('unlock', key);
    for (const left of [7, 6, 5]) {
      await pinField(page).fill('000000');
      await press(page, 'Unlock');
      await tries(page, left).waitFor();
    }
    // The third is called wrong, too; the key is locked from then on, and refuses the right PIN without using a try.
    await soon(() => alert(page).textContent()).toContain('Wrong PIN. 5 tries left.');
    await pinField(page).fill('123456');
    await press(page, 'Unlock');
    await soon(() => alert(page).textContent()).toContain('Unplug the key, then plug it in again. 5 tries left.');
    expect(await pinField(page).isDisabled()).toBe(true);
    expect(await pinField(page).inputValue()).toBe('');
    expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'pin-needs-replug' } });
    await end(page);
    await closed(page);
  });

  it('D-03 when tries are few it wants a tick, for the last one a typed word', async () => {
    const replug = async (): Promise<void> => {
      for (const plugged of [false, true]) {
        await running.window.evaluate((to) => window.sparekey.demo.plug({ id: 'daily', plugged: to }), plugged);
      }
    };
    const wrong = async (page: Page, left: number): Promise<void> => {
      await pinField(page).fill('000000');
      await press(page, 'Unlock');
      await tries(page, left).waitFor();
    };
    const first = await ask('unlock', await daily());
    for (const left of [7, 6, 5]) await wrong(first.page, left);
    await cancel(first);
    await replug();

    const second = await ask('unlock', await daily());
    expect(await second.page.getByRole('checkbox', { name: 'I know this PIN.' }).isVisible()).toBe(false);
    for (const left of [4, 3]) await wrong(second.page, left);
    await pinField(second.page).fill('000000');
    await pinField(second.page).press('Enter');
    await soon(() => alert(second.page).textContent()).toContain('Tick the box first. Nothing was sent to the key.');
    expect((await daily()).facts?.pin.retriesLeft).toBe(3);
    await second.page.getByRole('checkbox', { name: 'I know this PIN. Send one more try.' }).check();
    await wrong(second.page, 2);
    await cancel(second);
    await replug();

    const third = await ask('unlock', await daily());
    await third.page.getByRole('checkbox', { name: 'I know this PIN. Send one more try.' }).check();
    await wrong(third.page, 1);
    await pinField(third.page).fill('123456');
    await pinField(third.page).press('Enter');
    await soon(() => alert(third.page).textContent()).toContain('Type LAST first. Nothing was sent to the key.');
    expect((await daily()).facts?.pin.retriesLeft).toBe(1);
    await third.page.getByLabel('Last try.').fill('last');
    await press(third.page, 'Unlock');
    expect((await third.outcome).ok).toBe(true);
  });

  it('D-23 disarms with words when its key leaves, and wipes the field', async () => {
    const { page, outcome } = await ask('unlock', await daily());
    await pinField(page).fill('1234');
    await running.window.evaluate(() => window.sparekey.demo.plug({ id: 'daily', plugged: false }));
    await soon(() => alert(page).textContent()).toContain('The key was unplugged.');
    expect(await pinField(page).isDisabled()).toBe(true);
    expect(await pinField(page).inputValue()).toBe('');
    expect(await page.getByRole('button', { name: 'Unlock' }).isVisible()).toBe(false);
    expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'key-removed' } });
    // A key that comes back is another plug-in: the dialog stays disarmed.
    await running.window.evaluate(() => window.sparekey.demo.plug({ id: 'daily', plugged: true }));
    await daily();
    expect(await pinField(page).isDisabled()).toBe(true);
  });

  it('D-24 asks about a key never seen here before the field, with the reason at hand, and not once it is known', async () => {
    const key = await daily();
    const first = await ask('unlock', key);
    const question = first.page.getByText('New here. Is it the key you just plugged in?');
    await question.waitFor();
    const [questionBox, fieldBox] = [await question.boundingBox(), await pinField(first.page).boundingBox()];
    expect(questionBox?.y).toBeLessThan(fieldBox?.y ?? 0);
    const why = first.page.getByText('A forged key would learn the PIN.');
    expect(await why.isVisible()).toBe(false);
    await press(first.page, 'Why this is asked');
    await why.waitFor();
    await pinField(first.page).fill('123456');
    await press(first.page, 'Unlock');
    expect((await first.outcome).ok).toBe(true);
    await eventually(async () => ((await daily()).remembered === null ? null : true));
    const second = await ask('unlock', await daily());
    await pinField(second.page).waitFor();
    expect(await second.page.getByText('New here.').count()).toBe(0);
  });

  it('D-06 one PIN is tried once, however often Enter is pressed', async () => {
    const { page } = await ask('unlock', await daily());
    await pinField(page).fill('000000');
    await page.evaluate(() => {
      const form = document.querySelector('form');
      for (let index = 0; index < 5; index++) form?.requestSubmit();
    });
    await tries(page, 7).waitFor();
    await soon(() => alert(page).textContent()).toContain('7 tries left');
    expect((await daily()).facts?.pin.retriesLeft).toBe(7);
  });

  it('D-26 a one-time password that the touched key types is not taken as a PIN', async () => {
    const { page } = await ask('unlock', await daily());
    await pinField(page).focus();
    // As a keyboard sends it: 44 letters of the key's alphabet and Enter, without a pause.
    await running.app.evaluate(({ webContents }, url) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL() === url);
      for (const keyCode of [...'cccccbdefghijklnrtuvcbdefghijklnrtuvcbdefghi'.split(''), 'Enter']) {
        contents?.sendInputEvent({ type: 'keyDown', keyCode });
        if (keyCode.length === 1) contents?.sendInputEvent({ type: 'char', keyCode });
        contents?.sendInputEvent({ type: 'keyUp', keyCode });
      }
    }, page.url());
    await soon(() => alert(page).textContent()).toContain('That was your key typing');
    expect(await pinField(page).inputValue()).toBe('');
    // The same text by any other way, such as a slow computer: still no PIN.
    await pinField(page).fill('cccccbdefghijklnrtuvcbdefghijklnrtuvcbdefghi');
    await press(page, 'Unlock');
    await soon(() => pinField(page).inputValue()).toBe('');
    expect(await alert(page).textContent()).toContain('That was your key typing');
    expect((await daily()).facts?.pin.retriesLeft).toBe(8);
  });

  it('Esc cancels, and no try is used', async () => {
    const { page, outcome } = await ask('unlock', await daily());
    await pinField(page).fill('000000');
    await pressLast(page, 'Escape');
    expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect((await daily()).facts?.pin.retriesLeft).toBe(8);
  });

  it('a fresh key says its rules before typing, ticks them, and gets a PIN', async () => {
    const { page, outcome } = await ask('setPin', await fresh());
    const rule = (text: string) => page.getByRole('listitem').filter({ hasText: text });
    await rule('at least 4 characters').waitFor();
    await page.getByText('It can be changed, not removed.').waitFor();
    const first = page.getByLabel('New PIN', { exact: true });
    const again = page.getByLabel('New PIN again');
    const refused = async (words: string): Promise<void> => {
      await again.press('Enter');
      await soon(() => alert(page).textContent()).toContain(words);
    };
    // Bytes are counted, not letters: 16 times 4 bytes are one too many.
    await first.fill('😀'.repeat(16));
    await rule('64 of 63').waitFor();
    await again.fill('😀'.repeat(16));
    await refused('Not yet: at most 63 bytes.');
    await first.fill('12');
    await again.fill('12');
    await refused('Not yet: at least 4 characters.');
    await first.fill('4711');
    await again.fill('4712');
    await refused('Not yet: both the same.');
    expect((await fresh()).facts?.pin.set).toBe(false);
    await page.getByLabel('Then read its passkeys').uncheck();
    await again.fill('4711');
    await press(page, 'Set PIN');
    expect(await outcome).toEqual({ ok: true, value: { reading: null } });
    await closed(page);
    await eventually(async () => ((await fresh()).facts?.pin.set === true ? true : null));
    expect((await fresh()).unlocked).toBe(false);
  });

  it('setting a first PIN and reading takes two PIN entries, and the key stays unlocked', async () => {
    let opened = 0;
    running.app.on('window', () => opened++);
    const { page, outcome } = await ask('setPin', await fresh());
    const entries = await page.locator('input[type=password]').all();
    for (const entry of entries) await entry.fill('4711');
    await pressLast(page, 'Enter');
    expect(await outcome).toMatchObject({
      ok: true,
      value: { reading: { ok: true, value: { stored: { state: 'stored' } } } },
    });
    await eventually(async () => ((await fresh()).unlocked ? true : null));
    expect([opened, entries.length]).toEqual([1, 2]);
  });

  it('D-14 a wrong current PIN costs one try, keeps the dialog, and the change then works', async () => {
    const { page, outcome } = await ask('changePin', await daily());
    const fill = async (current: string): Promise<void> => {
      await page.getByLabel('Current PIN').fill(current);
      await page.getByLabel('New PIN', { exact: true }).fill('778899');
      await page.getByLabel('New PIN again').fill('778899');
      await press(page, 'Change PIN');
    };
    await fill('000000');
    await tries(page, 7).waitFor();
    await fill('123456');
    expect(await outcome).toMatchObject({ ok: true });
    const unlock = await ask('unlock', await daily());
    await pinField(unlock.page).fill('778899');
    await press(unlock.page, 'Unlock');
    expect((await unlock.outcome).ok).toBe(true);
  });

  it('L-16 the fields are closed to spell checking, completion and correction', async () => {
    const { page } = await ask('unlock', await daily());
    const attributes = await pinField(page).evaluate((node) =>
      ['type', 'autocomplete', 'spellcheck', 'autocapitalize', 'autocorrect'].map((name) => node.getAttribute(name)),
    );
    expect(attributes).toEqual(['password', 'off', 'false', 'off', 'off']);
    await press(page, 'Show');
    expect(await pinField(page).getAttribute('type')).toBe('text');
  });

  it('N-11 no window title names a key, a service or an account', async () => {
    const { page } = await ask('unlock', await daily());
    const titles = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    expect(titles.toSorted()).toEqual(['Sparekey', 'Sparekey – Unlock key']);
    await pressLast(page, 'Escape');
  });

  it('F-16 a key host that dies takes the dialog with it in words, and is back by itself', async () => {
    const { page, outcome } = await ask('unlock', await daily());
    const pid = await running.app.evaluate(
      ({ app }) =>
        app
          .getAppMetrics()
          .find((metric) => metric.name === 'sparekey-key-host' || metric.serviceName === 'sparekey-key-host')?.pid,
    );
    if (pid === undefined) throw new Error('no key host');
    process.kill(pid, 'SIGKILL');
    expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'key-host-restarted' } });
    await soon(() => alert(page).textContent()).toContain('was started again');
    await eventually(async () => {
      const keys = await running.window.evaluate(() => window.sparekey.demo.keys());
      return keys.length > 0 ? true : null;
    });
    await daily();
    const status = await running.window.evaluate(() => window.sparekey.app.status());
    expect(status.banners).toContain('key-host-restarted');
  });

  it('F-18 a window that is loaded anew gives up what it asked for: the PIN window closes, no try is used', async () => {
    const { page } = await ask('unlock', await daily());
    await pinField(page).fill('000000');
    const gone = closed(page);
    await running.window.reload();
    await gone;
    expect((await daily()).facts?.pin.retriesLeft).toBe(8);
  });

  it('D-20 G-12 when the computer sleeps, tokens are given up and an open PIN window closes', async () => {
    const first = await ask('unlock', await daily());
    await pinField(first.page).fill('123456');
    await press(first.page, 'Unlock');
    expect((await first.outcome).ok).toBe(true);
    await eventually(async () => ((await daily()).unlocked ? true : null));
    const second = await ask('setPin', await fresh());
    const gone = closed(second.page);
    await running.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await gone;
    expect(await second.outcome).toMatchObject({ failure: { kind: 'cancelled' } });
    await eventually(async () => ((await daily()).unlocked ? null : true));
  });
});
