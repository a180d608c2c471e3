import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingChangeText } from '../../src-shared/i18n/setting-message.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import type { PinDialog, PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import { type Boxes, differences, stillBoxesOf } from './boxes.ts';
import { openComponentsPage } from './components-page.ts';
import { type EnginePage, openChromiumPage, openElectronPage } from './engines.ts';
import { appFolder, launch, removeFolder } from './harness.ts';
import { layoutFaults } from './layout-faults.ts';
import { dress, pictureFolder } from './looks.ts';
import { type Answers, recordAnswers, stubPinWindow, stubWindow } from './stub-page.ts';
import { createPageStage, type See } from './tour/stage.ts';
import { pageScenes } from './tour/tours.ts';

// The built window and the built PIN window in Debian's Chromium, whose engine is that of the pinned Electron, beside the Electron of the tests:
// the same answers of a stubbed main process, the same walk, the same boxes.

const chromium = process.env['SPAREKEY_CHROMIUM'];
const missing = process.env['SPAREKEY_CHROMIUM_MISSING'] ?? 'SPAREKEY_CHROMIUM does not name it: npm run chromium';
if (chromium === undefined) console.warn(`The window was not tried in Chromium: ${missing}`);

/** CSS pixels by which two engines may place a part otherwise. */
const mostApart = 2;
const engines = { electron: openElectronPage, chromium: openChromiumPage } as const;
type Engine = keyof typeof engines;
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'ja', theme: 'dark' },
] as const;

interface State {
  readonly boxes: Boxes;
  readonly faults: readonly string[];
}

