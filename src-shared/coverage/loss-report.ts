import type { LossImpact } from '../domain/loss-impact.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { CoverageAccount } from './coverage-account.ts';

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
