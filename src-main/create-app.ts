import { randomBytes } from 'node:crypto';
import { app } from 'electron';
import type { CoverageInput } from '../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../src-shared/coverage/coverage-report.ts';
import type { LastPicture } from '../src-shared/domain/last-picture.ts';
import type { Inventory } from './inventory/inventory.ts';
import { createAppService } from './ipc/app-service.ts';
import type { AppFacts } from './ipc/app-status.ts';
import { type Catalogue, createHandlers } from './ipc/create-handlers.ts';
import type { Desktop } from './ipc/desktop.ts';
import { createDeskService } from './ipc/desk-service.ts';
import { diagnosticsText } from './ipc/diagnostics.ts';
import { followInventory } from './ipc/follow-inventory.ts';
import { createInventoryFeed } from './ipc/inventory-feed.ts';
import { ipcRegistry } from './ipc/ipc-registry.ts';
import { createKeyService } from './ipc/key-service.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { createSystemNotices } from './ipc/system-notices.ts';
import type { MetadataStore } from './metadata/metadata-store.ts';
import { askPasskeyEndpoints } from './network/ask-passkey-endpoints.ts';
import { appPaths } from './supervision/app-paths.ts';
import { monotonic } from './supervision/clock.ts';
import { createKeyHost } from './supervision/create-key-host.ts';
import { endInOrder } from './supervision/end-in-order.ts';
import { lockOnAbsence } from './supervision/lock-on-absence.ts';
import type { Log } from './supervision/log.ts';
import { makePdfApart } from './supervision/make-pdf-apart.ts';
import { openDemo } from './supervision/open-demo.ts';
import { systemVersions } from './supervision/runtime.ts';
import { createWindows } from './windows/create-windows.ts';
import { createDeskFile } from './windows/desk-file.ts';
import { mainPage } from './windows/main-window.ts';
import { pinPage } from './windows/pin-window.ts';
import { readLicences } from './windows/read-licences.ts';

export interface AppParts {
  readonly facts: AppFacts;
  readonly openInventory: () => Promise<Inventory>;
  readonly lastPicture: () => LastPicture | null;
  /** Opens the list of models that keys are held against. */
  readonly metadata: () => Promise<MetadataStore>;
  /** As it is shipped; what windows and analyses see has the person's corrections applied. */
  readonly catalogue: Catalogue;
  readonly analyse: (input: CoverageInput) => CoverageReport;
  readonly settingsFile: string;
  readonly placeFile: string;
  /** File of what the desk of the issue check chose; null: nothing of it is kept. */
  readonly deskFile: string | null;
  readonly log: Log;
  /** Arguments of the key host; null where this program must not touch real keys (test runtime). */
  readonly keyHostArgs: readonly string[] | null;
}

/** Time in which the key host may cancel what runs and close every key. */
const closeLimitMs = 2_000;

/** Passes end by the minute. */
const noticeIntervalMs = 60_000;

/** Builds the desktop program: first the window, then the inventory and the keys. Called once, when Electron is ready. */
export async function createApp(parts: AppParts): Promise<void> {
  const { facts, catalogue, analyse } = parts;
  const log = (area: string) => (line: string) => parts.log.write(area, line);
  const newToken = () => randomBytes(16).toString('hex');
  const register = { registry: ipcRegistry, rateLimit: createRateLimit(monotonic), log: log('ipc') };

  const windows = createWindows({
    settingsFile: parts.settingsFile,
    placeFile: parts.placeFile,
    log,
    onSystemAppearance: () => service.status.send(),
    onCommand: (command) => {
      windows.main.focus();
      service.emit.app.command(command);
    },
    onLock: () => keys.lock(),
  });
  const { appearance } = windows;
  const desktop: Desktop = {
    ...windows.desktop,
    makePdf: (report) => makePdfApart(appPaths.reportMaker, report),
    askPasskeyEndpoints,
    openDemo,
  };
  const service = createAppService({
    facts,
    catalogue,
    appearance,
    desktop,
    lastPicture: parts.lastPicture,
    window: windows.main.current,
    page: mainPage,
    register,
    diagnostics: async () => {
      const inventory = await opening;
      return diagnosticsText(service.status.get(), await inventory.status(), keys.views.current(), systemVersions());
    },
    onSettings: windows.setMenu,
    versions: systemVersions,
    licences: () => readLicences(appPaths.licences),
  });
  app.on('second-instance', windows.main.focus);
  endInOrder(
    () => Promise.allSettled([keyHost.close(closeLimitMs), opening.then((inventory) => inventory.close())]),
    () => appearance.settings().tray,
  );

  windows.setMenu();
  windows.main.open();
  const opening = parts.openInventory();

  const keyHost = createKeyHost({
    args: parts.keyHostArgs ?? [],
    listeners: {
      keys: {
        changed: (plugged) => {
          // First the desk: it has two seconds.
          desk.update(plugged);
          keys.update(plugged);
        },
        progress: service.emit.keys.progress,
        resetStage: (reached) => {
          keys.resets.reached(reached.handle, reached.stage);
          service.emit.keys.resetStage(reached);
        },
        pinAttempt: ({ handle, failure }) => keys.dialogs.attemptEnded(handle, failure),
      },
      demo: {},
    },
    log: log('key host'),
    onRestarted: service.status.setKeyHostRestarted,
  });
  const inventory = await opening;
  const keys = createKeyService({
    host: keyHost.api,
    inventory,
    emit: service.emit,
    appearance,
    platform: windows.pin,
    pinPage,
    register,
    monotonic,
    newToken,
    log: log('keys'),
  });
  const desk = createDeskService({
    host: keyHost.api,
    inventory,
    kept: createDeskFile(parts.deskFile),
    onChange: service.emit.check.changed,
    log: log('check'),
  });
  const feed = createInventoryFeed(inventory);
  await followInventory({ ...service, inventory, feed, views: keys.views });
  service.answerAll(
    createHandlers({
      ...keys,
      app: service.handlers,
      inventory,
      feed,
      catalogue: service.catalogue,
      shipped: catalogue,
      analyse,
      host: keyHost.api,
      metadata: parts.metadata,
      desk,
      desktop,
      openPage: service.openPage,
      demo: facts.demo,
      locale: appearance.locale,
      newToken,
      log: log('keys'),
    }),
  );
  const look = await createSystemNotices({
    inventory,
    services: service.catalogue.services,
    isOn: () => appearance.settings().notices,
    isLookedAt: () => windows.main.current()?.isFocused() === true,
    translate: windows.translate,
    show: windows.showNotice,
    now: () => new Date(),
  });
  setInterval(() => void look(), noticeIntervalMs).unref();
  windows.main.onAbandoned(() => {
    desk.close();
    keys.abandon();
  });
  lockOnAbsence(keys.lock);
  if (parts.keyHostArgs !== null) keyHost.start();
}