describe.skipIf(chromium === undefined)('in Chromium', () => {
  let server: Server;
  let address = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://localhost').pathname;
      readFile(join(appFolder, 'out/renderer', name)).then(
        (content) =>
          response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  describe.each(looks)('$language, $theme', (look) => {
    let answers: Answers;

    beforeAll(async () => {
      const running = await launch({ args: ['--demo'], environment: { LANGUAGE: look.language } });
      await dress(running.window, look);
      await running.window.getByRole('grid').waitFor();
      // Keys are found one after the other, and recognised later still: the walk goes to this one.
      const name = createTranslator(look.language)('demo.key.daily');
      await running.window.getByRole('navigation').getByRole('link').filter({ hasText: name }).waitFor();
      answers = await recordAnswers(running.window);
      await running.close();
      removeFolder(running.folder);
    });

    /** Walks through the states of the stubbed window in one engine. */
    async function walk(
      engine: Engine,
    ): Promise<{ readonly states: ReadonlyMap<string, State>; readonly errors: readonly string[] }> {
      const opened = await engines[engine]();
      const states = new Map<string, State>();
      try {
        const { page, errors } = opened;
        await stubWindow(page, answers);
        await page.goto(`${address}/index.html`);
        const see: See = async (name) => {
          const boxes = await stillBoxesOf(page);
          states.set(name, { boxes, faults: await layoutFaults(page) });
          await picture(opened, `${name}-${engine}-${look.language}-${look.theme}`);
        };
        const stage = createPageStage(page, look.language, see, (id) =>
          page.evaluate((command) => globalThis.stubEvent('app.onCommand', command), id),
        );
        for (const scenes of pageScenes) await scenes(stage);
        return { states, errors };
      } finally {
        await opened.close();
      }
    }

    it('every view looks as in Electron: the same boxes, nothing cut, no error', async () => {
      const here = await walk('electron');
      const there = await walk('chromium');
      expect(there.errors).toEqual([]);
      expect([...there.states.keys()]).toEqual([...here.states.keys()]);
      expect(there.states.size).toBeGreaterThan(30);
      const apart = [...there.states].flatMap(([name, { boxes }]) =>
        differences(here.states.get(name)?.boxes ?? {}, boxes, mostApart).map((line) => `${name}: ${line}`),
      );
      expect(apart).toEqual([]);
      expect([...there.states].flatMap(([name, { faults }]) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
    });

    it.each(pinDialogs(look))('the PIN window looks as in Electron: $mode', async (dialog) => {
      const seen = await Promise.all(
        (['electron', 'chromium'] as const).map(async (engine) => {
          const opened = await engines[engine]();
          const { page, errors } = opened;
          await stubPinWindow(page, dialog);
          await page.goto(`${address}/pin-window/pin.html`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          const state = { boxes: await stillBoxesOf(page), faults: await layoutFaults(page), errors };
          await picture(opened, `pin-${dialog.mode}-${engine}-${look.language}-${look.theme}`);
          await opened.close();
          return state;
        }),
      );
      const [here, there] = seen;
      expect(there?.errors).toEqual([]);
      expect(there?.faults).toEqual([]);
      expect(Object.keys(there?.boxes ?? {}).length).toBeGreaterThan(5);
      expect(differences(here?.boxes ?? {}, there?.boxes ?? {}, mostApart)).toEqual([]);
    });

    it('every component has the same boxes', async () => {
      const shown = await Promise.all(
        (['electron', 'chromium'] as const).map(async (engine) => {
          const components = await openComponentsPage(engines[engine]);
          await components.show(look);
          const state = { boxes: await stillBoxesOf(components.page), errors: components.errors };
          await components.close();
          return state;
        }),
      );
      const [here, there] = shown;
      expect(there?.errors).toEqual([]);
      expect(Object.keys(there?.boxes ?? {}).length).toBeGreaterThan(200);
      expect(differences(here?.boxes ?? {}, there?.boxes ?? {}, mostApart)).toEqual([]);
    });
  });
});

describe('the comparison of boxes', () => {
  it('names what is apart, and what only one engine has', () => {
    const here = { a: [0, 0, 10, 10], b: [0, 0, 5, 5], c: [1, 1, 1, 1] };
    const there = { a: [0, 2, 10, 10], b: [0, 2.1, 5, 5], d: [1, 1, 1, 1] };
    expect(differences(here, there, mostApart)).toEqual([
      'b: 0 0 5 5 and 0 2.1 5 5',
      'c: only in the one',
      'd: only in the other',
    ]);
  });
});

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

async function picture({ page }: EnginePage, name: string): Promise<void> {
  const folder = pictureFolder();
  if (folder !== null) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Creates what PIN windows show: a known key, one that is new, a PIN to set, a passphrase, a recovery code. */
function pinDialogs({ language, theme }: (typeof looks)[number]): readonly PinDialog[] {
  const base = {
    locale: language,
    dark: theme === 'dark',
    purpose: null,
    recoveryCode: null,
    recipient: null,
  } as const;
  const raised = { setting: 'min-pin-length', length: 8, rpIds: ['login.example'] } as const;
  const key: PinWindowKey = {
    label: 'Blue key ring',
    look: 'YubiKey 5 NFC …311',
    place: 'with me',
    colour: 'blue',
    formFactor: 'usb-c-keychain',
    product: 'YubiKey 5',
    recognition: 'known',
    expected: null,
    canBlink: true,
    canRead: true,
    passkeys: 9,
    simulated: false,
    pin: {
      supported: true,
      set: true,
      retriesLeft: 3,
      retriesInAll: 8,
      needsReplug: false,
      blocked: false,
      minLength: 4,
      maxLength: 63,
      forceChange: false,
      complexityEnforced: false,
      builtInUv: 'none',
    },
  };
  return [
    { ...base, mode: 'unlock', key },
    {
      ...base,
      mode: 'set',
      key: { ...key, label: null, recognition: 'new', pin: { ...key.pin, set: false, retriesLeft: null } },
    },
    { ...base, mode: 'change', key },
    { ...base, mode: 'confirm', key, purpose: settingChangeText(createTranslator(language), raised) },
    { ...base, mode: 'passphrase-unlock', key: null },
    { ...base, mode: 'recovery-code', key: null, recoveryCode: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ' },
  ];
}
