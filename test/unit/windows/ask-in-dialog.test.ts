import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Question } from '../../../src-main/ipc/question.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

interface DialogOptions {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

const { showMessageBox } = vi.hoisted(() => ({
  showMessageBox: vi.fn(async (_parent: unknown, _options: DialogOptions) => ({ response: 1 })),
}));

vi.mock('electron', () => ({ dialog: { showMessageBox } }));

const { createAsk } = await import('../../../src-main/windows/ask-in-dialog.ts');

const parent = {} as BrowserWindow;
const t = createTranslator('en');
const make = (translate = t) =>
  createAsk(
    () => parent,
    () => translate,
  );
const openPage: Question = { kind: 'open-page', host: 'github.com' };

beforeEach(() => void vi.clearAllMocks());

it('K-15 asks with the host in sight; "Cancel" is what Enter and Esc press', async () => {
  expect(await make()(openPage)).toBe(false);
  expect(showMessageBox).toHaveBeenCalledWith(
    parent,
    expect.objectContaining({
      message: t('ask.open-page', { host: 'github.com' }),
      buttons: [t('ask.open-page.yes'), t('ask.cancel')],
      defaultId: 1,
      cancelId: 1,
    }),
  );
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  expect(await make()(openPage)).toBe(true);
});

it('asks nobody where there is no window: the answer is no', async () => {
  const ask = createAsk(
    () => null,
    () => t,
  );
  expect(await ask(openPage)).toBe(false);
  expect(showMessageBox).not.toHaveBeenCalled();
});

it('K-15 while a question is open every other is answered with no, and after it asked again', async () => {
  const ask = make();
  let answer = (_response: { response: number }): void => {};
  showMessageBox.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const first = ask({ kind: 'erase-everything' });
  expect(await Promise.all(Array.from({ length: 50 }, () => ask(openPage)))).toEqual(Array(50).fill(false));
  expect(showMessageBox).toHaveBeenCalledOnce();
  answer({ response: 0 });
  expect(await first).toBe(true);
  showMessageBox.mockRejectedValueOnce(new Error('no dialog'));
  await expect(ask(openPage)).rejects.toThrow('no dialog');
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  expect(await ask(openPage)).toBe(true);
});

describe.each(['en', 'ja'] as const)('every question in %s', (locale) => {
  const questions: readonly Question[] = [
    openPage,
    { kind: 'ask-service', host: 'one.example' },
    { kind: 'allow-asking' },
    {
      kind: 'delete-passkeys',
      key: 'Blue\u001B[2J',
      passkeys: [{ service: 'GitHub', account: 'octo\u202Ecat' }],
      closed: 1,
    },
    {
      kind: 'delete-passkeys',
      key: 'Blue',
      passkeys: Array.from({ length: 20 }, () => ({ service: 'GitHub', account: null })),
      closed: 0,
    },
    { kind: 'remove-metadata' },
    { kind: 'erase-everything' },
    { kind: 'drop-oldest-backup', kept: 10 },
    { kind: 'remove-passphrase', left: true },
    { kind: 'remove-passphrase', left: false },
    { kind: 'stop-keychain', left: true },
    { kind: 'stop-keychain', left: false },
    { kind: 'replace-recovery-code' },
  ];

  it('has a message, a detail and a button of its own', async () => {
    const ask = make(createTranslator(locale));
    for (const question of questions) await ask(question);
    const shown = showMessageBox.mock.calls.map(([, { message, detail, buttons }]) => ({ message, detail, buttons }));
    for (const { message, detail, buttons } of shown) {
      expect(message).not.toBe('');
      expect(detail).not.toBe('');
      expect(buttons[0]).not.toBe(buttons[1]);
    }
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(questions.length);
  });

  it('shows no control character of what a key says', async () => {
    const ask = make(createTranslator(locale));
    for (const question of questions) await ask(question);
    expect(JSON.stringify(showMessageBox.mock.calls)).not.toMatch(/\\u001b|\u202E/);
  });
});
