import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import { accountRisks } from '../../../src-shared/domain/account-risk.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { memo, type ReactNode } from 'react';
import { type BlockKind, Blocks } from '../../components/blocks.tsx';
import { Tally } from '../../components/tally.tsx';
import { ViewHead } from '../../components/view-head.tsx';
import { useLow } from '../../components/use-low.ts';
import { useTranslation } from '../../use-translation.tsx';
import { QuestionsLine } from '../questions/questions-line.tsx';
import { RemindersButton } from '../reminders/reminders-button.tsx';
import { countRisks, riskTones } from './account-risks.ts';
import { headlineText } from './coverage-text.ts';
import { changeFilters, showReminders, useCoverageView } from './coverage-view-store.ts';

/** Renders the coverage in one sentence, as a picture, and as counts that filter; below it the one optional line. */
export const CoverageHead = memo(function CoverageHead({
  report,
  entries,
  strip,
}: {
  readonly report: CoverageReport;
  readonly entries: readonly AccountEntry[];
  readonly strip: ReactNode;
}) {
  const { t, ago } = useTranslation();
  const low = useLow();
  const selected = useCoverageView((state) => state.filters.risks);
  const counts = countRisks(entries);
  const items = accountRisks
    .map((risk) => ({ id: risk, tone: riskTones[risk], count: counts.get(risk) ?? 0 }))
    .filter(({ id, count }) => count > 0 || selected.has(id))
    .map((item) => ({ ...item, text: t(`coverage.risk.${item.id}`) }));
  const count = (...risks: readonly (typeof accountRisks)[number][]): number =>
    risks.reduce((sum, risk) => sum + (counts.get(risk) ?? 0), 0);
  const parts: readonly { readonly kind: BlockKind; readonly count: number }[] = [
    { kind: 'critical', count: count('closed', 'one-key') },
    { kind: 'warning', count: count('weak') },
    { kind: 'unknown', count: count('not-known') },
    { kind: 'survives', count: count('survives') },
  ];
  const tally = (
    <Tally
      label={t('coverage.tally')}
      items={items}
      selected={selected}
      onChange={(risks) => changeFilters({ risks })}
    />
  );
  const inUse = report.keys.filter(({ outOfUse }) => !outOfUse);
  const lastRead = inUse.reduce<string | null>(
    (latest, key) => (key.lastRead !== null && (latest === null || key.lastRead > latest) ? key.lastRead : latest),
    null,
  );
  const facts = (
    <>
      <RemindersButton onPress={showReminders} />
      <QuestionsLine count={report.questions.length} />
      <span>
        {lastRead === null
          ? t('coverage.keys', { count: inUse.length })
          : report.unreadKeys.length > 0
            ? t('coverage.read', { ago: ago(lastRead) })
            : t('coverage.keys.read', { count: inUse.length, ago: ago(lastRead) })}
      </span>
    </>
  );
  return (
    <ViewHead title={headlineText(t, report)} after={low ? tally : null} facts={low ? null : facts}>
      {entries.length === 0 ? null : (
        <Blocks
          parts={parts}
          label={items.map(({ count: number, text }) => `${number} ${text}`).join(t('list.separator'))}
        />
      )}
      {low || entries.length === 0 ? null : tally}
      {strip}
    </ViewHead>
  );
});
