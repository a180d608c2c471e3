import { useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { makeLossChecklist } from '../../../src-shared/plans/loss-checklist.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { checklistMessage } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Subline } from '../../components/subline.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { useApp } from '../../stores/app-store.ts';
import { announce, showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { CloseLossDialog } from './close-loss-dialog.tsx';
import { lossName } from './loss-name.ts';
import { showLoss } from './loss-store.ts';
import styles from './loss-view.module.css';
import { SavePlanDialog } from './save-plan-dialog.tsx';
import { StepList, type StepSection } from './step-list.tsx';
import { useRecoveryTerms } from './use-recovery-terms.ts';

/** Renders the checklist of a recorded loss: ticked line by line, on any day, until the person closes it. */
export function LossChecklistView({
  record,
  snapshot,
  report,
}: {
  readonly record: LossRecord;
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
}) {
  const { t, day } = useTranslation();
  const terms = useRecoveryTerms();
  const services = useApp((state) => state.services);
  const [dialog, setDialog] = useState<'none' | 'save' | 'close'>('none');
  const list = useMemo(() => makeLossChecklist(record, report, services), [record, report, services]);
  const sections = useMemo(
    () =>
      list.sections.map(({ task, lines }): StepSection => ({
        task,
        steps: lines.map((line) => ({
          id: line.item.id,
          message: () => checklistMessage(terms, line),
          serviceId: line.item.serviceId,
          doneAt: line.item.doneAt,
          disabled: record.closedAt !== null,
          onChange: (done) => void tick(line.item.id, done),
        })),
      })),
    // `tick` closes over nothing that these do not name.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [list, terms, record],
  );
  const tick = async (itemId: string, done: boolean) => {
    if ((await run(api().loss.tick({ lossId: record.id, itemId, done }))) === undefined) return;
    announce(t('window.loss.progress', { done: list.done + (done ? 1 : -1), total: list.total }));
  };
  const found = async (keyId: string, label: string) => {
    if ((await run(api().inventory.markFound({ keyId }))) === undefined) return;
    showDone(t('window.loss.found.done', { key: displayText(label, 80) }));
  };
  const deviceFound = async (id: string, label: string) => {
    if ((await run(api().inventory.setDeviceLost({ id, state: 'found' }))) === undefined) return;
    showDone(t('devices.found.done', { name: displayText(label, 80) }));
  };
  const devicesStill = snapshot.devices.filter(({ id, lostAt }) => record.deviceIds.includes(id) && lostAt !== null);
  const lostStill = snapshot.keys.filter((key) => record.keyIds.includes(key.id) && key.lostAt !== null);
  const name = lossName(t, record);
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <p>
          <Button look="link" onPress={() => showLoss(null)}>
            {t('window.loss.back')}
          </Button>
        </p>
        <h1>
          <bdi>{t('window.loss.of', { name })}</bdi>
        </h1>
        <Subline>
          <span>{t('window.loss.recorded-on', { at: day(record.at) })}</span>
          <span>
            {record.closedAt === null
              ? t('window.loss.progress', { done: list.done, total: list.total })
              : t('window.loss.closed', { at: day(record.closedAt) })}
          </span>
        </Subline>
        {record.note === null ? null : (
          <p className={styles['quiet']}>
            <OutsideText text={record.note} maximum={2000} />
          </p>
        )}
        <progress
          className={styles['progress']}
          max={Math.max(1, list.total)}
          value={list.total === 0 ? 1 : list.done}
          aria-label={t('window.loss.progress', { done: list.done, total: list.total })}
        />
        <div className={styles['actions']}>
          <Button onPress={() => setDialog('save')}>{t('window.loss.save-checklist')}</Button>
          {lostStill.map((key) => (
            <Button key={key.id} onPress={() => void found(key.id, key.label)}>
              {t('window.loss.found', { key: displayText(key.label, 60) })}
            </Button>
          ))}
          {devicesStill.map(({ id, label }) => (
            <Button key={id} onPress={() => void deviceFound(id, label)}>
              {t('window.loss.found', { key: displayText(label, 60) })}
            </Button>
          ))}
          {record.closedAt === null ? (
            <Button onPress={() => setDialog('close')}>{t('window.loss.close')}</Button>
          ) : null}
        </div>
      </header>
      {list.total === 0 ? <p className={styles['empty']}>{t('window.loss.nothing-to-do')}</p> : null}
      <StepList label={t('window.loss.checklist')} sections={sections} />
      {dialog === 'save' ? <SavePlanDialog lost={null} lossId={record.id} onClose={() => setDialog('none')} /> : null}
      {dialog === 'close' ? <CloseLossDialog list={list} onClose={() => setDialog('none')} /> : null}
    </div>
  );
}
