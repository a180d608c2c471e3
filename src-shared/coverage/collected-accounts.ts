import type { AccountMark } from '../domain/account-mark.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { GroupedService } from './group-services.ts';

/** One account with everything that is recorded about it, before any judgement. */
export interface CollectedAccount {
  readonly accountId: string;
  readonly service: GroupedService;
  /** User handle, hex; null for accounts that are known by name only. */
  readonly userId: string | null;
  /** The computer that it signs in to, where it is known only for that one; null for all others. */
  readonly computer: string | null;
  /** Computers whose sign-in is an account apart. */
  readonly exceptComputers: string[];
  /** Whether it is known from a listing: a complete listing without it means "not there". */
  discoverable: boolean;
  /** One may come more than once. */
  readonly enrolments: Enrolment[];
  readonly otherWaysIn: OtherWayIn[];
  /** The mark that names it most closely, and of those the newest. */
  mark: AccountMark | null;
}

/** A record with the service that it belongs to. */
export interface ServiceRecord<Item> {
  readonly record: Item;
  readonly service: GroupedService;
}

/** Records of some services, each once. */
export interface ServiceRecords {
  readonly enrolments: readonly ServiceRecord<Enrolment>[];
  readonly otherWaysIn: readonly ServiceRecord<OtherWayIn>[];
  readonly accountMarks: readonly ServiceRecord<AccountMark>[];
}

/** A record by hand that fits several accounts of its service. It counts for none of them until the person says for which. */
export interface UnattachedRecord {
  readonly record: Enrolment | OtherWayIn;
  readonly service: GroupedService;
  readonly accountIds: readonly string[];
}

export interface CollectedAccounts {
  readonly accounts: readonly CollectedAccount[];
  readonly unattached: readonly UnattachedRecord[];
  /** Ids of accounts that the person joined to another, with the id of the joined account. */
  readonly joinedTo: ReadonlyMap<string, string>;
}
