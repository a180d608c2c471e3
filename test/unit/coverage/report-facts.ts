import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossImpact } from '../../../src-shared/domain/loss-impact.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { accountsOf } from './coverage-fixtures.ts';

export function byId(report: CoverageReport): ReadonlyMap<string, CoverageAccount> {
  return new Map(accountsOf(report).map((account) => [account.accountId, account]));
}

/** Returns what becomes of every account of a report by a loss, touched or not. */
export function lossImpacts(report: CoverageReport, lost: AssumedLoss): ReadonlyMap<string, LossImpact> {
  const touched = new Map(
    simulateLoss(report, lost).touched.map(({ account, lossImpact }) => [account.accountId, lossImpact]),
  );
  return new Map(
    accountsOf(report).map((account) => [
      account.accountId,
      touched.get(account.accountId) ?? presentLossImpact(report, account),
    ]),
  );
}

/** From worst to best. */
export const outcomeOrder: readonly LossImpact[] = ['locked-out', 'perhaps', 'helpdesk', 'open'];

/** Ranks answers: no is worse than not known, and that is worse than yes. */
export const rank = (answer: boolean | null): number => (answer === true ? 2 : answer === null ? 1 : 0);

/** Finds the accounts that an account needs for any of its ways in, directly or through others. */
export function neededBy(report: CoverageReport, accountId: string): ReadonlySet<string> {
  const accounts = byId(report);
  const found = new Set<string>();
  const visit = (id: string): void => {
    const account = accounts.get(id);
    if (account === undefined || found.has(id)) return;
    found.add(id);
    const needs = account.besideKeys === null ? account.needs : [...account.needs, account.besideKeys];
    for (const needed of needs.flatMap(({ accounts: some }) => some))
      if (needed.accountId !== null) visit(needed.accountId);
  };
  visit(accountId);
  return found;
}

/** Returns the ids of the records by hand at a service that fit several of its accounts, and count for none. */
export function unattached({ questions }: CoverageReport, serviceId: string): string {
  return questions
    .filter((one) => one.kind === 'which-account' && one.serviceId === serviceId)
    .flatMap(({ enrolmentIds, wayIds }) => [...enrolmentIds, ...wayIds])
    .toSorted()
    .join();
}

/** Checks whether an account, or one that it needs, has a way in of which it is not known what it needs or whether it is taken. */
export function needsUnknown(report: CoverageReport, accountId: string): boolean {
  const accounts = byId(report);
  return [...neededBy(report, accountId)].some((id) => {
    const { needs = [], besideKeys = null, otherWaysNotKnown = [] } = accounts.get(id) ?? {};
    const all = besideKeys === null ? needs : [...needs, besideKeys];
    return otherWaysNotKnown.length > 0 || all.some(({ accounts: some }) => some.some((one) => one.accountId === null));
  });
}
