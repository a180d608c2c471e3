import type { CollectedAccounts } from './collected-accounts.ts';
import type { DraftAccount } from './draft-account.ts';
import type { AnalysedAccount } from './analyse-account.ts';
import type { AnalysedService } from './analyse-services.ts';
import type { RecordGroup } from './sort-records.ts';

/** The accounts of a group of services, judged as far as they can be without other groups. */
export interface AnalysedGroup {
  readonly records: RecordGroup;
  readonly collected: CollectedAccounts;
  readonly drafts: readonly DraftAccount[];
  /** Those that depend on no other account. */
  readonly analysed: ReadonlyMap<DraftAccount, AnalysedAccount>;
  /** Null where an account depends on others. */
  readonly services: readonly AnalysedService[] | null;
  /** Milliseconds since 1970 at which something in it becomes stale, begins or ends by itself. */
  readonly changesAt: number;
}
