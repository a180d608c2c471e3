import type { CoverageAccount, CoverageService } from './coverage-account.ts';
import type { CoverageReport } from './coverage-report.ts';
import { computedOnce } from '../lib/computed-once.ts';

/** One account with its service. */
export interface AccountEntry {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
}

/** Lists the accounts of a report, each with its service. */
export function entriesOf(report: Pick<CoverageReport, 'services'>): readonly AccountEntry[] {
  return report.services.flatMap((service) => service.accounts.map((account) => ({ service, account })));
}

const indexOf = computedOnce(
  (services: CoverageReport['services']): ReadonlyMap<string, AccountEntry> =>
    new Map(entriesOf({ services }).map((entry) => [entry.account.accountId, entry])),
);

/** Returns the accounts of a report by their ids; computed once for each report. */
export function entriesById({ services }: Pick<CoverageReport, 'services'>): ReadonlyMap<string, AccountEntry> {
  return indexOf(services);
}
