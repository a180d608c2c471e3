import type { MessagePortMain } from 'electron';
import type { ServiceOrigin } from '../../catalogue/services.ts';
import { coverageInputOf, type CoverageInput } from '../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import type { Advisory } from '../../src-shared/domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { accountNames } from '../../src-shared/i18n/account-text.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { accountsAfterReset } from '../../src-shared/plans/reset-consent.ts';
import { backupPlan } from '../../src-shared/plans/backup-plan.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import { createImports } from '../imports/create-imports.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { ArmedResets } from './armed-resets.ts';
import { createBackupHandlers } from './backup-handlers.ts';
import { createCatalogueHandlers } from './catalogue-handlers.ts';
import { createCheckHandlers } from './check-handlers.ts';
import type { Confirmations, ConfirmedDeletion } from './confirmations.ts';
import type { CorrectedCatalogue } from './corrected-catalogue.ts';
import { deletionLosses } from './deletion-preview.ts';
import { createDemoHandlers } from './demo-handlers.ts';
import type { DeskService } from './desk-service.ts';
import type { Desktop } from './desktop.ts';
import { createImportsHandlers } from './imports-handlers.ts';
import type { InventoryFeed } from './inventory-feed.ts';
import { createInventoryHandlers } from './inventory-handlers.ts';
import type { KeyViews } from './key-views.ts';
import { createKeysHandlers } from './keys-handlers.ts';
import { createLossHandlers } from './loss-handlers.ts';
import type { OpenOperations } from './open-operations.ts';
import type { PinDialogs } from './pin-dialogs.ts';
import type { ReadAccessService } from './read-access-service.ts';
import { createGenuinenessHandlers } from './genuineness-handlers.ts';
import { createPolicyHandlers } from './policy-handlers.ts';
import { createRemindersHandlers } from './reminders-handlers.ts';
import type { ConfirmedReset } from './reset-handlers.ts';
import { createReportsHandlers } from './reports-handlers.ts';

/** The catalogue as it is shipped. */
export interface Catalogue {
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  readonly otherWays: readonly OtherWayProvider[];
  readonly originOf: (serviceId: string) => ServiceOrigin | null;
}

export interface HandlersParts {
  /** Answers about the program itself, which need no inventory. */
  readonly app: HandlersOf<AppContract>['app'];
  readonly inventory: Inventory;
  readonly feed: InventoryFeed;
  readonly catalogue: CorrectedCatalogue;
  readonly shipped: Catalogue;
  readonly analyse: (input: CoverageInput) => CoverageReport;
  readonly host: ClientOf<KeyHostContract, MessagePortMain>;
  readonly views: KeyViews;
  readonly dialogs: PinDialogs;
  readonly confirmations: Confirmations<ConfirmedDeletion>;
  readonly operations: OpenOperations;
  readonly desk: DeskService;
  readonly metadata: () => Promise<MetadataStore>;
  readonly resets: ArmedResets;
  readonly resetConfirmations: Confirmations<ConfirmedReset>;
  readonly readAccess: ReadAccessService;
  readonly desktop: Desktop;
  /** Opens a page of the catalogue; see open-catalogue-page.ts. */
  readonly openPage: (url: string) => Promise<Outcome<null>>;
  readonly demo: boolean;
  readonly locale: () => Locale;
  /** Creates an unguessable id. */
  readonly newToken: () => string;
  readonly log: (line: string) => void;
}

/** Creates the answers to everything that the main window asks, over an inventory that is open. */
export function createHandlers(parts: HandlersParts): HandlersOf<AppContract> {
  const { app, inventory, catalogue, shipped, desktop, views, dialogs, host, locale, openPage, newToken } = parts;
  const { files } = desktop;
  const now = (): Date => new Date();
  const known = () => ({
    services: catalogue.services(),
    advisories: shipped.advisories,
    otherWayProviders: shipped.otherWays,
    siteOf,
  });
  const world = (snapshot: InventorySnapshot) => {
    const report = parts.analyse(coverageInputOf(snapshot, known(), now().toISOString()));
    return { snapshot, services: catalogue.services(), report };
  };
  const importWorld = (snapshot: InventorySnapshot) => ({
    snapshot,
    services: catalogue.services(),
    providers: shipped.otherWays,
    locale: locale(),
  });

  const keys = createKeysHandlers({
    ...parts,
    ask: desktop.ask,
    files,
    deletionLosses: (question) =>
      deletionLosses({ ...question, ...known(), locale: locale(), now: now().toISOString() }, parts.analyse),
    accountsAfterReset: (snapshot, keyId) => {
      const { report } = world(snapshot);
      const t = createTranslator(locale());
      return accountsAfterReset(report, keyId, snapshot.keys, accountNames(t, locale(), report));
    },
    now,
  });
  const genuineness = createGenuinenessHandlers({ metadata: parts.metadata, files, ask: desktop.ask, now });
  return {
    app,
    catalogue: createCatalogueHandlers({ ...shipped, catalogue, inventory, files, openExternal: openPage }),
    keys,
    inventory: createInventoryHandlers({
      inventory,
      feed: parts.feed,
      dialogs,
      files,
      ask: desktop.ask,
      forgetReadAccess: parts.readAccess.forgetAll,
      now,
    }),
    readAccess: parts.readAccess.handlers,
    check: createCheckHandlers({
      ...parts,
      files,
      makePdf: desktop.makePdf,
      testKey: async (handle) => {
        const reading = await keys.signInTest({ handle });
        return reading.ok ? genuineness.judge({ reading: reading.value }) : reading;
      },
      now,
    }),
    loss: createLossHandlers({
      inventory,
      world,
      services: () => catalogue.services(),
      locale,
      openExternal: openPage,
    }),
    reports: createReportsHandlers({
      inventory,
      world,
      files,
      makePdf: desktop.makePdf,
      showInFolder: desktop.showInFolder,
      now,
    }),
    reminders: createRemindersHandlers(inventory, now),
    genuineness,
    policy: createPolicyHandlers({ inventory, files, locale }),
    imports: createImportsHandlers({
      imports: createImports({ inventory, world: importWorld, newToken }),
      files,
      locale,
    }),
    backup: createBackupHandlers({
      inventory,
      keys: () => views.current(),
      reading: keys,
      plan: (snapshot, session) => backupPlan({ ...world(snapshot), ...session, session, siteOf }),
      openServicePage: async (serviceId) => app.openServicePage({ serviceId }),
      ask: desktop.ask,
      askEndpoints: desktop.askPasskeyEndpoints,
      openOwnPage: (url) => desktop.openExternal(url, [url]),
    }),
    demo: createDemoHandlers(parts.demo, host, (handle) => views.get(handle)?.path ?? null),
  };
}
