import type { CatalogueService } from '../domain/catalogue.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { AssumedLoss } from '../coverage/loss-report.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import { makeRecoveryPlan } from './recovery-plan.ts';
import type { RecoveryPlan } from './recovery-plan-types.ts';
import { simulateLoss } from '../coverage/simulate-loss.ts';

/** The input of a plan. The report is that of the snapshot. */
export interface LossContext {
  readonly snapshot: Pick<InventorySnapshot, 'keys' | 'otherWaysIn'>;
  readonly report: CoverageReport;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
}

/** Creates the recovery plan for what is or might be lost. Stores nothing. */
export function planLoss(
  { snapshot, report, services }: LossContext,
  lost: AssumedLoss & { readonly pinKnownKeyIds?: Iterable<string> },
): RecoveryPlan {
  const { keys, otherWaysIn } = snapshot;
  return makeRecoveryPlan({
    report,
    loss: simulateLoss(report, lost),
    keys,
    otherWaysIn,
    services,
    pinKnownKeyIds: lost.pinKnownKeyIds ?? [],
  });
}
