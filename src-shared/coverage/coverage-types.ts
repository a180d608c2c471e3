import type { Advisory } from '../domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../domain/catalogue.ts';
import type { AccountMark, Importance, SameAccount } from '../domain/account-mark.ts';
import type { Device, DeviceKind } from '../domain/device.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey, KeyRole } from '../domain/inventory-key.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { SiteOf } from '../domain/site.ts';
import type { ServiceKind } from './group-services.ts';
import type { Question } from './question-types.ts';
import type { RpIdState } from './rp-id.ts';

/** Everything the analysis looks at. Order and duplicates of the lists never matter. */
export interface CoverageInput {
  readonly keys: readonly InventoryKey[];
  readonly enrolments: readonly Enrolment[];
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly accountMarks: readonly AccountMark[];
  readonly devices: readonly Device[];
  readonly sameAccounts: readonly SameAccount[];
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

/** The evidence of whether a key opens an account. */
export type Evidence = 'read' | 'told' | 'absent' | 'unknown';

/**
 * The weight of a cell: `full`, `weak` (it opens, but the key has no PIN or a published weakness), `perhaps` (not known, stale, or the PIN
 * is blocked), `none` (read and not there, or the key is out of use).
 */
export type CellStrength = 'full' | 'weak' | 'perhaps' | 'none';

/** One cell of the matrix: one key at one account. */
export interface CoverageCell {
  readonly keyId: string;
  readonly evidence: Evidence;
  readonly strength: CellStrength;
  /** Whether the record is older than the limit, or dated in the future. */
  readonly stale: boolean;
  /** Day (YYYY-MM-DD) since which the service takes the RP ID of this passkey no more; null: it does. */
  readonly retiredSince: string | null;
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
  'circular',
  'which-account',
  'depends-unknown',
  'way-not-known',
  'min-keys',
  'retired-rp-id',
  'future-date',
  'mismatch',
  'look-alike',
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

/** The reasons why less is sure about an account than its verdict says. */
export const doubtKinds = [
  'told-only', // nothing of it was ever read from a key
  'stale', // a key that opens it was not read or seen for long
  'future-date', // a reading or a record is dated in the future
  'dependency-assumed', // what a way in depends on follows from its name, nobody said so
  'rp-id-assumed', // the catalogue guesses which RP ID belongs to the service
  'service-rule-unknown', // the catalogue does not know how many keys the service takes
  'contradiction', // the facts cannot all be true
] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** The things that another way in needs besides itself. */
export interface MethodNeeds {
  readonly wayIds: readonly string[];
  readonly keyIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly places: readonly string[];
  readonly accounts: readonly NeededAccount[];
  /** Whether it needs something remembered, a password: assumed, unless a person said otherwise. */
  readonly memory: boolean;
  readonly people: boolean;
  /** Whether nobody has what it needs: it then opens nothing. */
  readonly nobody: boolean;
  /** Whether nobody said so: it then follows from kind and name. */
  readonly assumed: boolean;
}

export interface NeededAccount {
  /** Account of the report; null where it is not known which one, or how a person gets into it. */
  readonly accountId: string | null;
  /** The name that a person uses: the provider of a vault, a mail address, a service. */
  readonly name: string;
  /** Question of the report that would settle it. */
  readonly questionId: string | null;
}

/** The reason why a way in that goes through other accounts is lost with one thing. */
export interface Chain {
  readonly wayIds: readonly string[];
  /** Accounts of the report, nearest first; the last one is opened only by what is lost. */
  readonly accountIds: readonly string[];
  /** Loss units that close it; empty where nothing opens the last account even now. */
  readonly lossUnitNames: readonly string[];
}

export interface CoverageAccount {
  /** Stable across analyses of the same facts. */
  readonly accountId: string;
  readonly serviceId: string;
  readonly rpId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly userId: string | null;
  /** The computer that it signs in to, where it is an account of that one only. */
  readonly computer: string | null;
  /** Computers of which the report has an account apart: this one is about all others. */
  readonly exceptComputers: readonly string[];
  /** RP ID, beginning of the user handle, or label of a key that tells it apart from accounts that would look the same; null where none does. */
  readonly distinguishedBy: string | null;
  readonly rpIdState: RpIdState;
  /** Name of a known service that its RP ID imitates. */
  readonly imitates: string | null;
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
  /** Recorded, and nobody knows whether the service takes them. */
  readonly otherWaysNotKnown: readonly OtherWayIn[];
  /** The needs of its other ways in, for those that need anything besides themselves. */
  readonly needs: readonly MethodNeeds[];
  /** The needs of its keys without passkeys beside them (a password in a vault); null: a password that the person remembers, or nothing. */
  readonly besideKeys: MethodNeeds | null;
  /** The reasons why ways in through other accounts are no help where this account does not survive. */
  readonly chains: readonly Chain[];
  /** Accounts that open each other, this one among them, and that count for each other as no way in; empty where there is no circle. */
  readonly circle: readonly string[];
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
  readonly kind: ServiceKind;
  readonly inCatalogue: boolean;
  /** The registrable domain (public suffix list) of its RP ID; null for SSH and hashes. */
  readonly domain: string | null;
  readonly addKeyUrl: string | null;
  /** A rule of the service, not a gap: one key and no more. */
  readonly takesOneKey: boolean;
  // The catalogue says that the service takes no security key at all.
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
  /** The time of the last complete reading, which shows what is not on it; null if none did (or it must be read again). */
  readonly completeSince: string | null;
  /** Whether it opens nothing any more: retired, or recorded as lost. */
  readonly outOfUse: boolean;
  readonly lost: boolean;
  /** Last read or seen longer ago than the limit. */
  readonly stale: boolean;
  /** Number of accounts that would be lost with this key and what hangs on the same ring, chains included. */
  readonly aloneHolds: number;
  readonly blast: BlastRadius;
  readonly gaps: readonly Gap[];
}

/** The accounts that would be lost with one thing. */
export interface BlastRadius {
  /** Number of accounts that it opens itself, and that would be lost. */
  readonly direct: number;
  /** Numbers of accounts that would be lost only because another account is, by that account. */
  readonly through: readonly { readonly accountId: string; readonly count: number }[];
}

/** A phone, computer or phone number: on record, or named by a sign-in method. */
export interface CoverageDevice {
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly label: string;
  readonly recorded: boolean;
  readonly owner: string | null;
  readonly place: string | null;
  readonly carriedOn: string | null;
  /** Id of the phone that the SIM of a number is in. */
  readonly simIn: string | null;
  readonly lost: boolean;
  /** The loss unit: shared by everything that is lost together. */
  readonly lossUnit: string;
  readonly placeId: string | null;
}

/** The things that would be lost with one place (a house, a safe). */
export interface CoveragePlace {
  readonly place: string;
  readonly keyIds: readonly string[];
  readonly otherWayIds: readonly string[];
  readonly deviceIds: readonly string[];
  /** Number of accounts that nothing kept elsewhere is known to open. */
  readonly holds: number;
}

export interface CoverageReport {
  readonly keys: readonly CoverageKey[];
  /** By name of place; only places that hold keys or other ways in. */
  readonly places: readonly CoveragePlace[];
  /** The same for key rings and bags. */
  readonly rings: readonly CoveragePlace[];
  readonly devices: readonly (CoverageDevice & { readonly blast: BlastRadius })[];
  readonly unreadKeys: readonly UnreadKey[];
  /** The questions whose answers would make the report surer. */
  readonly questions: readonly Question[];
  /** Sorted by risk: most severe first, then by importance, then by name. */
  readonly services: readonly CoverageService[];
  readonly totals: {
    readonly accounts: number;
    /** Accounts that would be lost with one key, or with one key ring. */
    readonly lostWithOneKey: number;
    readonly notKnown: number;
    /** No key in use and no other way in is known to open them. */
    readonly noWayIn: number;
    /** Accounts that survive, but all their keys are kept in one place. */
    readonly onePlace: number;
    /** Only a help desk would lead back in. */
    readonly helpdeskOnly: number;
  };
}

/** The things that are assumed lost. Unknown ids and names are ignored. */
export interface AssumedLoss {
  readonly keyIds: Iterable<string>;
  readonly otherWayIds?: Iterable<string>;
  readonly deviceIds?: Iterable<string>;
  /** Everything that is kept there goes: keys, devices, codes. */
  readonly places?: Iterable<string>;
  /** Everything that is carried on it goes. */
  readonly rings?: Iterable<string>;
  /** Accounts that are closed, taken over, or deleted with what is in them. */
  readonly accountIds?: Iterable<string>;
  /** The registrations that single keys hold of single accounts: passkeys that are deleted. */
  readonly enrolments?: Iterable<{ readonly accountId: string; readonly keyId: string }>;
}

/** The impact on an account in the question "what if these were lost?". */
export type LossImpact = 'locked-out' | 'perhaps' | 'helpdesk' | 'open';

export interface AccountAfterLoss {
  readonly account: CoverageAccount;
  readonly lossImpact: LossImpact;
  /** The account itself is what was lost. */
  readonly isLost: boolean;
  /** Keys in use that are known to open it still. */
  readonly keyIds: readonly string[];
  /** Other ways in that open it still. */
  readonly otherWaysIn: readonly OtherWayIn[];
  /** Ways in that are lost because accounts which they need are: ids of those accounts by way. */
  readonly lostThrough: readonly { readonly wayId: string; readonly accountIds: readonly string[] }[];
  /** Accounts that must be opened first, in this order, to open it through them; empty where it opens by itself, or does not open. */
  readonly openFirst: readonly string[];
}

/**
 * "What if these were lost": computed from a report without analysing again. Holds only the accounts that the loss touches (one of
 * the lost keys or ways was known to open them, or was the last that might, or they need an account that is closed by the loss): of all
 * others nothing changes.
 */
export interface LossReport {
  readonly lostKeyIds: readonly string[];
  readonly lostWayIds: readonly string[];
  readonly lostDeviceIds: readonly string[];
  readonly lostAccountIds: readonly string[];
  /** In the order of the report. */
  readonly touched: readonly AccountAfterLoss[];
  readonly counts: Readonly<Record<LossImpact, number>>;
}
