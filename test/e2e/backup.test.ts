import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { blueSerial, bothRecognised, readKey, redSerial, typeDemoPin } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { eventually, type Running, sentenceAbout } from './harness.ts';
import { soon } from './soon.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { dress, takePictures } from './looks.ts';
import { snapshotOf } from './snapshot-of.ts';

// A backup session over two simulated keys, from the gap to the tick. Once in each language.

/** Accounts are told apart by their user names, which no language changes. */
const userOf = {
  sbisec: 'hana-mori-0417',
  bitwarden: 'Bitwarden',
  fastmail: 'hana@fastmail.example',
  github: 'GitHub',
  aws: 'hana-admin',
  work: 'hana@work.example',
} as const;
type Account = keyof typeof userOf;

describe.each(['en', 'ja'] as const)('a backup session (%s)', (language) => {
  const t = createTranslator(language);
  const program = freshProgram({ prepare });

  const picture = (name: string) => takePictures(program.window, language, `backup-${name}`);
  const main = () => program.window.getByRole('main');
  const button = (name: string) => main().getByRole('button', { name, exact: true });
  const rows = () =>
    main()
      .getByRole('grid', { name: t('backup.list') })
      .getByRole('row');
  const rowOf = (account: Account) => rows().filter({ hasText: userOf[account] });
  const inState = (account: Account, state: 'opened' | 'ticked' | 'told' | 'skipped' | 'vanished') =>
    rowOf(account).filter({ hasText: t(`backup.state.${state}`) });
  const steps = () => main().getByRole('complementary', { name: t('backup.detail') });
  const stepButton = (name: string) => steps().getByRole('button', { name });
  const strip = () => program.window.getByRole('region', { name: t('backup.pass.strip') });
  const continueButton = () => button(t('backup.session.continue-label', { primary: 'Blue', spare: 'Red' }));
  const plug = (id: string, plugged: boolean) =>
    program.window.evaluate((input) => globalThis.window.sparekey.demo.plug(input), { id, plugged });
  const read = () => button(t('backup.read')).click();
  const readWithPin = () => typeDemoPin(program.running, t, read);

  async function openBackup(): Promise<void> {
    await program.window.getByRole('button', { name: t('window.nav.backup'), exact: true }).click();
  }

  /** Waits until daily key and spare are proposed, and starts the session that each test begins with. */
  async function startSession(): Promise<void> {
    await openBackup();
    await soon(() => chosen(t('backup.spare'))).toBe(t('backup.key.plugged', { label: 'Red' }));
    await button(t('backup.start')).click();
    await soon(() => main().getByRole('heading', { level: 1 }).textContent()).toContain('Red');
  }

  const chosen = (label: string) =>
    main()
      .getByLabel(label)
      .evaluate((node) => (node as HTMLSelectElement).selectedOptions[0]?.text);

  /** Registers the account on the simulated spare, as a browser would. */
  async function enrol(account: Account): Promise<void> {
    await rowOf(account).click();
    await stepButton(t('backup.demo.enrol')).click();
    await program.window.getByText(t('backup.demo.enrolled')).first().waitFor();
  }

  async function enrolAndRead(account: Account): Promise<void> {
    await enrol(account);
    await readWithPin();
    await inState(account, 'ticked').waitFor();
  }

  async function tellFastmail(): Promise<void> {
    await rowOf('fastmail').click();
    await steps().getByText(t('backup.detail.confirm.by-hand')).waitFor();
    await stepButton(t('backup.tell')).click();
    await inState('fastmail', 'told').waitFor();
  }

  async function skipAws(): Promise<void> {
    await rowOf('aws').click();
    await stepButton(t('backup.skip')).click();
    const dialog = program.window.getByRole('dialog', { name: t('backup.skip.title') });
    await dialog.getByLabel(t('backup.skip.reason')).fill('Closed in March 2027 <b>');
    await dialog.getByRole('button', { name: t('backup.skip.confirm') }).click();
    await inState('aws', 'skipped').waitFor();
  }

  const passDialog = () => program.window.getByRole('dialog', { name: t('backup.pass.title') });

  async function offerPass(): Promise<void> {
    await rowOf('work').click();
    await stepButton(t('backup.pass.offer')).click();
    await passDialog().waitFor();
  }

  async function recordPass(): Promise<void> {
    await offerPass();
    await passDialog()
      .getByRole('button', { name: t('backup.pass.save') })
      .click();
    await soon(() => strip().textContent()).toMatch(/59|60/);
  }

  /** Ends the program, starts it again and goes on with the session. The simulated keys are as they were at first. */
  async function restartAndContinue(): Promise<void> {
    await program.restart();
    await openBackup();
    await picture('resume');
    await continueButton().click();
    await rows().nth(1).waitFor();
    await bothRecognised(program.window);
  }

  it('proposes the daily key and the spare, and says what is missing', async () => {
    await openBackup();
    await soon(() => chosen(t('backup.primary'))).toBe(t('backup.key.plugged', { label: 'Blue' }));
    expect(await chosen(t('backup.spare'))).toBe(t('backup.key.plugged', { label: 'Red' }));
    await picture('choose');
    await startSession();
    for (const account of ['sbisec', 'bitwarden', 'fastmail'] as const) expect(await rowOf(account).count()).toBe(1);
    // What both open is not on the list.
    expect(await rowOf('github').count()).toBe(0);
    await picture('session');
  });

  it('is worked from the top by keyboard: arrows choose, the steps follow', async () => {
    await startSession();
    await rows().nth(1).focus();
    const first = await steps().getByRole('heading', { level: 2 }).textContent();
    await program.window.keyboard.press('ArrowDown');
    await soon(() => steps().getByRole('heading', { level: 2 }).textContent()).not.toBe(first);
    await program.window.keyboard.press('Home');
    await soon(() => steps().getByRole('heading', { level: 2 }).textContent()).toBe(first);
  });

  it('takes the spare and no other key: one that is known to be another is named and left alone', async () => {
    await startSession();
    const foot = () => main().getByRole('status').filter({ hasText: 'Red' });
    await soon(() => foot().textContent()).toContain(t('backup.strip.there', { spare: 'Red' }));
    await plug('spare', false);
    await soon(() => foot().textContent()).toContain(t('backup.strip.plug-in', { spare: 'Red' }));
    expect(await button(t('backup.read')).count()).toBe(0);
    // Even where the page asks by itself: another model, and a fresh key without a PIN, stay as they are.
    const asked = await program.window.evaluate(async () => {
      const { sparekey } = globalThis.window;
      const found = await sparekey.inventory.snapshot();
      const sessionId = found.ok ? (found.value.snapshot.backupSessions[0]?.id ?? '') : '';
      return sparekey.backup.readSpare({ sessionId });
    });
    expect(asked).toMatchObject({ ok: true, value: { state: 'other-key' } });
    expect(program.running.app.windows()).toHaveLength(1);
    for (const id of ['work', 'fresh']) await plug(id, false);
    await soon(() => foot().textContent()).toContain(t('backup.strip.primary', { primary: 'Blue' }));
    await plug('daily', false);
    await soon(() => foot().textContent()).not.toContain(t('backup.strip.primary', { primary: 'Blue' }));
    await picture('not-plugged-in');
    await plug('spare', true);
    await soon(() => foot().textContent()).toContain(t('backup.strip.there', { spare: 'Red' }));
    await picture('spare-there');
  });

  it('opens the page of the service in the system browser after its host was shown', async () => {
    await noteOpenedPages(program.running.app);
    await startSession();
    await rowOf('bitwarden').click();
    await steps()
      .getByRole('button', { name: sentenceAbout((host) => t('backup.open-page', { host })) })
      .click();
    const seen = await eventually(async () => {
      const all = await openedPages(program.running.app);
      return all.length === 2 ? all : null;
    });
    expect(seen[1]).toMatch(/^https:\/\//);
    expect(seen[0]).toContain(new URL(seen[1] ?? '').host);
    await inState('bitwarden', 'opened').waitFor();
  });

  it('ticks what a reading of the spare shows: one PIN', async () => {
    await startSession();
    await enrolAndRead('sbisec');
    const left = (await openCount()).toDo;
    await main()
      .getByText(t('backup.read.result', { added: 1, found: 0, left }).trim())
      .waitFor();
    await picture('ticked');
  });

  it('needs no second PIN for the next of the batch, and asks again once the key no longer takes its permission', async () => {
    await startSession();
    await enrolAndRead('sbisec');
    await enrol('bitwarden');
    await read();
    await inState('bitwarden', 'ticked').waitFor();
    expect(program.running.app.windows()).toHaveLength(1);
    // What the browser's own use of the key does to the permission.
    await plug('spare', false);
    await plug('spare', true);
    await readWithPin();
    await main()
      .getByText(t('backup.read.nothing-new', { left: (await openCount()).toDo }))
      .waitFor();
  });

  it('records by hand what no reading can show', async () => {
    await startSession();
    await tellFastmail();
    // The next account that is open is chosen, and its heading has the focus.
    await soon(() =>
      steps()
        .getByRole('heading', { level: 2 })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
  });

  it('skips with a reason', async () => {
    await startSession();
    await skipAws();
    await rowOf('aws').click();
    await steps()
      .getByText(t('backup.detail.reason', { reason: 'Closed in March 2027 <b>' }))
      .waitFor();
  });

  it('counts a Temporary Access Pass down', async () => {
    await startSession();
    await offerPass();
    expect(await passDialog().textContent()).toContain(t('backup.pass.rule.admins'));
    // There is no field that the pass itself could go into.
    expect(await passDialog().locator('input:not([type="datetime-local"]), textarea').count()).toBe(0);
    await picture('pass');
    await program.window.keyboard.press('Escape');
    await recordPass();
    await picture('count-down');
  });

  it('O-05 loses no button in a small window, or at twice the size', async () => {
    await startSession();
    for (const [width, height, zoom] of [
      [800, 600, 1],
      [1280, 800, 2],
      [1280, 800, 1],
    ] as const) {
      await program.running.app.evaluate(
        ({ BrowserWindow }, size) => {
          const [first] = BrowserWindow.getAllWindows();
          first?.setContentSize(size.width, size.height);
          first?.webContents.setZoomFactor(size.zoom);
        },
        { width, height, zoom },
      );
      await soon(() => program.window.evaluate(() => innerWidth)).toBe(width / zoom);
      expect(await program.window.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)).toBe(true);
      for (const one of [button(t('backup.read')), button(t('backup.close')), steps().getByRole('button').last()]) {
        await one.scrollIntoViewIfNeeded();
        const box = await one.boundingBox();
        expect(box === null ? null : box.x >= 0 && box.x + box.width <= width / zoom + 1).toBe(true);
      }
      if (width === 800) await picture(`small-${width}`);
    }
  });

  it('goes on after a restart: the session is listed, and the pass counts on', async () => {
    await startSession();
    await enrolAndRead('sbisec');
    await tellFastmail();
    await skipAws();
    await recordPass();
    await soon(openCount).toEqual({ toDo: 3, all: 6 });
    await restartAndContinue();
    await soon(() => strip().textContent()).toContain(userOf.work);
    await inState('fastmail', 'told').waitFor();
    await inState('aws', 'skipped').waitFor();
    await inState('sbisec', 'ticked').waitFor();
    await soon(openCount).toEqual({ toDo: 3, all: 6 });
  });

  it('reads the count-down out at ten, five and one minute, and says that the pass is over', async () => {
    const { window } = program;
    await startSession();
    await recordPass();
    const spoken = () => window.locator('[data-live-announcer]').textContent();
    const until = Date.parse((await snapshotOf(window)).otherWaysIn[0]?.validUntil ?? '');
    await window.clock.install();
    for (const [left, words] of [
      [10, t('backup.pass.step.minutes', { account: userOf.work, minutes: 10 })],
      [5, t('backup.pass.step.minutes', { account: userOf.work, minutes: 5 })],
      [1, t('backup.pass.step.minutes', { account: userOf.work, minutes: 1 })],
      [0, t('backup.pass.step.over', { account: userOf.work })],
    ] as const) {
      const now = await window.evaluate(() => Date.now());
      await window.clock.fastForward(until - left * 60_000 - now + 1_000);
      await window.clock.runFor(2_000);
      await soon(spoken).toContain(words);
    }
    await window.clock.resume();
    await strip().getByRole('button').click();
    await strip().waitFor({ state: 'detached' });
  });

  it('a passkey that is no longer on the spare is to do again', async () => {
    await startSession();
    await enrolAndRead('sbisec');
    await restartAndContinue();
    await readWithPin();
    await inState('sbisec', 'vanished').waitFor();
    await rowOf('sbisec').click();
    await steps().getByText(t('backup.detail.vanished')).waitFor();
    await picture('vanished');
  });

  it('offers no network request unless it was allowed', async () => {
    await startSession();
    await rowOf('sbisec').click();
    await stepButton(t('backup.demo.enrol')).waitFor();
    expect(await stepButton(t('backup.endpoints.ask')).count()).toBe(0);
    await skipAws();
    const session = await eventually(async () => {
      const [one] = (await snapshotOf(program.window)).backupSessions;
      return one?.items[0] === undefined ? null : { id: one.id, accountId: one.items[0].accountId };
    });
    const answer = await program.window.evaluate((input) => globalThis.window.sparekey.backup.askEndpoints(input), {
      sessionId: session.id,
      accountId: session.accountId,
    });
    expect(answer).toEqual({ ok: true, value: { state: 'none', reason: 'not-allowed' } });
  });

  it('says at the end what is left and why', async () => {
    await startSession();
    await enrolAndRead('sbisec');
    await skipAws();
    await restartAndContinue();
    await readWithPin();
    await inState('sbisec', 'vanished').waitFor();
    await button(t('backup.close')).click();
    const dialog = program.window.getByRole('dialog', { name: t('backup.close.title') });
    await dialog.getByText(t('backup.left.skipped')).waitFor();
    const words = await dialog.textContent();
    for (const text of ['Closed in March 2027 <b>', t('backup.left.vanished')]) expect(words).toContain(text);
    await picture('close');
    await dialog.getByRole('button', { name: t('backup.close.confirm') }).click();
    await soon(() => main().getByRole('heading', { level: 1 }).textContent()).toBe(t('backup.title'));
    expect(await continueButton().count()).toBe(0);
  });

  async function openCount(): Promise<{ toDo: number; all: number }> {
    const states = await rows().evaluateAll((all) =>
      all.slice(1).map((one) => one.querySelectorAll('[role=gridcell]')[1]?.textContent ?? ''),
    );
    const done = (['ticked', 'told', 'skipped', 'cannot'] as const).map((state) => t(`backup.state.${state}`));
    return { toDo: states.filter((state) => !done.includes(state)).length, all: states.length };
  }

  async function prepare(running: Running): Promise<void> {
    await dress(running.window, { language, theme: 'light' });
    const keyId = await readKey(running, t, blueSerial, { label: 'Blue', role: 'daily' });
    await readKey(running, t, redSerial, { label: 'Red', role: 'spare' });
    for (const account of [
      { serviceId: null, rpId: 'fastmail.com', userName: userOf.fastmail },
      { serviceId: 'microsoft-entra-id', rpId: null, userName: userOf.work },
    ]) {
      const told = { ...account, keyId, note: null };
      await running.window.evaluate((input) => globalThis.window.sparekey.inventory.addManual(input), told);
    }
  }
});
