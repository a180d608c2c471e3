import type { Importance } from '../domain/account-mark.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { ServiceKind } from './group-services.ts';
import type { RpIdState } from './rp-id.ts';
import type { CoverageCell } from './coverage-cell.ts';
import type { Verdict, DoubtKind } from './verdict.ts';
import type { Gap } from './gap.ts';
import type { MethodNeeds, Chain } from './requirements.ts';

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
