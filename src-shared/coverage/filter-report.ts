import type { CoverageReport } from './coverage-report.ts';
import type { CoverageAccount } from './coverage-account.ts';
import { totalsOf } from './totals-of.ts';
import { foldText } from '../lib/fold-text.ts';

export interface ReportFilter {
  /** Name of a person, compared without case; null: everybody. */
  readonly owner: string | null;
  /** Only accounts that lack something. */
  readonly gapsOnly: boolean;
}

/**
 * Removes what was not asked for. With an owner: the keys of that person and the accounts that one of them has a record of, and the totals
 * count those. What a key or a place holds up stays as it was.
 */
export function filterReport(report: CoverageReport, { owner, gapsOnly }: ReportFilter): CoverageReport {
  const person = foldText(owner);
  const keys = person === null ? report.keys : report.keys.filter((key) => foldText(key.owner) === person);
  const keyIds = new Set(keys.map((key) => key.keyId));
  const isTheirs = ({ cells }: CoverageAccount): boolean =>
    person === null || cells.some(({ keyId }) => keyIds.has(keyId));
  const services = report.services
    .map((service) => ({ ...service, accounts: service.accounts.filter(isTheirs) }))
    .filter(({ accounts }) => accounts.length > 0);
  return {
    ...report,
    keys,
    services: services
      .map((service) => ({
        ...service,
        accounts: gapsOnly ? service.accounts.filter(({ gaps }) => gaps.length > 0) : service.accounts,
      }))
      .filter(({ accounts }) => accounts.length > 0),
    totals: person === null ? report.totals : totalsOf(services.flatMap(({ accounts }) => accounts)),
  };
}
