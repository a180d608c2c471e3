import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import type { LostParts } from '../../program/arguments/lost-parts.ts';

/** What `coverage` shows. */
export interface CoverageView {
  /** What was asked for of it: the keys and accounts of one person, say. */
  readonly shown: CoverageReport;
  readonly whole: CoverageReport;
  /** What was named as lost, and what follows from it. */
  readonly lost: LostParts;
  readonly loss: LossReport;
  /** Names an account of the whole report within a sentence. */
  readonly nameOf: (accountId: string) => string;
}

/** Puts together what `coverage` shows. */
export function coverageView(context: CommandContext, view: Omit<CoverageView, 'nameOf'>): CoverageView {
  return { ...view, nameOf: accountNames(context.t, context.locale, view.whole) };
}
