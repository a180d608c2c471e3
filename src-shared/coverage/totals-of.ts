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
    if (isHeldByKeys(account)) totals.lostWithOneKey++;
    if (account.survivesAnyOneLoss === null) totals.notKnown++;
    if (account.verdict === 'no-way-in') totals.noWayIn++;
    if (account.verdict === 'helpdesk-only') totals.helpdeskOnly++;
    if (account.gaps.some((gap) => gap.kind === 'one-place')) totals.onePlace++;
  }
  return totals;
}

// One key, or one ring, holds it up, and no help desk would lead back in.
function isHeldByKeys({ verdict, survivesAnyOneLoss, onlyKeyId }: CoverageAccount): boolean {
  return survivesAnyOneLoss === false && verdict !== 'helpdesk-only' && (onlyKeyId !== null || verdict === 'one-ring');
}
