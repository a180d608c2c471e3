import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const { showMessageBox, openExternal } = vi.hoisted(() => ({
  showMessageBox: vi.fn(async (_parent: unknown, _options: { buttons: string[] }) => ({ response: 1 })),
  openExternal: vi.fn(async (_url: string) => undefined),
}));

vi.mock('electron', () => ({ dialog: { showMessageBox }, shell: { openExternal } }));

const { createExternalBrowser } = await import('../../../src-main/windows/external-browser.ts');

const parent = {} as BrowserWindow;
const t = createTranslator('en');

beforeEach(() => void vi.clearAllMocks());

it('asks with the host in sight; "Cancel" is what Enter and Esc press', async () => {
  const browser = createExternalBrowser(
    () => parent,
    () => t,
  );
  expect(await browser.confirm('github.com')).toBe(false);
  expect(showMessageBox).toHaveBeenCalledWith(
    parent,
    expect.objectContaining({
      message: t('external.question', { host: 'github.com' }),
      buttons: [t('external.open'), t('external.cancel')],
      defaultId: 1,
      cancelId: 1,
    }),
  );
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  expect(await browser.confirm('github.com')).toBe(true);
  expect(openExternal).not.toHaveBeenCalled();
});

it('asks nobody and opens nothing where there is no window', async () => {
  const browser = createExternalBrowser(
    () => null,
    () => t,
  );
  expect(await browser.confirm('github.com')).toBe(false);
  expect(showMessageBox).not.toHaveBeenCalled();
});

it('opens the address that it is given', async () => {
  await createExternalBrowser(
    () => parent,
    () => t,
  ).open('https://github.com/');
  expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://github.com/');
});
