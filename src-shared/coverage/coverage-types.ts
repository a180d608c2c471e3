import type { Advisory, CatalogueService } from '../domain/catalogue.ts';
import type { AccountMark, Enrolment, Importance, InventoryKey, KeyRole, OtherWayIn } from '../domain/inventory.ts';

/** Everything the analysis looks at. Order and duplicates of the lists never matter. */
export interface CoverageInput {
  readonly keys: readonly InventoryKey[];
  readonly enrolments: readonly Enrolment[];
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly accountMarks: readonly AccountMark[];
  /** The catalogue with the person's corrections applied (apply-corrections.ts). */
  readonly services: readonly CatalogueService[];
  readonly advisories: readonly Advisory[];
  /** ISO 8601: what is stale and which passes are over depends on it. */
  readonly now: string;
  /** Days after which a reading, a sighting or a record by hand no longer counts as sure. */
  readonly staleAfterDays: number;
}

/** How it is known whether a key opens an account. */
export type Evidence = 'read' | 'told' | 'absent' | 'unknown';

/**
 * How much a cell counts: `full`, `weak` (it opens, but the key has no PIN or a published weakness), `perhaps` (not known, stale, or the
 * PIN is blocked), `none` (read and not there, or the key is out of use).
 */
export type CellStrength = 'full' | 'weak' | 'perhaps' | 'none';

/** One cell of the matrix: one key at one account. */
export interface CoverageCell {
  readonly keyId: string;
  readonly evidence: Evidence;
  readonly strength: CellStrength;
  /** What is recorded is older than the limit. */
  readonly stale: boolean;
  /** ISO 8601 of the reading or telling; null for unknown. */
  readonly asOf: string | null;
  readonly enrolmentIds: readonly string[];
}

/**
 * - `survives`: opens after the loss of any one key (or of all that hangs on one key ring).
 * - `weak-spare`: it does, but only thanks to a key that is not a full spare (no PIN, an advisory) or to Windows Hello on one computer.
 * - `one-place`: it does, but everything that opens it is kept in one place.
 * - `only-this-key`: exactly one key is known to open it, and no other way in.
 * - `one-ring`: several keys open it, and all hang on one key ring.
 * - `helpdesk-only`: without that key only a help desk or a Temporary Access Pass leads back in.
 * - `one-other-way`: no key opens it, and exactly one other way in does.
 * - `one-key-service`: the service takes one key only; another way in is recorded or missing (see gaps).
 * - `stale`: it would survive if what was last read or told long ago were still true.
 * - `not-known`: too little is known, or what is known contradicts itself.
 * - `no-way-in`: no key in use and no other way in is known to open it (only a retired or lost key does, or nothing).
 */
export const verdicts = [
  'survives',
  'weak-spare',
  'one-place',
  'only-this-key',
  'one-ring',
  'helpdesk-only',
  'one-other-way',
  'one-key-service',
  'stale',
  'not-known',
  'no-way-in',
] as const;
export type Verdict = (typeof verdicts)[number];

