import type { Advisory } from '../domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../domain/catalogue.ts';
import type { InterruptedChange } from '../domain/interrupted-change.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { SiteOf } from '../domain/site.ts';
import type { AccountMark, SameAccount } from '../domain/account-mark.ts';
import type { Device } from '../domain/device.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';

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
  const { keys, enrolments, otherWaysIn, accountMarks, devices, sameAccounts, dismissals, preferences, interrupted } =
    snapshot;
  return {
    keys,
    enrolments,
    otherWaysIn,
    accountMarks,
    devices,
    sameAccounts,
    interrupted,
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

/** Everything the analysis looks at. Order and duplicates of the lists never matter. */
export interface CoverageInput {
  readonly keys: readonly InventoryKey[];
  readonly enrolments: readonly Enrolment[];
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly accountMarks: readonly AccountMark[];
  readonly devices: readonly Device[];
  readonly sameAccounts: readonly SameAccount[];
  /** Changes of keys of which nobody knows whether they happened. */
  readonly interrupted: readonly InterruptedChange[];
  /** Keys that are plugged in and not remembered: nobody knows what they open. */
  readonly unreadKeys: readonly UnreadKey[];
  /** Ids of questions that the person put aside. */
  readonly dismissedQuestions: readonly string[];
  /** The catalogue with the person's corrections applied (apply-corrections.ts). */
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  readonly otherWayProviders: readonly OtherWayProvider[];
  /** Knows the hosts of the services and of all records. */
  readonly siteOf: SiteOf;
  /** ISO 8601: what is stale and which passes are over depends on it. */
  readonly now: string;
  /** Days after which a reading, a sighting or a record by hand no longer counts as sure. */
  readonly staleAfterDays: number;
}

/** A key that is plugged in, never read, and not remembered. */
export interface UnreadKey {
  /** Id for this report only. */
  readonly keyId: string;
  readonly label: string;
}
