import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import type { NextStep } from '../../../src-shared/plans/next-step.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import type { LostParts } from '../../program/arguments/lost-parts.ts';

/** Reports and names that `coverage` shows. */
export interface CoverageView {
  /** Part of the report that was asked for: the keys and accounts of one person, say. */
  readonly shown: CoverageReport;
  readonly whole: CoverageReport;
  /** Things named as lost, and the consequences. */
  readonly lost: LostParts;
  readonly loss: LossReport;
  /** The one step that makes most accounts safe, of the whole report; null where there is none, or where a loss was asked about. */
  readonly step: NextStep | null;
  /** Names an account of the whole report within a sentence. */
  readonly nameOf: (accountId: string) => string;
}

/** Adds the names of accounts to what `coverage` shows. */
export function coverageView(context: CommandContext, view: Omit<CoverageView, 'nameOf'>): CoverageView {
  return { ...view, nameOf: accountNames(context.t, context.locale, view.whole) };
}
