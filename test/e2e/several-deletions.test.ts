import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { allFindings } from './accessibility-checks.ts';
import { blueSerial, demoPin, handleOf, readKey } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { eventually, pinWindow, pressToClose } from './harness.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { soon } from './soon.ts';

// Several passkeys of one key are selected by the keyboard and deleted in one confirmed go, with one PIN.

const t = createTranslator('en');
const program = freshProgram({
  prepare: async (running) => void (await readKey(running, t, blueSerial, { label: 'Blue' })),
});

const main = () => program.window.getByRole('main');
const rows = () => main().getByRole('grid').getByRole('row', { selected: true });
const dialog = () => program.window.getByRole('alertdialog');
const bar = () => main().getByRole('toolbar', { name: t('deletion.chosen') });

/** Shows the passkeys of the first key, unlocked. */
async function openPasskeys(): Promise<void> {
  const { window, running } = program;
  await window.getByRole('navigation').getByRole('link').filter({ hasText: 'Blue' }).first().press('Enter');
  const page = await pinWindow(running, () =>
    main()
      .getByRole('button', { name: t('window.key.unlock') })
      .first()
      .click(),
  );
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(demoPin);
  await pressToClose(page, t('pin.action.unlock'));
  await main()
    .getByRole('button', { name: t('window.key.lock'), exact: true })
    .waitFor();
  await noteOpenedPages(running.app);
}

/** Selects passkeys from the first one on, by the keyboard. */
async function select(count: number): Promise<void> {
  const first = main().getByRole('grid').getByRole('row').nth(1);
  await first.focus();
  await first.press('Space');
  for (let more = 1; more < count; more++) await program.window.keyboard.press('Shift+ArrowDown');
  await soon(() => rows().count()).toBe(count);
}

/** Reads the passkeys that the key has now, without showing them. */
async function onKey(): Promise<readonly { readonly rpIdHash: string; readonly credentialId: string }[]> {
  const handle = await handleOf(program.running, blueSerial);
  const again = await program.window.evaluate(
    (of) => globalThis.window.sparekey.keys.listPasskeys({ handle: of }),
    handle,
  );
  return again.ok ? again.value.listing.passkeys : [];
}

async function confirm(count: number): Promise<void> {
  const button = dialog().getByRole('button', { name: t('window.delete.confirm', { count }) });
  await soon(() => button.getAttribute('aria-disabled')).toBe('false');
  await button.press('Enter');
}

describe('14.3 several deletions', () => {
  it('are named each with its loss, asked for once, and done', async () => {
    await openPasskeys();
    const before = await onKey();
    await select(3);
    await soon(() =>
      main()
        .getByText(t('deletion.chosen.count', { count: 3 }))
        .count(),
    ).toBe(1);
    expect(await allFindings(program.window)).toEqual([]);
    await program.window.keyboard.press('Delete');
    await dialog().waitFor();
    await soon(() => dialog().getByRole('listitem').count()).toBe(3);
    expect(await dialog().textContent()).toContain(t('window.delete.title', { count: 3 }));
    for (const item of await dialog().getByRole('listitem').all()) {
      expect(await item.textContent()).toMatch(/Nothing else is known|also opens with|Another record/);
    }
    expect(await allFindings(program.window)).toEqual([]);
    await confirm(3);
    await dialog().waitFor({ state: 'detached' });
    expect(await openedPages(program.running.app)).toEqual([t('ask.delete-passkeys', { key: 'Blue', count: 3 })]);
    await bar().waitFor({ state: 'detached' });
    expect(await onKey()).toHaveLength(before.length - 3);
  });

  it('Esc clears the selection, and Cancel deletes nothing', async () => {
    await openPasskeys();
    const before = await onKey();
    await select(2);
    await bar().getByRole('button').press('Enter');
    await dialog().waitFor();
    await program.window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(2);
    await program.window.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached' });
    expect([await rows().count(), await onKey()]).toEqual([0, before]);
  });

  it('of which the second fails stop there: what was deleted, what failed and what was not tried is said for each', async () => {
    const { window, running } = program;
    await openPasskeys();
    await select(3);
    await program.window.keyboard.press('Delete');
    await soon(() => dialog().getByRole('listitem').count()).toBe(3);
    // Another program deletes one of them while the question is open.
    const handle = await handleOf(running, blueSerial);
    const before = await onKey();
    const names = await rows().evaluateAll((found) => found.map((row) => row.textContent));
    const asked = await window.evaluate(async (of) => {
      const { keys } = globalThis.window.sparekey;
      const listed = await keys.listPasskeys({ handle: of });
      return listed.ok ? listed.value.listing.passkeys.map(({ rpId, userName }) => ({ rpId, userName })) : [];
    }, handle);
    // They are deleted in the order in which the key lists them.
    const listedAt = asked.flatMap(({ rpId, userName }, at) =>
      names.some((name) => name.includes(rpId ?? '?') && name.includes(userName ?? '?')) ? [at] : [],
    );
    const gone = before[listedAt[1] ?? -1];
    if (gone === undefined || listedAt.length !== 3) throw new Error(`not the three passkeys ${names.join()}`);
    const prepared = await window.evaluate((input) => globalThis.window.sparekey.keys.prepareDelete(input), {
      handle,
      passkeys: [{ rpIdHash: gone.rpIdHash, credentialId: gone.credentialId }],
    });
    if (!prepared.ok) throw new Error(prepared.failure.kind);
    const { confirmationId } = prepared.value;
    await window.evaluate((input) => globalThis.window.sparekey.keys.confirmDelete(input), { handle, confirmationId });

    await confirm(3);
    await dialog()
      .getByText(t('deletion.counts', { done: 1, count: 3, notTried: 1 }))
      .waitFor();
    const items = await dialog().getByRole('listitem').allTextContents();
    expect(items.map((text) => /Deleted\.|Not deleted\.|Not tried/.exec(text)?.[0])).toEqual([
      'Deleted.',
      'Not deleted.',
      'Not tried',
    ]);
    expect(items[1]).toContain(t('failure.passkey-not-found'));
    expect(await allFindings(window)).toEqual([]);
    expect(await onKey()).toHaveLength(before.length - 2);
    await dialog()
      .getByRole('button', { name: t('window.common.close') })
      .press('Enter');
    await window
      .getByRole('navigation')
      .getByRole('button', { name: t('window.nav.activity'), exact: true })
      .click();
    await eventually(async () =>
      (await main()
        .getByText(/^Deleted from Blue/)
        .count()) >= 2
        ? true
        : null,
    );
  });

  it('a passkey for an RP ID that its service gave up is suggested, and only selected', async () => {
    const { window, running } = program;
    const handle = await handleOf(running, blueSerial);
    const enrolled = { handle, rpId: 'twitter.com', userId: '0badcafe', userName: 'hana' };
    expect(await window.evaluate((input) => globalThis.window.sparekey.demo.enrol(input), enrolled)).toMatchObject({
      ok: true,
    });
    await openPasskeys();
    await main()
      .getByText(t('deletion.clean-up', { count: 1 }))
      .waitFor();
    expect(await allFindings(window)).toEqual([]);
    const before = await onKey();
    await main()
      .getByRole('button', { name: t('deletion.clean-up.select', { count: 1 }) })
      .press('Enter');
    await soon(() => rows().allTextContents()).toEqual([expect.stringContaining('twitter.com')]);
    expect(await onKey()).toEqual(before);
  });
});
