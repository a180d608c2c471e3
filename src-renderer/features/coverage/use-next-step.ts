import { useEffect, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { NextStep } from '../../../src-shared/plans/next-step.ts';
import { runToEnd } from '../../../src-shared/lib/run-to-end.ts';
import { seekNextStepOf } from './use-coverage.ts';

/** An inventory of more accounts is shown first, and its next step is sought afterwards. */
const fewAccounts = 3_000;

/** Milliseconds after which the rows are drawn. */
const whenQuiet = 300;

/** Returns the one next step of a report; null where there is none, or where it is still sought. */
export function useNextStep(report: CoverageReport): NextStep | null {
  const few = report.totals.accounts <= fewAccounts;
  const [found, setFound] = useState<{ readonly report: CoverageReport; readonly step: NextStep | null } | null>(null);
  useEffect(() => {
    if (few) return;
    const search = seekNextStepOf(report);
    const seek = (): void => {
      const { done, value } = search.next();
      if (done === true) setFound({ report, step: value });
      // Whatever the person does meanwhile comes first.
      else timer = setTimeout(seek, 0);
    };
    let timer = setTimeout(seek, whenQuiet);
    return () => clearTimeout(timer);
  }, [report, few]);
  const step = useMemo(() => (few ? runToEnd(seekNextStepOf(report)) : null), [report, few]);
  if (few) return step;
  return found?.report === report ? found.step : null;
}
