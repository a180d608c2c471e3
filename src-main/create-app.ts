import { randomBytes } from 'node:crypto';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  type MessagePortMain,
  nativeTheme,
  session,
  shell,
} from 'electron';
import { backupPlan } from '../src-shared/plans/backup-plan.ts';
import { coverageInputOf } from '../src-shared/coverage/coverage-input.ts';
import type { ServiceOrigin } from '../catalog/services.ts';
import type { CoverageInput, CoverageReport } from '../src-shared/coverage/coverage-types.ts';
import type { Advisory, CatalogueService, OtherWayProvider } from '../src-shared/domain/catalogue.ts';
import type { InventorySnapshot, InventoryStatus } from '../src-shared/domain/inventory.ts';
import type { Settings } from '../src-shared/domain/settings.ts';
import { localeOf } from '../src-shared/i18n/locale-of.ts';
import { createTranslator } from '../src-shared/i18n/translator.ts';
import { type AppContract, contract } from '../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../src-shared/ipc/define-contract.ts';
import { pinContract } from '../src-shared/ipc/pin-contract.ts';
import { setAppMenu } from './windows/app-menu.ts';
import { appPaths } from './supervision/app-paths.ts';
import { type AppFacts, appStatus } from './ipc/app-status.ts';
import { askPasskeyEndpoints } from './network/ask-passkey-endpoints.ts';
import { createChosenFiles } from './windows/chosen-files.ts';
import { createCorrectedCatalogue } from './ipc/corrected-catalogue.ts';
import { cancellableTimeout, monotonic } from './supervision/clock.ts';
import { diagnosticsText } from './ipc/diagnostics.ts';
import { endInOrder } from './supervision/end-in-order.ts';
import { createExternalBrowser } from './windows/external-browser.ts';
import { forkKeyHost } from './supervision/fork-key-host.ts';
import { guardedSession } from './windows/guarded-session.ts';
import { createKeyHostSupervisor } from './supervision/key-host-supervisor.ts';
import { createKeyViews } from './ipc/key-views.ts';
import { lockOnAbsence } from './supervision/lock-on-absence.ts';
import type { Log } from './supervision/log.ts';
import { mainPage, openMainWindow } from './windows/main-window.ts';
import { allowedHosts, createOpenExternal } from './windows/open-external.ts';
import { forgoSpellChecker } from './windows/no-network.ts';
import { makePdfApart } from './supervision/make-pdf-apart.ts';
import { printWindow } from './windows/print-window.ts';
import { createPinDialogs } from './ipc/pin-dialogs.ts';
import { pinPage } from './windows/pin-window.ts';
import { createPinWindowPlatform } from './windows/pin-window-platform.ts';
import { denyEverything } from './windows/session-guards.ts';
import { readSettings, writeSettings } from './windows/settings-file.ts';
import type { Inventory } from './inventory/inventory.ts';
import { createBackupHandlers } from './ipc/backup-handlers.ts';
import { createAppHandlers } from './ipc/app-handlers.ts';
import { createCatalogueHandlers } from './ipc/catalogue-handlers.ts';
import { createConfirmations } from './ipc/confirmations.ts';
import { deletionFacts } from './ipc/deletion-preview.ts';
import { createDemoHandlers } from './ipc/demo-handlers.ts';
import { createImports } from './imports/create-imports.ts';
import { createImportsHandlers } from './ipc/imports-handlers.ts';
import { createInventoryHandlers } from './ipc/inventory-handlers.ts';
import { createInventoryFeed } from './ipc/inventory-feed.ts';
import { ipcRegistry, windowEmitters } from './ipc/ipc-registry.ts';
import { createKeysHandlers } from './ipc/keys-handlers.ts';
import { createOpenOperations } from './ipc/open-operations.ts';
import { createLossHandlers } from './ipc/loss-handlers.ts';
import { createReportsHandlers } from './ipc/reports-handlers.ts';
import { createPolicyHandlers } from './ipc/policy-handlers.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { registerHandlers } from './ipc/register-handlers.ts';
import { createRemindersHandlers } from './ipc/reminders-handlers.ts';
import { isTrustedSender } from './ipc/sender-check.ts';

