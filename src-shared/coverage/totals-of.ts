import { riskOf } from './account-risk.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { CoverageAccount } from './coverage-account.ts';

/** Counts accounts by what threatens them. */
export function totalsOf(accounts: readonly CoverageAccount[]): CoverageReport['totals'] {
  const totals = {
    accounts: accounts.length,
    lostWithOneKey: 0,
    notKnown: 0,
    noWayIn: 0,
    onePlace: 0,
    helpdeskOnly: 0,
  };
  for (const account of accounts) {
    if (riskOf(account) === 'one-key') totals.lostWithOneKey++;
    if (account.survivesAnyOneLoss === null) totals.notKnown++;
    if (account.verdict === 'no-way-in') totals.noWayIn++;
    if (account.verdict === 'helpdesk-only') totals.helpdeskOnly++;
    if (account.gaps.some((gap) => gap.kind === 'one-place')) totals.onePlace++;
  }
  return totals;
}
