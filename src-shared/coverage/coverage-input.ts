import type { Advisory } from '../domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../domain/catalogue.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { SiteOf } from '../domain/site.ts';
import type { CoverageInput, UnreadKey } from './coverage-types.ts';

/** The parts that an analysis needs of the catalogue and of the public suffix list. `services` are the catalogue with the corrections of this inventory applied. */
export interface CoverageCatalogue {
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  readonly otherWayProviders: readonly OtherWayProvider[];
  readonly siteOf: SiteOf;
}

/** Composes the input of the analysis. `now` is ISO 8601; `unreadKeys` are those that are plugged in and not remembered. */
export function coverageInputOf(
  snapshot: InventorySnapshot,
  { services, advisories, otherWayProviders, siteOf }: CoverageCatalogue,
  now: string,
  unreadKeys: readonly UnreadKey[] = [],
): CoverageInput {
  const { keys, enrolments, otherWaysIn, accountMarks, devices, sameAccounts, dismissals, preferences } = snapshot;
  return {
    keys,
    enrolments,
    otherWaysIn,
    accountMarks,
    devices,
    sameAccounts,
    unreadKeys,
    dismissedQuestions: dismissals.filter(({ until }) => until === null).map(({ id }) => id),
    services,
    advisories,
    otherWayProviders,
    siteOf,
    now,
    staleAfterDays: preferences.staleAfterDays,
  };
}