export const gapKinds = [
  'only-one-key',
  'one-ring',
  'one-place',
  'helpdesk-only',
  'one-other-way',
  'one-key-service-without-other-way',
  'weak-spare',
  'stale',
  'not-known',
  'contradiction',
  'no-way-in',
  'key-needs-reread',
  'spare-stale',
  'spare-not-read',
  'key-stale',
  'key-pin-not-set',
  'key-pin-blocked',
  'key-advisory',
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

/** Why less is sure about an account than its verdict says. */
export const doubtKinds = [
  'told-only', // nothing of it was ever read from a key
  'stale', // a key that opens it was not read or seen for long
  'rp-id-assumed', // the catalogue guesses which RP ID belongs to the service
  'service-rule-unknown', // the catalogue does not know how many keys the service takes
  'contradiction', // the facts cannot all be true
] as const;
export type DoubtKind = (typeof doubtKinds)[number];

export interface CoverageAccount {
  /** Stable across analyses of the same facts. */
  readonly accountId: string;
  readonly serviceId: string;
  readonly rpId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly userId: string | null;
  /** A passkey of it was seen in a listing: a complete reading of a key without it means "not there". */
  readonly discoverable: boolean;
  /** Only the keys with a record of it, in the order of `CoverageReport.keys`; ask `cellOf` for any key. */
  readonly cells: readonly CoverageCell[];
  /** Number of keys in use without a record of it that might open it all the same: nobody knows. */
  readonly possibleKeys: number;
  /** The recorded ways that count for this service now. */
  readonly otherWaysIn: readonly OtherWayIn[];
  /** Recorded, but the service does not take them, or they are over (an expired pass). */
  readonly otherWaysNotCounted: readonly OtherWayIn[];
  readonly importance: Importance;
  readonly verdict: Verdict;
  readonly survivesAnyOneLoss: boolean | null;
  /** Whether it opens after everything kept in any one place is lost. Null where the places are not recorded. */
  readonly survivesAnyOnePlace: boolean | null;
  /** The key that alone holds it up, else null. */
  readonly onlyKeyId: string | null;
  readonly gaps: readonly Gap[];
  /** Empty: sure. */
  readonly doubts: readonly DoubtKind[];
}

export interface CoverageService {
  /** Catalogue id, `own:<slug>`, or `domain:<registrable domain>` / `rp:<RP ID>` / `hash:<rpIdHash>` for services it does not know. */
  readonly serviceId: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly inCatalogue: boolean;
  /** The registrable domain (public suffix list) of its RP ID; null for SSH and hashes. */
  readonly domain: string | null;
  readonly addKeyUrl: string | null;
  /** A rule of the service, not a gap: one key and no more. */
  readonly takesOneKey: boolean;
  /** The catalogue says that the service takes no security key at all. */
  readonly takesNoKeys: boolean;
  readonly accounts: readonly CoverageAccount[];
}

export interface CoverageKey {
  readonly keyId: string;
  readonly label: string;
  readonly role: KeyRole | null;
  readonly owner: string | null;
  readonly place: string | null;
  readonly carriedOn: string | null;
  readonly lastRead: string | null;
  /** When a complete reading last told what is not on it; null if none did (or it must be read again). */
  readonly completeSince: string | null;
  /** It opens nothing any more: retired, or recorded as lost. */
  readonly outOfUse: boolean;
  readonly lost: boolean;
  /** Last read or seen longer ago than the limit. */
  readonly stale: boolean;
  /** Number of accounts that would be lost with this key and what hangs on the same ring. */
  readonly aloneHolds: number;
  readonly gaps: readonly Gap[];
}

/** What would go with one place (a house, a safe). */
export interface CoveragePlace {
  readonly place: string;
  readonly keyIds: readonly string[];
  readonly otherWayIds: readonly string[];
  /** Number of accounts that nothing kept elsewhere is known to open. */
  readonly holds: number;
}

export interface CoverageReport {
  readonly keys: readonly CoverageKey[];
  /** By name of place; only places that hold keys or other ways in. */
  readonly places: readonly CoveragePlace[];
  /** The same for key rings and bags. */
  readonly rings: readonly CoveragePlace[];
  /** Sorted by risk: most severe first, then by importance, then by name. */
  readonly services: readonly CoverageService[];
  readonly totals: {
    readonly accounts: number;
    /** Accounts that would be lost with one key, or with one key ring. */
    readonly lostWithOneKey: number;
    readonly notKnown: number;
    /** No key in use and no other way in is known to open them. */
    readonly noWayIn: number;
    /** They survive, but all their keys are kept in one place. */
    readonly onePlace: number;
    /** Only a help desk would lead back in. */
    readonly helpdeskOnly: number;
  };
}

/** What is assumed lost. Unknown ids are ignored. */
export interface Lost {
  readonly keyIds: Iterable<string>;
  readonly otherWayIds?: Iterable<string>;
}

/** What becomes of an account in the question "what if these were lost?". */
export type Fate = 'locked-out' | 'perhaps' | 'helpdesk' | 'open';

export interface AccountAfterLoss {
  readonly account: CoverageAccount;
  readonly fate: Fate;
  /** Keys in use that are known to open it still. */
  readonly keyIds: readonly string[];
  /** Other ways in that open it still. */
  readonly otherWaysIn: readonly OtherWayIn[];
}

/**
 * "What if these were lost": computed from a report without analysing again. Holds only the accounts that the loss touches (one of
 * the lost keys or ways was known to open them, or was the last that might): of all others nothing changes.
 */
export interface LossReport {
  readonly lostKeyIds: readonly string[];
  readonly lostWayIds: readonly string[];
  /** In the order of the report. */
  readonly touched: readonly AccountAfterLoss[];
  readonly counts: Readonly<Record<Fate, number>>;
}
