import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../src-shared/coverage/loss-report.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { byRisk, entriesOf } from '../coverage/account-entry.ts';
import type { TableRow } from '../coverage/table/account-row.tsx';

const impacts = ['locked-out', 'perhaps', 'helpdesk', 'open'] as const;
const tones = {
  'locked-out': 'critical',
  perhaps: 'unknown',
  helpdesk: 'warning',
  open: 'done',
  untouched: 'done',
} as const;

/** Lists the accounts of a report with what a loss touches lifted to the top, by what would become of it; with null as they are. */
export function lossRows(t: Translate, report: CoverageReport, loss: LossReport | null): readonly TableRow[] {
  const entries = byRisk(report, entriesOf(report));
  const after = new Map(loss?.touched.map((one) => [one.account, one]));
  const group = (impact: keyof typeof tones, count: number): TableRow => ({
    kind: 'group',
    id: `group ${impact}`,
    text: t(`matrix.fate.${impact}`, { count }),
    tone: tones[impact],
  });
  const lifted = impacts.flatMap((impact) => {
    const rows = entries.flatMap((entry): readonly TableRow[] => {
      const one = after.get(entry.account);
      return one?.lossImpact === impact ? [{ kind: 'account', entry, after: one }] : [];
    });
    return rows.length === 0 ? [] : [group(impact, rows.length), ...rows];
  });
  const rest = entries.filter(({ account }) => !after.has(account));
  const untouched = rest.map((entry): TableRow => ({ kind: 'account', entry, after: null }));
  return loss === null || rest.length === 0
    ? [...lifted, ...untouched]
    : [...lifted, group('untouched', rest.length), ...untouched];
}
