import type { BrowserWindow } from 'electron';
import type { LastPicture } from '../../src-shared/domain/last-picture.ts';
import type { Licence } from '../../src-shared/domain/licence.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { type AppContract, contract } from '../../src-shared/ipc/contract.ts';
import type { EmittersOf, HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { answerWhenReady } from './answer-when-ready.ts';
import { createAppHandlers } from './app-handlers.ts';
import type { AppFacts } from './app-status.ts';
import { type CorrectedCatalogue, createCorrectedCatalogue } from './corrected-catalogue.ts';
import type { Catalogue } from './create-handlers.ts';
import { type Appearance, createCurrentStatus, type CurrentStatus } from './current-status.ts';
import type { Desktop } from './desktop.ts';
import { windowEmitters } from './ipc-registry.ts';
import { createOpenCataloguePage } from './open-catalogue-page.ts';
import { registerHandlers, type RegisterOptions } from './register-handlers.ts';
import { isTrustedSender } from './sender-check.ts';

export interface AppServiceParts {
  readonly facts: AppFacts;
  readonly catalogue: Catalogue;
  readonly appearance: Appearance;
  readonly desktop: Desktop;
  /** Reads how the coverage looked last time. */
  readonly lastPicture: () => LastPicture | null;
  readonly window: () => BrowserWindow | null;
  /** Path of the one page whose questions are answered. */
  readonly page: string;
  readonly register: Omit<RegisterOptions, 'isTrusted'>;
  /** Writes what a report of a defect needs. */
  readonly diagnostics: () => Promise<string>;
  readonly onSettings: () => void;
  readonly versions: () => Readonly<Record<string, string>>;
  readonly licences: () => Promise<readonly Licence[]>;
}

/** Requests that the main window can send from its first moment. */
export interface AppService {
  /** Handlers of requests about the program itself. */
  readonly handlers: HandlersOf<AppContract>['app'];
  readonly emit: EmittersOf<AppContract>;
  readonly status: CurrentStatus;
  readonly catalogue: CorrectedCatalogue;
  /** Opens a page of the catalogue in the system browser after showing its host. */
  readonly openPage: (url: string) => Promise<Outcome<null>>;
  /** Answers everything else from now on; what was asked before has waited for it. */
  answerAll(handlers: HandlersOf<AppContract>): void;
}

/** Registers the answers of the main window: those about the program at once, all others when `answerAll` gives them. */
export function createAppService(parts: AppServiceParts): AppService {
  const { appearance, desktop, window } = parts;
  const emit = windowEmitters(contract, window, parts.register.log);
  const status = createCurrentStatus({ facts: parts.facts, appearance, onChange: emit.app.statusChanged });
  const catalogue = createCorrectedCatalogue(parts.catalogue.services);
  const openPage = createOpenCataloguePage(catalogue, parts.catalogue.advisories, desktop);
  const handlers = createAppHandlers({
    status: status.get,
    lastPicture: parts.lastPicture,
    setSettings: (settings) => {
      appearance.setSettings(settings);
      parts.onSettings();
      status.send();
    },
    services: () => catalogue.services(),
    openExternal: openPage,
    showDataFolder: () => {
      const file = status.inventoryFile();
      if (file !== null) desktop.showInFolder(file);
    },
    copyDiagnostics: async () => desktop.copyText(await parts.diagnostics()),
    openKeySettings: () => desktop.openKeySettings(),
    openDemo: () => desktop.openDemo(),
    versions: parts.versions,
    licences: parts.licences,
    print: desktop.print,
    savePicture: desktop.savePicture,
  });

  let answerAll: AppService['answerAll'] = () => {};
  const all = new Promise<HandlersOf<AppContract>>((resolve) => {
    answerAll = resolve;
  });
  registerHandlers(
    contract,
    { ...answerWhenReady(contract, all), app: handlers },
    { ...parts.register, isTrusted: (event) => isTrustedSender(event, window()?.webContents ?? null, parts.page) },
  );
  return { handlers, emit, status, catalogue, openPage, answerAll };
}
