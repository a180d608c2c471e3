import type { CatalogueService } from '../domain/catalogue.ts';
import type { Enrolment, InventoryKey, KeyRole, OtherWayIn } from '../domain/inventory.ts';

/** Everything the analysis looks at. Order and duplicates of the lists never matter. */
export interface CoverageInput {
  readonly keys: readonly InventoryKey[];
  readonly enrolments: readonly Enrolment[];
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly services: readonly CatalogueService[];
}

/** How it is known whether a key opens an account. */
export type Evidence = 'read' | 'told' | 'absent' | 'unknown';

/** One cell of the matrix: one key at one account. */
export interface CoverageCell {
  readonly keyId: string;
  readonly evidence: Evidence;
  /** ISO 8601 of the reading or telling; null for unknown. */
  readonly asOf: string | null;
  readonly enrolmentIds: readonly string[];
}

/**
 * - `survives`: opens after the loss of any one key.
 * - `only-this-key`: exactly one key is known to open it, and no other way in.
 * - `one-place`: two or more keys, all kept in one place.
 * - `one-key-service`: the service takes one key only; another way in is recorded or missing (see gaps).
 * - `not-known`: too little is known to say either.
 * - `no-way-in`: no key in use and no other way in is known to open it (only a retired key does, or nothing).
 */
export const verdicts = [
  'survives',
  'only-this-key',
  'one-place',
  'one-key-service',
  'not-known',
  'no-way-in',
] as const;
export type Verdict = (typeof verdicts)[number];

export const gapKinds = [
  'only-one-key',
  'one-place',
  'one-key-service-without-other-way',
  'not-known',
  'no-way-in',
  'key-needs-reread',
  'spare-stale',
  'spare-not-read',
  'key-pin-not-set',
  'key-nearly-full',
] as const;
export type GapKind = (typeof gapKinds)[number];
export type Severity = 'critical' | 'warning' | 'notice';

/** A gap in data form; the sentence is made by i18n (`gap.<kind>`) from `details`. */
export interface Gap {
  readonly kind: GapKind;
  readonly severity: Severity;
  readonly keyId: string | null;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface CoverageAccount {
  /** Stable across analyses of the same facts. */
  readonly accountId: string;
  readonly serviceId: string;
  readonly rpId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly userId: string | null;
  /** One per key of the input, in the order of `CoverageReport.keys`. */
  readonly cells: readonly CoverageCell[];
  /** The recorded ways that count for this service. */
  readonly otherWaysIn: readonly OtherWayIn[];
  /** Recorded, but the service does not take them (a synced passkey where only device-bound ones are accepted). */
  readonly otherWaysNotCounted: readonly OtherWayIn[];
  readonly verdict: Verdict;
  readonly survivesAnyOneLoss: boolean | null;
  /** The key that alone holds it up, else null. */
  readonly onlyKeyId: string | null;
  readonly gaps: readonly Gap[];
}

export interface CoverageService {
  /** Catalogue id, or `domain:<registrable domain>` / `rp:<RP ID>` / `hash:<rpIdHash>` for services it does not know. */
  readonly serviceId: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly inCatalogue: boolean;
  readonly addKeyUrl: string | null;
  readonly accounts: readonly CoverageAccount[];
}

export interface CoverageKey {
  readonly keyId: string;
  readonly label: string;
  readonly role: KeyRole | null;
  readonly place: string | null;
  readonly lastRead: string | null;
  /** Number of accounts that would be lost with this key alone. */
  readonly aloneHolds: number;
  readonly gaps: readonly Gap[];
}

export interface CoverageReport {
  readonly keys: readonly CoverageKey[];
  /** Sorted by risk: most severe first, then by name. */
  readonly services: readonly CoverageService[];
  readonly totals: {
    readonly accounts: number;
    /** Accounts that would be lost with one key. */
    readonly lostWithOneKey: number;
    readonly notKnown: number;
    /** No key in use and no other way in is known to open them. */
    readonly noWayIn: number;
    /** They survive, but all their keys are kept in one place. */
    readonly onePlace: number;
  };
}

/** "What if these keys were lost": computed from a report without analysing again. */
export interface LossReport {
  readonly lostKeyIds: readonly string[];
  /** No key and no other way in is known to be left. */
  readonly lockedOut: readonly CoverageAccount[];
  /** Nothing known is left, but a key of which it is not known might open it. */
  readonly perhapsLockedOut: readonly CoverageAccount[];
  /** Still opens, with the keys and other ways named. */
  readonly stillOpen: readonly CoverageAccount[];
}
