import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { type LossImpact, lossImpacts } from '../../../src-shared/domain/loss-impact.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { Blocks } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { ModeMark } from '../../components/mode-mark.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { useSpokenAnswer } from '../../components/use-spoken-answer.ts';
import { ViewHead } from '../../components/view-head.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { ForbidChoice } from './forbid-choice.tsx';
import { ForbidPanel } from './forbid-panel.tsx';
import { leaveForbidden } from './forbid-store.ts';
import { ForbidTable } from './forbid-table.tsx';
import styles from './forbid-view.module.css';
import { useForbidden } from './use-forbidden.ts';

const blockKinds = { 'locked-out': 'critical', perhaps: 'unknown', helpdesk: 'warning', open: 'less' } as const;

/** Renders the question who would be shut out if models of keys were refused at sign-in, and whose accounts those are. */
export function ForbidView() {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  if (snapshot === null || report === null) return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  return <ForbidAnswer snapshot={snapshot} report={report} />;
}

function ForbidAnswer({ snapshot, report }: { readonly snapshot: InventorySnapshot; readonly report: CoverageReport }) {
  const { t } = useTranslation();
  const question = useForbidden(snapshot, report);
  const { isAsked, answer } = question;
  const { refused, unknown, loss } = answer;
  useEscape(leaveForbidden);
  const summary = t('forbid.counts', countsOf(loss.counts));
  useSpokenAnswer(isAsked ? summary : null);
  const { accounts: total } = report.totals;
  const title = isAsked
    ? t('forbid.title', { keys: refused.length, closed: loss.counts['locked-out'], total })
    : t('forbid.empty');
  const parts = lossImpacts.map((impact) => ({ kind: blockKinds[impact], count: loss.counts[impact] }));
  const untouched = { kind: 'survives', count: total - loss.touched.length } as const;
  return (
    <div className={styles['view']}>
      <ViewHead
        before={<ModeMark>{t('what-if.mark')}</ModeMark>}
        title={title}
        facts={
          <>
            <span>{t('what-if.nothing-stored')}</span>
            <Button onPress={leaveForbidden}>
              <Icon name="undo" size={14} />
              {t('what-if.leave')}
            </Button>
            <Keycap keys="Esc" />
          </>
        }
      >
        {isAsked ? (
          <>
            <Blocks label={summary} parts={[...parts, untouched]} />
            <p>{summary}</p>
          </>
        ) : (
          <p className={styles['hint']}>{t(question.models.length === 0 ? 'forbid.no-models' : 'forbid.hint')}</p>
        )}
        {!isAsked || unknown.length === 0 ? null : (
          <p className={styles['doubt']}>
            <ToneIcon tone="unknown" size={13} /> {t('forbid.unknown', { count: unknown.length })}
          </p>
        )}
        <ForbidChoice models={question.models} report={report} />
      </ViewHead>
      <div className={styles['body']}>
        <div className={styles['table']} role="region" aria-label={t('forbid.table')} tabIndex={0}>
          {isAsked ? <ForbidTable snapshot={snapshot} report={report} answer={answer} /> : null}
        </div>
        <ForbidPanel isAsked={isAsked} answer={answer} />
      </div>
    </div>
  );
}

function countsOf(counts: Readonly<Record<LossImpact, number>>) {
  return { closed: counts['locked-out'], perhaps: counts.perhaps, helpdesk: counts.helpdesk, open: counts.open };
}
