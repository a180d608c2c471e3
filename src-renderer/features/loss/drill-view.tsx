import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { planTasks } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { planEntryMessage, planSummary } from '../../../src-shared/i18n/recovery-message.ts';
import { Button } from '../../components/button.tsx';
import { Subline } from '../../components/subline.tsx';
import { useApp } from '../../stores/app-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { LossChooser } from './loss-chooser.tsx';
import { clearMarks, useLoss } from './loss-store.ts';
import styles from './loss-view.module.css';
import { RecordLossDialog } from './record-loss-dialog.tsx';
import { RecordedLosses } from './recorded-losses.tsx';
import { SavePlanDialog } from './save-plan-dialog.tsx';
import { StepList, type StepSection } from './step-list.tsx';
import { useRecoveryTerms } from './use-recovery-terms.ts';

/** Asks what is lost and says what would follow: what still opens, what does not, what to do first. Nothing is stored. */
export function DrillView({
  snapshot,
  report,
}: {
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
}) {
  const { t } = useTranslation();
  const terms = useRecoveryTerms();
  const services = useApp((state) => state.services);
  const marked = useDeferredValue(useLoss((state) => state));
  const [dialog, setDialog] = useState<'none' | 'save' | 'record'>('none');
  const lost = useMemo(() => {
    const keys = snapshot.keys.filter((key) => key.lostAt === null && marked.keyIds.has(key.id));
    const ways = snapshot.otherWaysIn.filter((way) => marked.wayIds.has(way.id));
    const devices = snapshot.devices.filter((device) => device.lostAt === null && marked.deviceIds.has(device.id));
    const named = (group: 'place' | 'ring') =>
      marked.wholes.filter((one) => one.group === group).map(({ name }) => name);
    return {
      keyIds: keys.map((key) => key.id),
      otherWayIds: ways.map((way) => way.id),
      deviceIds: devices.map((device) => device.id),
      accountIds: [...marked.accountIds],
      places: named('place'),
      rings: named('ring'),
      pinKnownKeyIds: keys.map((key) => key.id).filter((id) => marked.pinKnownIds.has(id)),
    };
  }, [snapshot, marked]);
  const plan = useMemo(() => planLoss({ snapshot, report, services }, lost), [snapshot, report, services, lost]);
  const sections = useMemo(
    () =>
      planTasks.map((task): StepSection => ({
        task,
        steps: plan.sections[task].map((entry) => ({
          id: `${task} ${entry.account.accountId}`,
          message: () => planEntryMessage(terms, entry),
          serviceId: entry.serviceId,
          urgent: entry.urgent && task === 'remove-lost-key',
          check: null,
        })),
      })),
    [plan, terms],
  );
  const isNothing = lost.keyIds.length + lost.otherWayIds.length + lost.deviceIds.length + lost.accountIds.length === 0;
  const [first = '', ...notes] = isNothing ? [] : planSummary(terms, plan);
  useEffect(() => {
    if (first !== '') announce(first);
  }, [first]);
  const empty = snapshot.keys.length === 0 ? t('window.loss.no-keys') : t('window.loss.nothing-marked');
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <h1>{t('window.loss.title')}</h1>
        <Subline>
          <span>{t('window.loss.hint')}</span>
          {isNothing ? null : (
            <Button look="link" onPress={clearMarks}>
              {t('window.loss.clear')}
            </Button>
          )}
        </Subline>
        <RecordedLosses losses={snapshot.losses} />
      </header>
      <div className={styles['columns']}>
        <LossChooser snapshot={snapshot} report={report} />
        <div className={styles['plan']}>
          <div className={styles['summary']}>
            <h2>{t('window.loss.plan')}</h2>
            <p className={isNothing ? styles['quiet'] : styles['answer']}>{isNothing ? empty : first}</p>
            {notes.length === 0 ? null : (
              <ul className={styles['notes']}>
                {notes.map((note) => (
                  <li key={note}>
                    <bdi>{note}</bdi>
                  </li>
                ))}
              </ul>
            )}
            {isNothing ? null : (
              <div className={styles['actions']}>
                <Button onPress={() => setDialog('save')}>{t('window.loss.save')}</Button>
                <Button onPress={() => setDialog('record')}>{t('window.loss.record')}</Button>
              </div>
            )}
          </div>
          {isNothing ? null : <StepList label={t('window.loss.plan')} sections={sections} />}
        </div>
      </div>
      {dialog === 'save' ? <SavePlanDialog lost={lost} lossId={null} onClose={() => setDialog('none')} /> : null}
      {dialog === 'record' ? <RecordLossDialog plan={plan} lost={lost} onClose={() => setDialog('none')} /> : null}
    </div>
  );
}
