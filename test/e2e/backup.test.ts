import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { dress, takePictures } from './looks.ts';

// One backup session over two simulated keys, from the gap to the tick, step by step: each test goes on where the one before
// ended. Once in each language.

describe.each(['en', 'ja'] as const)('a backup session (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launch();
    window = running.window;
    await prepare();
  });
  afterAll(async () => {
    await running.close();
    removeFolder(running.folder);
  });

  const picture = (name: string) => takePictures(window, language, `backup-${name}`);
  const main = () => window.getByRole('main');
  const button = (name: string) => main().getByRole('button', { name, exact: true });
  const rows = () =>
    main()
      .getByRole('grid', { name: t('backup.list') })
      .getByRole('row');
  const row = (text: string) => rows().filter({ hasText: text });
  const steps = () => main().getByRole('complementary', { name: t('backup.detail') });
  const plug = (id: string, plugged: boolean) =>
    window.evaluate((input) => globalThis.window.sparekey.demo.plug(input), { id, plugged });

  it('proposes the daily key and the spare, and says what is missing', async () => {
    await window.getByRole('button', { name: t('window.nav.backup'), exact: true }).click();
    const chosen = (label: string) =>
      main()
        .getByLabel(label)
        .evaluate((node) => (node as HTMLSelectElement).selectedOptions[0]?.text);
    await soon(() => chosen(t('backup.primary'))).toBe(t('backup.key.plugged', { label: 'Blue' }));
    expect(await chosen(t('backup.spare'))).toBe(t('backup.key.plugged', { label: 'Red' }));
    await picture('choose');
    await button(t('backup.start')).click();
    await soon(() => main().getByRole('heading', { level: 1 }).textContent()).toBe(
      t('backup.heading', { primary: 'Blue', spare: 'Red' }),
    );
    for (const text of ['sbisec', 'bitwarden', 'fastmail']) expect(await rowOf(text).count()).toBe(1);
    // What both open is not on the list.
    expect(await rowOf('github').count()).toBe(0);
    await picture('session');
  });

  it('is worked from the top by keyboard: arrows choose, the steps follow', async () => {
    await rows().nth(1).focus();
    const first = await steps().getByRole('heading', { level: 2 }).textContent();
    await window.keyboard.press('ArrowDown');
    await soon(() => steps().getByRole('heading', { level: 2 }).textContent()).not.toBe(first);
    await window.keyboard.press('Home');
    await soon(() => steps().getByRole('heading', { level: 2 }).textContent()).toBe(first);
  });

  it('opens the page of the service in the system browser after its host was shown', async () => {
    await noteOpenedPages(running.app);
    await rowOf('bitwarden').click();
    await steps().getByRole('button', { name: pageButton() }).click();
    const seen = await eventually(async () => {
      const all = await openedPages(running.app);
      return all.length === 2 ? all : null;
    });
    expect(seen[1]).toMatch(/^https:\/\//);
    expect(seen[0]).toContain(new URL(seen[1] ?? '').host);
    await rowOf('bitwarden')
      .filter({ hasText: t('backup.state.opened') })
      .waitFor();
  });

  it('refuses to guess, to read the primary, and to read another key', async () => {
    await plug('spare', false);
    await read();
    await main()
      .getByText(t('backup.read.several', { spare: 'Red', count: 2 }))
      .waitFor();
    await plug('work', false);
    await plug('fresh', false);
    await read();
    await main()
      .getByText(t('backup.read.primary-plugged-in', { primary: 'Blue', spare: 'Red' }))
      .waitFor();
    await plug('daily', false);
    await read();
    await main()
      .getByText(t('backup.read.not-plugged-in', { spare: 'Red' }))
      .waitFor();
    await picture('not-plugged-in');
    await plug('daily', true);
    await plug('spare', true);
  });

  it('ticks what a reading of the spare shows: one PIN', async () => {
    await rowOf('sbisec').click();
    await soon(() =>
      steps()
        .getByRole('button', { name: t('backup.demo.enrol') })
        .count(),
    ).toBe(1);
    await steps()
      .getByRole('button', { name: t('backup.demo.enrol') })
      .click();
    await window.getByText(t('backup.demo.enrolled')).first().waitFor();
    await readWithPin();
    await rowOf('sbisec')
      .filter({ hasText: t('backup.state.ticked') })
      .waitFor();
    const left = (await openCount()).toDo;
    await main()
      .getByText(t('backup.read.result', { added: 1, found: 0, left }).trim())
      .waitFor();
    await picture('ticked');
  });

  it('needs no second PIN for the next of the batch, and asks again once the key no longer takes its permission', async () => {
    await rowOf('bitwarden').click();
    await steps()
      .getByRole('button', { name: t('backup.demo.enrol') })
      .click();
    await read();
    await rowOf('bitwarden')
      .filter({ hasText: t('backup.state.ticked') })
      .waitFor();
    expect(running.app.windows()).toHaveLength(1);
    // What the browser's own use of the key does to the permission.
    await plug('spare', false);
    await plug('spare', true);
    await readWithPin();
    await main()
      .getByText(t('backup.read.nothing-new', { left: (await openCount()).toDo }))
      .waitFor();
  });

  it('records by hand what no reading can show', async () => {
    await rowOf('fastmail').click();
    await steps().getByText(t('backup.detail.confirm.by-hand')).waitFor();
    await steps()
      .getByRole('button', { name: t('backup.tell') })
      .click();
    await rowOf('fastmail')
      .filter({ hasText: t('backup.state.told') })
      .waitFor();
    // The next account that is open is chosen, and its heading has the focus.
    await soon(() =>
      steps()
        .getByRole('heading', { level: 2 })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
  });

  it('skips with a reason', async () => {
    await rowOf('signin.aws').or(rowOf('hana-admin')).first().click();
    await steps()
      .getByRole('button', { name: t('backup.skip') })
      .click();
    const dialog = window.getByRole('dialog', { name: t('backup.skip.title') });
    await dialog.getByLabel(t('backup.skip.reason')).fill('Closed in March 2027 <b>');
    await dialog.getByRole('button', { name: t('backup.skip.confirm') }).click();
    await rowOf('hana-admin')
      .filter({ hasText: t('backup.state.skipped') })
      .click();
    await steps()
      .getByText(t('backup.detail.reason', { reason: 'Closed in March 2027 <b>' }))
      .waitFor();
  });

  it('counts a Temporary Access Pass down, and says ten, five, one minute and the end', async () => {
    await rowOf('hana@work.example').click();
    await steps()
      .getByRole('button', { name: t('backup.pass.offer') })
      .click();
    const dialog = window.getByRole('dialog', { name: t('backup.pass.title') });
    expect(await dialog.textContent()).toContain(t('backup.pass.rule.admins'));
    // There is no field that the pass itself could go into.
    expect(await dialog.locator('input:not([type="datetime-local"]), textarea').count()).toBe(0);
    await picture('pass');
    await dialog.getByRole('button', { name: t('backup.pass.save') }).click();
    const strip = window.getByRole('region', { name: t('backup.pass.strip') });
    await soon(() => strip.textContent()).toMatch(/59|60/);
    await picture('count-down');
  });

  it('O-05 loses no button in a small window, or at twice the size', async () => {
    for (const [width, height, zoom] of [
      [800, 600, 1],
      [1280, 800, 2],
      [1280, 800, 1],
    ] as const) {
      await running.app.evaluate(
        ({ BrowserWindow }, size) => {
          const [first] = BrowserWindow.getAllWindows();
          first?.setContentSize(size.width, size.height);
          first?.webContents.setZoomFactor(size.zoom);
        },
        { width, height, zoom },
      );
      await soon(() => window.evaluate(() => innerWidth)).toBe(width / zoom);
      expect(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)).toBe(true);
      for (const one of [button(t('backup.read')), button(t('backup.close')), steps().getByRole('button').last()]) {
        await one.scrollIntoViewIfNeeded();
        const box = await one.boundingBox();
        expect(box === null ? null : box.x >= 0 && box.x + box.width <= width / zoom + 1).toBe(true);
      }
      if (width === 800) await picture(`small-${width}`);
    }
  });

  it('goes on after a restart: the session is listed, and the pass counts on', async () => {
    const before = await openCount();
    const { folder } = running;
    expect(running.pageErrors).toEqual([]);
    await running.close();
    running = await launch({ folder });
    window = running.window;
    const strip = window.getByRole('region', { name: t('backup.pass.strip') });
    await soon(() => strip.textContent()).toContain('hana@work.example');
    await window.getByRole('button', { name: t('window.nav.backup'), exact: true }).click();
    await picture('resume');
    await button(t('backup.session.continue-label', { primary: 'Blue', spare: 'Red' })).click();
    await rowOf('fastmail')
      .filter({ hasText: t('backup.state.told') })
      .waitFor();
    await rowOf('hana-admin')
      .filter({ hasText: t('backup.state.skipped') })
      .waitFor();
    await rowOf('sbisec')
      .filter({ hasText: t('backup.state.ticked') })
      .waitFor();
    expect(await openCount()).toEqual(before);
  });

  it('reads the count-down out, and says that the pass is over', async () => {
    const spoken = () => window.locator('[data-live-announcer]').textContent();
    const until = await window.evaluate(async () => {
      const snapshot = await globalThis.window.sparekey.inventory.snapshot();
      return snapshot.ok ? Date.parse(snapshot.value.snapshot.otherWaysIn[0]?.validUntil ?? '') : Number.NaN;
    });
    await window.clock.install();
    for (const [left, words] of [
      [10, t('backup.pass.step.minutes', { account: 'hana@work.example', minutes: 10 })],
      [5, t('backup.pass.step.minutes', { account: 'hana@work.example', minutes: 5 })],
      [1, t('backup.pass.step.minutes', { account: 'hana@work.example', minutes: 1 })],
      [0, t('backup.pass.step.over', { account: 'hana@work.example' })],
    ] as const) {
      const now = await window.evaluate(() => Date.now());
      await window.clock.fastForward(until - left * 60_000 - now + 1_000);
      await window.clock.runFor(2_000);
      await soon(spoken).toContain(words);
    }
    await window.clock.resume();
    const strip = window.getByRole('region', { name: t('backup.pass.strip') });
    await strip.getByRole('button').click();
    await strip.waitFor({ state: 'detached' });
  });

  it('a passkey that is no longer on the spare is to do again', async () => {
    // The simulated keys begin anew at every start: what was registered in the demo is gone.
    await readWithPin();
    await rowOf('sbisec')
      .filter({ hasText: t('backup.state.vanished') })
      .waitFor();
    await rowOf('sbisec').click();
    await steps().getByText(t('backup.detail.vanished')).waitFor();
    await picture('vanished');
  });

  it('offers no network request unless it was allowed', async () => {
    await rowOf('sbisec').click();
    expect(
      await steps()
        .getByRole('button', { name: t('backup.endpoints.ask') })
        .count(),
    ).toBe(0);
    const snapshot = await window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());
    if (!snapshot.ok) throw new Error('no snapshot');
    const [session] = snapshot.value.snapshot.backupSessions;
    const accountId = session?.items[0]?.accountId ?? '';
    const answer = await window.evaluate((input) => globalThis.window.sparekey.backup.askEndpoints(input), {
      sessionId: session?.id ?? '',
      accountId,
    });
    expect(answer).toEqual({ ok: true, value: { state: 'none', reason: 'not-allowed' } });
  });

  it('says at the end what is left and why', async () => {
    await button(t('backup.close')).click();
    const dialog = window.getByRole('dialog', { name: t('backup.close.title') });
    await dialog.getByText(t('backup.left.skipped')).waitFor();
    const words = await dialog.textContent();
    for (const text of ['Closed in March 2027 <b>', t('backup.left.vanished')]) expect(words).toContain(text);
    await picture('close');
    await dialog.getByRole('button', { name: t('backup.close.confirm') }).click();
    await soon(() => main().getByRole('heading', { level: 1 }).textContent()).toBe(t('backup.title'));
    expect(await button(t('backup.session.continue-label', { primary: 'Blue', spare: 'Red' })).count()).toBe(0);
    expect(running.pageErrors).toEqual([]);
  });

  /** Accounts are told apart by their user names, which no language changes. */
  const userOf: Readonly<Record<string, string>> = {
    sbisec: 'hana-mori-0417',
    bitwarden: 'Bitwarden',
    fastmail: 'hana@fastmail.example',
    github: 'GitHub',
  };
  const rowOf = (text: string) => row(userOf[text] ?? text);
  const pageButton = (): RegExp =>
    new RegExp(t('backup.open-page', { host: '\u0001' }).replaceAll(/[()]/g, '\\$&').replace('\u0001', '.+'));
  const read = () => button(t('backup.read')).click();

  async function typePin(page: Page): Promise<void> {
    await page.getByLabel(t('pin.field.pin'), { exact: true }).fill('123456');
    await page.getByRole('button', { name: t('pin.action.unlock') }).click();
  }

  async function readWithPin(): Promise<void> {
    const page = await pinWindow(running, read);
    await typePin(page);
    await closed(page);
  }

  async function openCount(): Promise<{ toDo: number; all: number }> {
    const states = await rows().evaluateAll((all) =>
      all.slice(1).map((one) => one.querySelector('[role=gridcell]')?.textContent ?? ''),
    );
    const done = [
      t('backup.state.ticked'),
      t('backup.state.told'),
      t('backup.state.skipped'),
      t('backup.state.cannot'),
    ];
    return { toDo: states.filter((state) => !done.includes(state)).length, all: states.length };
  }

  async function prepare(): Promise<void> {
    await dress(window, { language, theme: 'light' });
    for (const [serial, label, role] of [
      ['14207311', 'Blue', 'daily'],
      ['14207318', 'Red', 'spare'],
    ] as const) {
      const handle = await eventually(async () => {
        const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
        return keys.find((key) => key.facts?.vendorSerial === serial)?.handle ?? null;
      });
      const page = await pinWindow(running, () =>
        window.evaluate((key) => void globalThis.window.sparekey.keys.unlock({ handle: key }), handle),
      );
      await typePin(page);
      await closed(page);
      const keyId = await eventually(async () => {
        const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
        return keys.find((key) => key.facts?.vendorSerial === serial)?.remembered?.keyId ?? null;
      });
      await window.evaluate((edit) => globalThis.window.sparekey.inventory.editKey(edit), {
        keyId,
        label,
        role,
        owner: null,
        place: null,
        carriedOn: null,
      });
      await window.evaluate((key) => globalThis.window.sparekey.keys.lock({ handle: key }), handle);
      if (label !== 'Blue') continue;
      for (const told of [
        { serviceId: null, rpId: 'fastmail.com', userName: 'hana@fastmail.example' },
        { serviceId: 'microsoft-entra-id', rpId: null, userName: 'hana@work.example' },
      ]) {
        await window.evaluate((input) => globalThis.window.sparekey.inventory.addTold(input), {
          ...told,
          keyId,
          note: null,
        });
      }
    }
  }
});
