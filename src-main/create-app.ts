import { randomBytes } from 'node:crypto';
import { app, BrowserWindow, clipboard, dialog, MessageChannelMain, type MessagePortMain } from 'electron';
import { nativeTheme, powerMonitor, session, shell } from 'electron';
import type { CoverageInput, CoverageReport } from '../src-shared/coverage/coverage-types.ts';
import type { CatalogueService } from '../src-shared/domain/catalogue.ts';
import type { InventoryStatus } from '../src-shared/domain/inventory.ts';
import type { Settings } from '../src-shared/domain/settings.ts';
import { createTranslator, localeOf } from '../src-shared/i18n/translator.ts';
import { contract } from '../src-shared/ipc/contract.ts';
import { pinContract } from '../src-shared/ipc/pin-contract.ts';
import { setAppMenu } from './app/app-menu.ts';
import { appPaths } from './app/app-paths.ts';
import { readFileTable, serveAppProtocol } from './app/app-protocol.ts';
import { type AppFacts, appStatus } from './app/app-state.ts';
import { createChosenFiles } from './app/chosen-files.ts';
import { diagnosticsText } from './app/diagnostics.ts';
import { forkKeyHost } from './app/fork-key-host.ts';
import { createKeyHostSupervisor } from './app/key-host-supervisor.ts';
import { createKeyViews } from './app/key-views.ts';
import type { Log } from './app/log.ts';
import { mainPage, openMainWindow } from './app/main-window.ts';
import { allowedHosts, createOpenExternal } from './app/open-external.ts';
import { createPinDialogues } from './app/pin-dialogues.ts';
import { openPinWindow, pinPage, sendPinPort } from './app/pin-window.ts';
import { denyEverything } from './app/session-guards.ts';
import { readSettings, writeSettings } from './app/settings-file.ts';
import type { Inventory } from './inventory/inventory.ts';
import { createAppHandlers } from './ipc/app-handlers.ts';
import { createCatalogueHandlers } from './ipc/catalogue-handlers.ts';
import { createConfirmations } from './ipc/confirmations.ts';
import { deletionFacts } from './ipc/deletion-preview.ts';
import { createDemoHandlers } from './ipc/demo-handlers.ts';
import { ipcRegistry, windowEmitters } from './ipc/ipc-registry.ts';
import { createInventoryHandlers } from './ipc/inventory-handlers.ts';
import { createKeysHandlers } from './ipc/keys-handlers.ts';
import { createOpenOperations } from './ipc/open-operations.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { registerHandlers } from './ipc/register-handlers.ts';
import { isTrustedSender } from './ipc/sender-check.ts';

export interface AppParts {
  readonly facts: AppFacts;
  readonly inventory: Inventory;
  readonly services: readonly CatalogueService[];
  readonly analyse: (input: CoverageInput) => CoverageReport;
  readonly settingsFile: string;
  readonly log: Log;
  /** Arguments of the key host; null where this program must not touch real keys (test runtime). */
  readonly keyHostArgs: readonly string[] | null;
}

/** How long the window may be in the background before tokens are given up (reliability D-20). */
const lockAfterBlurMs = 60_000;
/** Reliability F-17: the program ends within three seconds, whatever a key does. */
const closeLimitMs = 2_000;

