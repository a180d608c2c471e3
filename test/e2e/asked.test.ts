import { existsSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { blueSerial, handleOf, readKey, unlock } from './demo-keys.ts';
import { freshProgram } from './fresh-program.ts';
import { eventually } from './harness.ts';
import { soon } from './soon.ts';

// What destroys or sends needs a yes in a dialog of the system: a page that calls the leaf by itself, as one that somebody else
// controls would, changes nothing while the dialog is unanswered, and nothing when it is cancelled.

interface DialogOptions {
  readonly message: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

const english = createTranslator('en');
const program = freshProgram();

/** Sets up that dialogs of the system are noted and stay open until `answer`. */
async function holdDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    const answers: ((answer: { response: number; checkboxChecked: boolean }) => void)[] = [];
    Object.assign(globalThis, { asked, answers });
    Object.assign(dialog, {
      showMessageBox: (_parent: unknown, options: unknown) => {
        asked.push(options);
        return new Promise((resolve) => answers.push(resolve));
      },
    });
  });
}

function askedSoFar(app: ElectronApplication): Promise<readonly DialogOptions[]> {
  return app.evaluate(() => (globalThis as unknown as { asked: DialogOptions[] }).asked);
}

/** Presses a button of the dialog that was opened last. */
async function answer(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate((_electron, pressed) => {
    const { answers } = globalThis as unknown as { answers: ((answer: unknown) => void)[] };
    answers.at(-1)?.({ response: pressed, checkboxChecked: false });
  }, response);
}

/** Calls a leaf in the page, which is not waited for, and gives what becomes of it. */
async function callFromPage(source: string): Promise<() => Promise<unknown>> {
  await program.window.evaluate((text) => {
    const page = globalThis.window as unknown as { outcome: unknown };
    page.outcome = null;
    const [group = '', leaf = '', input = ''] = text.split(' ');
    const api = globalThis.window.sparekey as unknown as Record<
      string,
      Record<string, (given: unknown) => Promise<unknown>>
    >;
    void api[group]?.[leaf]?.(input === '' ? undefined : JSON.parse(input)).then(
      (outcome) => (page.outcome = outcome),
      (error: unknown) => (page.outcome = String(error)),
    );
  }, source);
  return () => program.window.evaluate(() => (globalThis.window as unknown as { outcome: unknown }).outcome);
}

const allowed = async (): Promise<boolean> => {
  const found = await program.window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());
  return found.ok && found.value.snapshot.preferences.allowPasskeyEndpoints;
};
const fileIsThere = async (): Promise<boolean> => existsSync(program.running.inventory);
const refused = { ok: false, failure: { kind: 'cancelled' } };

describe('K-15 what a page cannot do by itself', () => {
  it.each([
    {
      call: 'inventory setPreferences {"staleAfterDays":365,"allowPasskeyEndpoints":true}',
      state: allowed,
      before: false,
      message: 'Allow Sparekey to ask services over the network?',
    },
    {
      call: 'inventory eraseEverything {"confirmation":"erase"}',
      state: fileIsThere,
      before: true,
      message: 'Erase everything Sparekey remembers?',
    },
  ])('$call', async ({ call, state, before, message }) => {
    const { app } = program.running;
    // The first change makes the file.
    await program.window.evaluate(() =>
      globalThis.window.sparekey.inventory.setPreferences({ staleAfterDays: 90, allowPasskeyEndpoints: false }),
    );
    await soon(state).toBe(before);
    await holdDialogs(app);
    const cancelled = await callFromPage(call);
    const [first] = await eventually(async () => {
      const asked = await askedSoFar(app);
      return asked.length === 1 ? asked : null;
    });
    expect(first).toMatchObject({ message, defaultId: 1, cancelId: 1 });
    expect(first?.buttons).toHaveLength(2);
    // Unanswered: nothing has happened, however long it takes and however often the page asks.
    const impatient = await callFromPage(call);
    expect(await eventually(impatient)).toEqual(refused);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await askedSoFar(app)).toHaveLength(1);
    expect(await state()).toBe(before);

    await answer(app, 1);
    expect(await eventually(cancelled)).toEqual(refused);
    expect(await state()).toBe(before);

    await callFromPage(call);
    await soon(async () => (await askedSoFar(app)).length).toBe(2);
    await answer(app, 0);
    await soon(state).toBe(!before);
  });

  it('keys.confirmDelete: a page that takes both steps by itself leaves the passkey on the key', async () => {
    const { running } = program;
    const { app } = running;
    const handle = await handleOf(running, blueSerial);
    await readKey(running, english, blueSerial, { label: 'Blue' });
    await unlock(running, english, handle);
    const listed = () =>
      program.window.evaluate(async (of) => {
        const again = await globalThis.window.sparekey.keys.listPasskeys({ handle: of });
        return again.ok ? again.value.listing.passkeys : [];
      }, handle);
    const before = await listed();
    const [{ rpIdHash, credentialId }] = before as [(typeof before)[number]];
    const prepare = async (): Promise<string> => {
      const input = { handle, passkeys: [{ rpIdHash, credentialId }] };
      const prepared = await program.window.evaluate((of) => globalThis.window.sparekey.keys.prepareDelete(of), input);
      if (!prepared.ok) throw new Error(prepared.failure.kind);
      return `keys confirmDelete ${JSON.stringify({ handle, confirmationId: prepared.value.confirmationId })}`;
    };
    await holdDialogs(app);
    const cancelled = await callFromPage(await prepare());
    await soon(async () => (await askedSoFar(app)).length).toBe(1);
    expect(await askedSoFar(app)).toMatchObject([
      { message: 'Delete this passkey from Blue?', defaultId: 1, cancelId: 1 },
    ]);
    expect(await listed()).toEqual(before);
    await answer(app, 1);
    expect(await eventually(cancelled)).toEqual(refused);
    expect(await listed()).toEqual(before);

    const deleted = await callFromPage(await prepare());
    await soon(async () => (await askedSoFar(app)).length).toBe(2);
    await answer(app, 0);
    expect(await eventually(deleted)).toEqual({
      ok: true,
      value: { results: [{ rpIdHash, credentialId, state: 'deleted', failure: null }] },
    });
    expect(await listed()).toHaveLength(before.length - 1);
  });
});