export interface AppParts {
  readonly facts: AppFacts;
  readonly inventory: Inventory;
  /** As it is shipped; what windows and analyses see has the person's corrections applied. */
  readonly catalogue: {
    readonly services: readonly CatalogueService[];
    readonly advisories: readonly Advisory[];
    readonly otherWays: readonly OtherWayProvider[];
    readonly originOf: (serviceId: string) => ServiceOrigin | null;
  };
  readonly analyse: (input: CoverageInput) => CoverageReport;
  readonly settingsFile: string;
  readonly log: Log;
  /** Arguments of the key host; null where this program must not touch real keys (test runtime). */
  readonly keyHostArgs: readonly string[] | null;
}

/** How long the key host gets to cancel what runs and close every key. */
const closeLimitMs = 2_000;

/** Puts the desktop program together and opens its window. Called once, when Electron is ready. */
export async function createApp(parts: AppParts): Promise<void> {
  const { facts, inventory } = parts;
  const { advisories, otherWays: otherWayProviders } = parts.catalogue;
  const catalogue = createCorrectedCatalogue(parts.catalogue.services);
  const first = await inventory.snapshot();
  catalogue.update(first.ok ? first.value : null);
  const log = (area: string) => (line: string) => parts.log.write(area, line);
  const devTools = !app.isPackaged;
  // No page uses it, but it exists.
  forgoSpellChecker(session.defaultSession);
  denyEverything(session.defaultSession);
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

  const emit = windowEmitters(contract, () => window, log('ipc'));
  const feed = createInventoryFeed(inventory);
  const operations = createOpenOperations();
  const confirmations = createConfirmations(monotonic, () => randomBytes(16).toString('hex'));
  const views = createKeyViews({
    inventory,
    log: log('keys'),
    onChange: (keys) => {
      emit.keys.changed([...keys]);
      for (const key of keys) if (key.facts !== null) dialogs.keyChanged(key.handle, key.facts.pin);
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
        pinAttempt: ({ handle, failure }) => dialogs.attemptEnded(handle, failure),
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
  const pinSession = guardedSession('pin');
  const dialogs = createPinDialogs({
    host: supervisor.api,
    appearance: () => ({ locale: locale(), dark: dark() }),
    platform: createPinWindowPlatform({ session: pinSession, parent: () => window, dark, devTools, log: log('ipc') }),
  });

  const applyMenu = () => setAppMenu(createTranslator(locale()), app.isPackaged, () => window);
  const setSettings = (next: Settings): void => {
    writeSettings(parts.settingsFile, next);
    settings = next;
    nativeTheme.themeSource = next.theme;
    applyMenu();
    emit.app.statusChanged(status());
  };
  const copyDiagnostics = async (): Promise<void> => {
    const system = `${process.platform} ${process.arch} ${process.getSystemVersion()}`;
    const versions = { Node: process.versions.node, Chromium: process.versions.chrome, system };
    await clipboard.writeText(diagnosticsText(status(), await inventory.status(), views.current(), versions));
  };
  const browser = createExternalBrowser(
    () => window,
    () => createTranslator(locale()),
  );

  /** A page that the person corrected is opened like the catalogue's own: after its host was shown. */
  const openPage = (url: string) => {
    const pages = catalogue.services().flatMap(({ addKeyUrl, manageUrl }) => [addKeyUrl, manageUrl ?? addKeyUrl]);
    const own = advisories.flatMap((advisory) => advisory.url ?? []);
    return createOpenExternal(allowedHosts([...pages, ...own]), browser)(url);
  };
  const files = createChosenFiles(dialog, () => window);
  const worldOf = (snapshot: InventorySnapshot) => {
    const services = catalogue.services();
    const input = coverageInputOf(snapshot, { services, advisories, otherWayProviders }, new Date().toISOString());
    return { snapshot, services, report: parts.analyse(input) };
  };
  const common = { registry: ipcRegistry, rateLimit: createRateLimit(monotonic), log: log('ipc') };
  const handlers: HandlersOf<AppContract> = {
    app: createAppHandlers({
      status,
      setSettings,
      services: () => catalogue.services(),
      openExternal: openPage,
      showDataFolder: () => {
        if (inventoryStatus.location !== 'memory') shell.showItemInFolder(inventoryStatus.location);
      },
      copyDiagnostics,
      print: () => printWindow(window?.webContents),
    }),
    catalogue: createCatalogueHandlers({ ...parts.catalogue, catalogue, inventory, files, openExternal: openPage }),
    keys: createKeysHandlers({
      host: supervisor.api,
      inventory,
      views,
      dialogs,
      confirmations,
      operations,
      deletionFacts: (question) =>
        deletionFacts(
          {
            ...question,
            services: catalogue.services(),
            advisories,
            otherWayProviders,
            locale: locale(),
            now: new Date().toISOString(),
          },
          parts.analyse,
        ),
      now: () => new Date(),
      log: log('keys'),
    }),
    inventory: createInventoryHandlers({
      inventory,
      feed,
      dialogs,
      files,
      now: () => new Date(),
    }),
    loss: createLossHandlers({
      inventory,
      world: worldOf,
      services: () => catalogue.services(),
      locale,
      openExternal: openPage,
    }),
    reports: createReportsHandlers({
      inventory,
      world: worldOf,
      files,
      makePdf: (report) => makePdfApart(appPaths.reportMaker, report),
      showInFolder: (file) => shell.showItemInFolder(file),
      now: () => new Date(),
    }),
    reminders: createRemindersHandlers(inventory, () => new Date()),
    policy: createPolicyHandlers({ inventory, files, locale }),
    imports: createImportsHandlers({
      imports: createImports({
        inventory,
        world: (snapshot) => ({
          snapshot,
          services: catalogue.services(),
          providers: parts.catalogue.otherWays,
          locale: locale(),
        }),
        newToken: () => randomBytes(16).toString('hex'),
      }),
      files,
      locale,
    }),
    backup: createBackupHandlers({
      inventory,
      keys: () => views.current(),
      reading: {
        unlock: (input) => handlers.keys.unlock(input),
        listPasskeys: (input) => handlers.keys.listPasskeys(input),
      },
      plan: (snapshot, session) => backupPlan({ ...worldOf(snapshot), ...session, session }),
      openServicePage: async (serviceId) => handlers.app.openServicePage({ serviceId }),
      askEndpoints: askPasskeyEndpoints,
      openOwnPage: (url) => createOpenExternal(allowedHosts([url]), browser)(url),
    }),
    demo: createDemoHandlers(facts.demo, supervisor.api, (handle) => views.get(handle)?.path ?? null),
  };
  registerHandlers(contract, handlers, {
    ...common,
    isTrusted: (event) => isTrustedSender(event, window?.webContents ?? null, mainPage),
  });
  registerHandlers(pinContract, dialogs.handlers, {
    ...common,
    isTrusted: (event) => isTrustedSender(event, dialogs.window()?.webContents ?? null, pinPage),
  });

  async function onInventoryChange(): Promise<void> {
    inventoryStatus = await inventory.status();
    emit.inventory.statusChanged(inventoryStatus);
    const snapshot = await inventory.snapshot();
    // Before the snapshot: a window analyses it with the services that it has.
    if (catalogue.update(snapshot.ok ? snapshot.value : null)) emit.catalogue.changed([...catalogue.services()]);
    const changes = snapshot.ok ? feed.changesTo(snapshot.value) : null;
    if (changes !== null) emit.inventory.changed(changes);
    emit.app.statusChanged(status());
    views.refresh();
  }
  inventory.subscribe(() => void onInventoryChange());
  nativeTheme.on('updated', () => emit.app.statusChanged(status()));
  lockOnAbsence(() => {
    dialogs.close();
    void supervisor.api.keys.lockAll();
  });
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  endInOrder(() => Promise.allSettled([supervisor.close(closeLimitMs), inventory.close()]));

  applyMenu();
  if (parts.keyHostArgs !== null) supervisor.start();
  window = openMainWindow({
    session: guardedSession('window'),
    dark: dark(),
    devTools,
    log: log('window'),
    onAbandoned: () => {
      operations.cancelAll();
      dialogs.close();
    },
    onClosed: () => {
      window = null;
    },
  });
}

function isReadable({ state, location, protection }: InventoryStatus): boolean {
  // A demo in memory leaves nothing to read.
  return state === 'open' && location !== 'memory' && !protection.keychain && !protection.passphrase;
}