/** Puts the desktop program together and opens its window. Called once, when Electron is ready. */
export async function createApp(parts: AppParts): Promise<void> {
  const { facts, inventory, services } = parts;
  const log = (area: string) => (line: string) => parts.log.write(area, line);
  let settings = readSettings(parts.settingsFile);
  let keyHostRestarted = false;
  let inventoryStatus = await inventory.status();
  let window: BrowserWindow | null = null;
  nativeTheme.themeSource = settings.theme;

  const locale = () => (settings.language === 'system' ? localeOf(app.getLocale()) : settings.language);
  const dark = () => nativeTheme.shouldUseDarkColors;
  const status = () =>
    appStatus(facts, {
      settings,
      locale: locale(),
      dark: dark(),
      keyHostRestarted,
      dataLocation: inventoryStatus.location,
      inventoryReadable: isReadable(inventoryStatus),
    });

  const windowSession = guardedSession('window');
  const pinSession = guardedSession('pin');
  denyEverything(session.defaultSession);

  const emit = windowEmitters(contract, () => window, log('ipc'));
  const operations = createOpenOperations();
  const confirmations = createConfirmations(monotonic, () => randomBytes(16).toString('hex'));
  const views = createKeyViews({
    inventory,
    log: log('keys'),
    onChange: (keys) => {
      emit.keys.changed([...keys]);
      for (const key of keys) if (key.facts !== null) dialogues.keyChanged(key.handle, key.facts.pin);
    },
  });

  const supervisor = createKeyHostSupervisor<MessagePortMain>({
    fork: (events) => forkKeyHost(appPaths.keyHost, parts.keyHostArgs ?? [], events),
    listeners: {
      keys: {
        changed: (keys) => {
          confirmations.keepOnly(new Set(keys.map((key) => key.handle)));
          views.update(keys);
        },
        progress: (progress) => emit.keys.progress(progress),
        pinAttempt: ({ handle, failure }) => dialogues.attemptEnded(handle, failure),
      },
      demo: {},
    },
    clock: { now: monotonic, setTimeout: cancellableTimeout },
    log: log('key host'),
    onStateChange: (state) => {
      keyHostRestarted = state !== 'running';
      emit.app.statusChanged(status());
    },
  });

  const dialogues = createPinDialogues({
    host: supervisor.api,
    appearance: () => ({ locale: locale(), dark: dark() }),
    log: log('pin window'),
    platform: {
      open: () => {
        if (window === null) throw new Error('no window to ask in');
        return openPinWindow(pinSession, window, dark(), !app.isPackaged);
      },
      createChannel: () => {
        const { port1, port2 } = new MessageChannelMain();
        return { forHost: port1, forWindow: port2 };
      },
      sendPort: sendPinPort,
      emitters: (target) => windowEmitters(pinContract, () => target, log('ipc')),
    },
  });

  const setSettings = (next: Settings): void => {
    settings = next;
    writeSettings(parts.settingsFile, next);
    nativeTheme.themeSource = next.theme;
    applyMenu();
    emit.app.statusChanged(status());
  };
  const applyMenu = () => setAppMenu(createTranslator(locale()), app.isPackaged, () => window);

  const openExternal = createOpenExternal(allowedHosts(services.map((service) => service.addKeyUrl)), {
    confirm: async (host) => {
      if (window === null) return false;
      const t = createTranslator(locale());
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: t('external.title'),
        message: t('external.question', { host }),
        detail: t('external.detail'),
        buttons: [t('external.open'), t('external.cancel')],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
    open: (url) => shell.openExternal(url),
  });

  const rateLimit = createRateLimit(monotonic);
  registerHandlers(
    contract,
    {
      app: createAppHandlers({
        status,
        setSettings,
        services,
        openExternal,
        showDataFolder: () => shell.showItemInFolder(inventoryStatus.location),
        copyDiagnostics: async () =>
          clipboard.writeText(
            diagnosticsText(status(), await inventory.status(), views.current(), {
              Node: process.versions.node,
              Chromium: process.versions.chrome,
              system: `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
            }),
          ),
      }),
      catalogue: createCatalogueHandlers(services),
      keys: createKeysHandlers({
        host: supervisor.api,
        inventory,
        views,
        dialogues,
        confirmations,
        operations,
        deletionFacts: (question) => deletionFacts({ ...question, services, locale: locale() }, parts.analyse),
        now: () => new Date(),
        log: log('keys'),
      }),
      inventory: createInventoryHandlers({
        inventory,
        dialogues,
        files: createChosenFiles(dialog, () => window),
        now: () => new Date(),
      }),
      demo: createDemoHandlers(facts.demo, supervisor.api),
    },
    {
      registry: ipcRegistry,
      isTrusted: (event) => isTrustedSender(event, window?.webContents ?? null, mainPage),
      rateLimit,
      log: log('ipc'),
    },
  );
  registerHandlers(pinContract, dialogues.handlers, {
    registry: ipcRegistry,
    isTrusted: (event) => isTrustedSender(event, dialogues.window()?.webContents ?? null, pinPage),
    rateLimit,
    log: log('ipc'),
  });

  async function onInventoryChange(): Promise<void> {
    inventoryStatus = await inventory.status();
    emit.inventory.statusChanged(inventoryStatus);
    const snapshot = await inventory.snapshot();
    if (snapshot.ok) emit.inventory.changed(snapshot.value);
    emit.app.statusChanged(status());
    views.refresh();
  }
  inventory.subscribe(() => void onInventoryChange());
  nativeTheme.on('updated', () => emit.app.statusChanged(status()));

  const lockAll = (): void => {
    dialogues.close();
    void supervisor.api.keys.lockAll();
  };
  const abandon = (): void => {
    operations.cancelAll();
    dialogues.close();
  };

  function openWindow(): void {
    const opened = openMainWindow(windowSession, dark(), !app.isPackaged);
    window = opened;
    // A page that is loaded anew has forgotten what it asked for: nothing goes on in its name (reliability F-18).
    opened.webContents.on('did-start-navigation', (event) => {
      if (event.isMainFrame && !event.isSameDocument) abandon();
    });
    opened.webContents.on('render-process-gone', (_event, details) => {
      parts.log.write('window', `renderer ended: ${details.reason}`);
      abandon();
      if (details.reason !== 'clean-exit' && mayReload()) opened.webContents.reload();
    });
    opened.webContents.on('unresponsive', () => parts.log.write('window', 'renderer does not answer'));
    opened.on('closed', () => {
      abandon();
      window = null;
    });
  }
  const mayReload = atMost(3, 60_000);

  let stopBlurTimer: (() => void) | null = null;
  app.on('browser-window-blur', () => {
    stopBlurTimer?.();
    stopBlurTimer = cancellableTimeout(() => {
      if (BrowserWindow.getFocusedWindow() === null) lockAll();
    }, lockAfterBlurMs);
  });
  app.on('browser-window-focus', () => stopBlurTimer?.());
  powerMonitor.on('lock-screen', lockAll);
  powerMonitor.on('suspend', lockAll);
  powerMonitor.on('shutdown', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  let ending = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const ended = Promise.allSettled([supervisor.close(closeLimitMs), inventory.close()]);
    void ended.then(() => app.exit(0));
  });

  function guardedSession(name: string): Electron.Session {
    // Without "persist:" the partition lives in memory only: no cookie, no cache, no storage is left behind.
    const partition = session.fromPartition(name, { cache: false });
    denyEverything(partition);
    serveAppProtocol(partition.protocol, table);
    return partition;
  }

  applyMenu();
  if (parts.keyHostArgs !== null) supervisor.start();
  openWindow();
}

const table = readFileTable(appPaths.renderer);

function isReadable({ state, location, protection }: InventoryStatus): boolean {
  // A demo in memory leaves nothing to read.
  return state === 'open' && location !== 'memory' && !protection.keychain && !protection.passphrase;
}

function monotonic(): number {
  return performance.now();
}

function cancellableTimeout(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Allows `count` times per `windowMs`. */
function atMost(count: number, windowMs: number): () => boolean {
  let times: number[] = [];
  return () => {
    times = times.filter((at) => monotonic() - at < windowMs);
    if (times.length >= count) return false;
    times.push(monotonic());
    return true;
  };
}
