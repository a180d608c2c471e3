// node test/e2e/screenshots.ts FOLDER [WORD]: takes the pictures of the documentation from the real window with simulated
// keys, in both themes and both languages; with WORD only those whose name holds it.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Settings } from '../../src-shared/domain/settings.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { ordinaryUserLaunch, type UserLaunch } from '../../scripts/lib/as-user.mjs';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { closePanel, openAccount } from './coverage-table.ts';
import { appFolder, closed, eventually, launch, pinWindow, type Running, sentenceAbout } from './harness.ts';

const folder = process.argv[2];
const only = process.argv[3] ?? '';
if (folder === undefined) throw new Error('usage: node test/e2e/screenshots.ts FOLDER [WORD]');
mkdirSync(folder, { recursive: true });

/** Returns the names of the controls that the pictures press, in one language. */
function labelsOf(language: 'en' | 'ja') {
  const t = createTranslator(language);
  return {
    keys: t('window.nav.keys'),
    settings: t('window.nav.settings'),
    activity: t('window.nav.activity'),
    unlock: t('window.key.unlock'),
    remove: t('window.passkey.delete'),
    send: t('pin.action.unlock'),
    places: t('matrix.places'),
    whatIfButton: t('coverage.what-if'),
    whatIf: sentenceAbout((key) => t('window.coverage.what-if-button', { key })),
    pinTab: t('window.keys.tab.security'),
    setPin: t('window.pin.set-button'),
    cancel: t('window.common.cancel'),
    /** The state of the key without a PIN. */
    fresh: t('window.key.state.no-pin'),
  };
}

for (const language of ['en', 'ja'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    await picture(language, theme, ['--demo'], takeSeeded);
    await picture(language, theme, null, takeFirstRun);
  }
}

type Shoot = (name: string, page?: Page) => Promise<void>;
type Take = (running: Running, say: ReturnType<typeof labelsOf>, shoot: Shoot) => Promise<void>;

/** Starts the program as an ordinary user where that is possible, so that the pictures show it as people see it. */
async function picture(
  language: 'en' | 'ja',
  theme: Settings['theme'],
  args: readonly string[] | null,
  take: Take,
): Promise<void> {
  const user = await userLaunch();
  const data = mkdtempSync(join(user?.homeFolder ?? tmpdir(), 'data-'));
  chmodSync(data, 0o777);
  const inventory = join(data, 'inventory.sparekey');
  const running = await launch({
    folder: data,
    args: args ?? ['--demo', '--inventory', inventory],
    environment: { LANGUAGE: language },
    ...(user === null
      ? {}
      : {
          executablePath: user.executablePath,
          appFolder: join(user.projectRoot, appFolder.slice(new URL('../..', import.meta.url).pathname.length)),
          sandbox: true,
        }),
  });
  try {
    const { window } = running;
    await window.evaluate((settings) => globalThis.window.sparekey.app.setSettings(settings), { language, theme });
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await eventually(async () => ((await window.evaluate(() => innerWidth)) === 1280 ? true : null));
    await take(running, labelsOf(language), async (name, page = window) => {
      if (!name.includes(only)) return;
      // Whatever fades in has done so under reduced motion; fonts and layout need one more frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await page.screenshot({ path: join(folder ?? '', `${name}-${language}-${theme}.png`) });
    });
  } finally {
    await running.close();
    user?.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function userLaunch(): Promise<UserLaunch | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  return ordinaryUserLaunch(process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable);
}

async function takeFirstRun(running: Running, say: ReturnType<typeof labelsOf>, shoot: Shoot): Promise<void> {
  await running.window.getByRole('main').getByRole('button', { name: say.unlock }).nth(1).waitFor();
  await shoot('first-run');
}

async function takeSeeded(running: Running, say: ReturnType<typeof labelsOf>, shoot: Shoot): Promise<void> {
  const { window } = running;
  const main = window.getByRole('main');
  const goTo = (view: string) =>
    window.getByRole('navigation').getByRole('button', { name: view, exact: true }).click();
  const plugged = window.getByRole('region').getByRole('link');
  await plugged.filter({ hasText: say.fresh }).waitFor();
  await window.getByRole('grid').waitFor();
  await shoot('coverage');

  const whatIf = window.getByRole('button', { name: say.whatIf }).first();
  await whatIf.click();
  await shoot('what-if');
  await window.keyboard.press('Escape');

  await openAccount(window, /^SBI/);
  await shoot('coverage-details');
  await closePanel(window);

  await main.getByRole('button', { name: say.whatIfButton, exact: true }).click();
  await window.getByRole('list', { name: say.places, exact: true }).getByRole('button').first().click();
  await shoot('what-if-place');
  await window.keyboard.press('Escape');

  await goTo(say.keys);
  await main.getByRole('grid').waitFor();
  await shoot('keys');

  await plugged.first().click();
  const pin = await pinWindow(running, () => main.getByRole('button', { name: say.unlock }).first().click());
  await pin.getByLabel('PIN', { exact: true }).fill('123455');
  await pin.getByRole('button', { name: say.send }).click();
  await eventually(async () => ((await pin.getByRole('alert').textContent()) === '' ? null : true));
  await shoot('pin-wrong', pin);
  await pin.getByLabel('PIN', { exact: true }).fill('123456');
  await pin.getByRole('button', { name: say.send }).click();
  await closed(pin);
  await main.getByRole('row').nth(2).click();
  await main.getByRole('button', { name: say.remove }).waitFor();
  await shoot('passkeys');

  await main.getByRole('button', { name: say.remove }).click();
  await window.getByRole('alertdialog').waitFor();
  await shoot('delete');
  await window.getByRole('alertdialog').getByRole('button', { name: say.cancel }).click();

  await plugged.filter({ hasText: say.fresh }).click();
  await window.getByRole('tab', { name: say.pinTab, exact: true }).click();
  await main.getByRole('button', { name: say.setPin }).waitFor();
  await shoot('pin');
  const setPin = await pinWindow(running, () => main.getByRole('button', { name: say.setPin }).click());
  await shoot('pin-set', setPin);
  await setPin.getByRole('button', { name: say.cancel }).click();
  await closed(setPin);

  await goTo(say.activity);
  await main.getByRole('heading', { level: 1 }).waitFor();
  await shoot('activity');
  await goTo(say.settings);
  await main.getByRole('heading', { level: 1 }).waitFor();
  await shoot('settings');
}
