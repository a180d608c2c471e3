import type { LossImpact } from '../domain/loss-impact.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { LossItem } from '../domain/loss-record.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { ServiceKind } from '../coverage/group-services.ts';

export type PlanTask = LossItem['task'];

/** In the order in which they are worked through. */
export const planTasks = [
  'remove-lost-key',
  'get-back-in',
  'find-out',
  'add-spare',
] as const satisfies readonly PlanTask[];

/**
 * The protection that somebody who finds the lost key still needs at an account, easiest first. Registrations recorded by hand are U2F or not
 * discoverable: a second factor that asks for no PIN.
 */
export const exposures = ['no-pin', 'pin-known', 'pin-not-recorded', 'password', 'computer', 'pin'] as const;
export type Exposure = (typeof exposures)[number];

/** The page where a service's keys are managed. `instructions` give the path where there is no address, or on from it; null: not known. */
export interface ServicePage {
  readonly serviceId: string;
  readonly url: string | null;
  readonly instructions: string | null;
}

/** The facts that the catalogue and the inventory give about how to sign in, or get back in, at one account. */
export interface AccountFacts {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly serviceNameJa: string | null;
  readonly userName: string | null;
  readonly page: ServicePage;
  /** Ways that the service offers to get back in, as codes of `recovery.*` messages. */
  readonly recoveryWays: CatalogueService['recoveryWays'];
  // The service keeps one key at most.
  readonly takesOneKey: boolean;
  /** Servers that accept an SSH key, a disk or a computer have no page as services of the web do. */
  readonly kind: ServiceKind;
  /** Least number of keys that the service demands; 0 where it demands none. */
  readonly minKeys: number;
}

/** Another account, as a step names it. */
export interface NamedAccount {
  readonly accountId: string;
  readonly serviceName: string;
  readonly serviceNameJa: string | null;
  readonly userName: string | null;
}

/** One thing to do at one account. */
export interface PlanEntry extends AccountFacts {
  readonly task: PlanTask;
  readonly account: CoverageAccount;
  readonly lossImpact: LossImpact;
  /** To be done before all others: the account matters much, or the lost key needs no PIN or a known one. */
  readonly urgent: boolean;
  /** Null where only another way in was lost. */
  readonly exposure: Exposure | null;
  /** Labels of the lost keys that it is about. */
  readonly exposedKeys: readonly string[];
  /** Labels of the lost keys that are known to open it. */
  readonly lostKeys: readonly string[];
  readonly lostWays: readonly OtherWayIn[];
  /** Labels of the keys that open it still. */
  readonly opensWithKeys: readonly string[];
  /** Ids of the same keys. */
  readonly opensWithKeyIds: readonly string[];
  /** Other ways that open it still; with the impact `helpdesk` those that lead back in. */
  readonly opensWithWays: readonly OtherWayIn[];
  /** Ways in that are lost because accounts which they need are, with the names of those. */
  readonly lostThrough: readonly { readonly way: OtherWayIn; readonly accounts: readonly NamedAccount[] }[];
  /** Accounts to open first, in order: it opens through them only. */
  readonly openFirst: readonly NamedAccount[];
  /** The account itself was closed or taken over. */
  readonly isLost: boolean;
  /** Labels of keys of which it is not known, at most `mayOpenShown` of them. */
  readonly mayOpen: readonly string[];
  readonly mayOpenMore: number;
}

/** A lost key, and how much is known of what it opened. */
export interface LostKey {
  readonly keyId: string;
  readonly label: string;
  readonly lastRead: string | null;
  /** `partial`: its last reading was incomplete or is no longer sure; `never`: only what was told is known. */
  readonly known: 'complete' | 'partial' | 'never';
  readonly hasPin: boolean | null;
  readonly pinKnown: boolean;
}

/** The steps after a loss, in order. The same facts give the same plan. */
export interface RecoveryPlan {
  readonly keys: readonly LostKey[];
  readonly ways: readonly OtherWayIn[];
  readonly devices: readonly { readonly deviceId: string; readonly label: string }[];
  /** Accounts that were closed or taken over. */
  readonly lostAccounts: readonly NamedAccount[];
  /** Accounts that the loss touches, by what becomes of them. */
  readonly counts: Readonly<Record<LossImpact, number>>;
  readonly touched: number;
  /** All accounts of the inventory. */
  readonly accounts: number;
  /** Each touched account stands once in every section it belongs to. */
  readonly sections: Readonly<Record<PlanTask, readonly PlanEntry[]>>;
}
