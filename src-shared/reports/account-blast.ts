import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { BlastRadius } from '../coverage/coverage-key.ts';
import { sizeOf } from '../coverage/holdings.ts';
import { simulateLoss } from '../coverage/simulate-loss.ts';

/** An account that others depend on, and what would be lost with it. */
export interface AccountBlast {
  readonly accountId: string;
  readonly blast: BlastRadius;
}

/** Finds the accounts that others depend on (vaults, mailboxes), those first with which most would be lost. */
export function accountBlasts(report: CoverageReport): readonly AccountBlast[] {
  const needed = new Set(
    report.services.flatMap(({ accounts }) =>
      accounts.flatMap(({ needs, besideKeys }) =>
        [...needs, ...(besideKeys === null ? [] : [besideKeys])].flatMap((one) =>
          one.accounts.flatMap(({ accountId }) => accountId ?? []),
        ),
      ),
    ),
  );
  return [...needed]
    .toSorted()
    .map((accountId) => ({ accountId, blast: blastOfAccount(report, accountId) }))
    .toSorted((left, right) => sizeOf(right.blast) - sizeOf(left.blast));
}

/** Counts the accounts that are locked out when one account is closed or taken over, the account itself not among them. */
function blastOfAccount(report: CoverageReport, accountId: string): BlastRadius {
  let direct = 0;
  const through = new Map<string, number>();
  for (const { lossImpact, isLost, lostThrough } of simulateLoss(report, { keyIds: [], accountIds: [accountId] })
    .touched) {
    if (isLost || lossImpact !== 'locked-out') continue;
    const via = lostThrough.flatMap(({ accountIds }) => accountIds);
    const next = via.includes(accountId) ? undefined : via[0];
    if (next === undefined) direct++;
    else through.set(next, (through.get(next) ?? 0) + 1);
  }
  return { direct, through: [...through].map(([next, count]) => ({ accountId: next, count })) };
}
