import type { ServiceOrigin } from '../../catalogue/services.ts';
import { applyCorrections, correctableFields, correctionNews } from '../../src-shared/catalogue/apply-corrections.ts';
import { assignRpId } from '../../src-shared/public-suffix/assign-rp-id.ts';
import { contributionOf } from '../../src-shared/catalogue/contribution.ts';
import { prepareCorrection, type PreparedCorrection } from '../../src-shared/public-suffix/prepare-correction.ts';
import type { Advisory } from '../../src-shared/domain/advisory.ts';
import type { CatalogueCorrection } from '../../src-shared/domain/catalogue-correction.ts';
import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { StoredCorrection } from '../../src-shared/ipc/catalogue-contract.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { safeJson } from '../../src-shared/lib/safe-json.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { CorrectedCatalogue } from './corrected-catalogue.ts';
import { withSites } from './with-sites.ts';
import type { ChosenFiles } from './inventory-handlers.ts';

export interface CatalogueHandlersOptions {
  readonly catalogue: CorrectedCatalogue;
  readonly otherWays: readonly OtherWayProvider[];
  readonly advisories: readonly Advisory[];
  readonly originOf: (serviceId: string) => ServiceOrigin | null;
  readonly inventory: Inventory;
  readonly files: ChosenFiles;
  /** Opens an https address of the catalogue in the system browser after saying its host. */
  readonly openExternal: (url: string) => Promise<Outcome<null>>;
}

/** Answers what a window asks of the catalogue, and keeps the person's corrections of it. */
export function createCatalogueHandlers(options: CatalogueHandlersOptions): HandlersOf<AppContract>['catalogue'] {
  const { catalogue, inventory, files } = options;
  const save = async ({ correction, problems }: PreparedCorrection): Promise<Outcome<null>> => {
    if (correction === null) {
      const detail = problems.map(({ problem }) => problem).join(', ') || 'no such service';
      return failed({ kind: 'input-invalid', detail });
    }
    const saved = await inventory.saveCorrection(correction);
    return saved.ok ? success(null) : saved;
  };
  return {
    services: () => withSites(catalogue.services()),
    otherWays: () => [...options.otherWays],
    advisories: () => [...options.advisories],
    openAdvisory: async ({ advisoryId }) => {
      const url = options.advisories.find(({ id }) => id === advisoryId)?.url ?? null;
      return url === null ? failed({ kind: 'input-invalid', detail: 'no such advisory' }) : options.openExternal(url);
    },
    entry: ({ serviceId }) => {
      const service = catalogue.shipped.find(({ id }) => id === serviceId);
      const origin = options.originOf(serviceId);
      if (service === undefined || origin === null) return null;
      const { sources, asOf } = origin;
      return {
        fields: correctableFields(service),
        rpIdConfidence: service.rpIdConfidence,
        asOf,
        sources: [...sources],
      };
    },
    corrections: async () => {
      const snapshot = await inventory.snapshot();
      return snapshot.ok
        ? success(snapshot.value.corrections.map((correction) => kept(catalogue.shipped, correction)))
        : snapshot;
    },
    saveCorrection: async (wanted) => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      return save(prepareCorrection(catalogue.shipped, snapshot.value.corrections, wanted));
    },
    assignRpId: async ({ rpId, owner }) => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      return save(assignRpId(catalogue.shipped, snapshot.value.corrections, rpId, owner, null));
    },
    removeCorrection: async ({ serviceId }) => {
      const removed = await inventory.removeCorrection(serviceId);
      return removed.ok ? success(null) : removed;
    },
    exportContribution: async () => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const text = `${safeJson(contributionOf(snapshot.value.corrections), 2)}\n`;
      return files.saveText('sparekey-catalogue-contribution.json', text);
    },
  };
}

function kept(shipped: readonly CatalogueService[], correction: CatalogueCorrection): StoredCorrection {
  const listed = shipped.find(({ id }) => id === correction.serviceId);
  const [inUse] = applyCorrections(listed === undefined ? [] : [listed], [correction]);
  return {
    correction,
    name: inUse?.name ?? correction.serviceId,
    nameJa: inUse?.nameJa ?? null,
    catalogue: listed === undefined ? null : correctableFields(listed),
    news: [...correctionNews(shipped, correction)],
  };
}
