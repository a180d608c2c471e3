import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { makeRecoveryPlan } from '../../../src-shared/plans/recovery-plan.ts';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import { type WayBack, wayBackOf } from '../../../src-shared/plans/way-back.ts';
import { useApp } from '../../stores/app-store.ts';
import { assumedThings, type AssumedThings } from './assumed-loss.ts';
import { type AccountsByGroup, groupAccounts } from './loss-groups.ts';
import { type LossChoice, type LossMode, useLoss } from './loss-store.ts';

/** The question "what if" with its answer. */
export interface LossQuestion {
  readonly chosen: readonly LossChoice[];
  readonly lost: AssumedThings;
  readonly loss: LossReport;
  readonly plan: RecoveryPlan;
  readonly wayBack: WayBack;
  readonly groups: AccountsByGroup;
}

/** Answers what follows if the chosen things are lost. Asks nothing of the main process, and stores nothing. */
export function useLossQuestion(mode: LossMode, snapshot: InventorySnapshot, report: CoverageReport): LossQuestion {
  const services = useApp((state) => state.services);
  const chosen = useLoss((state) => state.chosen[mode]);
  const pinKnownIds = useLoss((state) => state.pinKnownIds);
  return useMemo(() => {
    const lost = assumedThings(snapshot, report, chosen);
    const loss = simulateLoss(report, lost);
    const { keys, otherWaysIn } = snapshot;
    const plan = makeRecoveryPlan({ report, loss, keys, otherWaysIn, services, pinKnownKeyIds: pinKnownIds });
    const wayBack = wayBackOf(plan);
    return { chosen, lost, loss, plan, wayBack, groups: groupAccounts(report, loss, wayBack) };
  }, [snapshot, report, services, chosen, pinKnownIds]);
}
