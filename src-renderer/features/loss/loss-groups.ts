import { type AccountEntry, entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { AccountAfterLoss, LossReport } from '../../../src-shared/coverage/loss-report.ts';
import { comesBack, type WayBack } from '../../../src-shared/plans/way-back.ts';

/** Groups of accounts by what becomes of them, gravest first. `unknown`: too little is known of them to say. */
export const lossGroups = ['closed', 'unknown', 'back', 'less', 'untouched'] as const;
export type LossGroup = (typeof lossGroups)[number];

export interface GroupedAccount extends AccountEntry {
  /** Null: the loss does not touch it. */
  readonly after: AccountAfterLoss | null;
  /** Its place in the order of recovery, from 1; null where it has none. */
  readonly step: number | null;
}

export type AccountsByGroup = Readonly<Record<LossGroup, readonly GroupedAccount[]>>;

/** Sorts all accounts by what becomes of them; those that come back in steps in the order of these. */
export function groupAccounts(report: CoverageReport, loss: LossReport, wayBack: WayBack): AccountsByGroup {
  const touched = new Map(loss.touched.map((after) => [after.account.accountId, after]));
  const steps = new Map(wayBack.steps.map(({ entry }, index) => [entry.account.accountId, index + 1]));
  const groups: Record<LossGroup, GroupedAccount[]> = { closed: [], unknown: [], back: [], less: [], untouched: [] };
  for (const entry of entriesOf(report)) {
    const after = touched.get(entry.account.accountId) ?? null;
    const step = steps.get(entry.account.accountId) ?? null;
    groups[groupOf(after)].push({ ...entry, after, step });
  }
  groups.back.sort((left, right) => (left.step ?? Infinity) - (right.step ?? Infinity));
  return groups;
}

function groupOf(after: AccountAfterLoss | null): LossGroup {
  if (after === null) return 'untouched';
  if (after.lossImpact === 'locked-out') return 'closed';
  if (after.lossImpact === 'perhaps') return 'unknown';
  return comesBack(after) ? 'back' : 'less';
}
