import { useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { planSummary } from '../../../src-shared/i18n/recovery-message.ts';
import { preventionOf, type Prevention } from '../../../src-shared/plans/way-back.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { FixedPanel, PanelSection } from '../../components/panel.tsx';
import { type Step, Steps } from '../../components/steps.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { openAddSpare } from '../backup/open-add-spare.ts';
import { type LossMode, takeAsLost } from './loss-store.ts';
import { type LossNames, stepText } from './loss-text.ts';
import { RecordLossDialog } from './record-loss-dialog.tsx';
import { SavePlanDialog } from './save-plan-dialog.tsx';
import type { LossQuestion } from './use-loss-question.ts';
import { useRecoveryTerms } from './use-recovery-terms.ts';
import styles from './way-back-panel.module.css';

/** More steps than this are worked through on the checklist or on paper. */
const shownSteps = 20;
const shownClosed = 8;

/** Renders the order in which accounts open again, what nothing brings back, and the one thing that prevents it. */
export function WayBackPanel({
  mode,
  report,
  question,
  names,
  summary,
}: {
  readonly mode: LossMode;
  readonly report: CoverageReport;
  readonly question: LossQuestion;
  readonly names: LossNames;
  /** Counts of the groups in words, as the head of the view has them. */
  readonly summary: string;
}) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'none' | 'save' | 'record'>('none');
  const terms = useRecoveryTerms();
  const { plan, wayBack, lost, groups } = question;
  const prevention = useMemo(() => preventionOf(report, plan, wayBack.closed), [report, plan, wayBack]);
  const steps = useMemo((): readonly Step[] => {
    const opening = wayBack.steps.slice(0, shownSteps).map((step): Step => ({
      id: step.entry.account.accountId,
      state: 'todo',
      ...stepText(names, step),
      end: t(`what-if.result.${step.result}`),
    }));
    const [key, ...others] = plan.keys;
    if (key === undefined || wayBack.removeFrom.length === 0) return opening;
    const name =
      others.length > 0 ? t('what-if.keys', { count: plan.keys.length }) : (names.keyOf(key.keyId)?.name ?? '');
    const removal: Step = {
      id: 'remove',
      state: 'todo',
      title: t('what-if.rail.remove', { key: name, count: wayBack.removeFrom.length }),
      detail: t('what-if.rail.remove.when'),
    };
    return [...opening, removal];
  }, [wayBack, plan, names, t]);
  const [, ...notes] = planSummary(terms, plan);
  const more = wayBack.steps.length - shownSteps;
  return (
    <FixedPanel
      title={t('what-if.way-back')}
      footer={
        <>
          <Button look="quiet" onPress={() => setDialog('save')}>
            <Icon name="print" size={14} />
            {t('what-if.save')}
          </Button>
          <span className={styles['end']}>
            {mode === 'loss' ? (
              <Button look="primary" onPress={() => setDialog('record')}>
                {t('what-if.record')}
              </Button>
            ) : (
              <Button look="quiet-destructive" onPress={takeAsLost}>
                {t('what-if.really')}
              </Button>
            )}
          </span>
        </>
      }
    >
      <PanelSection>
        <p className={styles['sum']}>
          {t('what-if.way-back.sum', {
            back: groups.back.length,
            steps: wayBack.steps.length,
            closed: groups.closed.length,
          })}
        </p>
        {steps.length === 0 ? null : <Steps label={t('what-if.way-back')} look="plan" steps={steps} />}
        {more > 0 ? <p className={styles['sum']}>{t('what-if.more', { count: more })}</p> : null}
      </PanelSection>
      {wayBack.closed.length === 0 ? null : (
        <PanelSection title={t('what-if.no-way-back')}>
          <ul className={styles['closed']}>
            {wayBack.closed.slice(0, shownClosed).map(({ entry, with: dependents }) => (
              <li key={entry.account.accountId}>
                <ToneIcon tone="critical" size={12} />
                <bdi>
                  {closedText(
                    names,
                    entry.account.accountId,
                    dependents.map(({ account }) => account.accountId),
                  )}
                </bdi>
              </li>
            ))}
          </ul>
          {wayBack.closed.length > shownClosed ? (
            <p className={styles['sum']}>{t('what-if.more', { count: wayBack.closed.length - shownClosed })}</p>
          ) : null}
          {prevention === null ? (
            <p className={styles['sum']}>{t('what-if.prevent.none')}</p>
          ) : (
            <PreventButton prevention={prevention} names={names} primary={mode === 'what-if'} />
          )}
        </PanelSection>
      )}
      {notes.length === 0 ? null : (
        <PanelSection title={t('what-if.known')}>
          <ul className={styles['notes']}>
            {notes.map((note) => (
              <li key={note}>
                <bdi>{note}</bdi>
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {dialog === 'save' ? <SavePlanDialog lost={lost} lossId={null} onClose={() => setDialog('none')} /> : null}
      {dialog === 'record' ? (
        <RecordLossDialog plan={plan} lost={lost} summary={summary} onClose={() => setDialog('none')} />
      ) : null}
    </FixedPanel>
  );
}

/** Renders the one button that prevents it: the spare that keeps most of these accounts open, added to them today. */
function PreventButton({
  prevention,
  names,
  primary,
}: {
  readonly prevention: Prevention;
  readonly names: LossNames;
  readonly primary: boolean;
}) {
  const { t, keyOf, accountName } = { ...useTranslation(), ...names };
  const { accountIds, spareKeyId, primaryKeyId } = prevention;
  const [first = ''] = accountIds;
  const values = { count: accountIds.length, key: keyOf(spareKeyId)?.name ?? '', account: accountName(first) };
  return (
    <>
      <p className={styles['sum']}>{t('what-if.prevent', values)}</p>
      <Button
        look={primary ? 'primary' : 'outline'}
        onPress={() => void openAddSpare({ primaryKeyId, keyId: spareKeyId, accountId: first })}
      >
        {t('what-if.prevent.add', values)}
      </Button>
    </>
  );
}

function closedText({ t, accountName }: LossNames, accountId: string, dependentIds: readonly string[]): string {
  const account = accountName(accountId);
  const [first, ...others] = dependentIds;
  if (first === undefined) return account;
  return t('what-if.closed.and-with', { account, other: accountName(first), more: others.length });
}
