import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from '../coverage/coverage-text.ts';
import { showSession } from './backup-store.ts';
import styles from './backup-view.module.css';
import { accountName, pairNames } from '../../../src-shared/i18n/backup-message.ts';

const mostNamed = 50;

/** Renders what was done, what is left and why, before a session ends. */
export function CloseDialog({
  plan,
  sessionId,
  onClose,
}: {
  readonly plan: BackupPlan;
  readonly sessionId: string;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const left = plan.items.filter((item) => item.left !== null);
  const why = (item: BackupItem): string => {
    const words = item.left === null ? '' : t(`backup.left.${item.left}`);
    return item.left === 'skipped' && item.reason !== null
      ? t('backup.left.with-reason', { why: words, reason: displayText(item.reason, 200) })
      : words;
  };
  const close = async () => {
    if ((await run(api().backup.close({ sessionId }))) === undefined) return;
    onClose();
    showSession(null);
    showDone(t('backup.closed'));
  };
  return (
    <Dialog
      wide
      title={t('backup.close.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backup.close.later')}</Button>
          <Button look="primary" onPress={() => void close()}>
            {t('backup.close.confirm')}
          </Button>
        </>
      }
    >
      <p>
        <bdi>{t('backup.close.done', { ...pairNames(plan), done: plan.counts.done })}</bdi>
      </p>
      <h3>{left.length === 0 ? t('backup.close.nothing-left') : t('backup.close.left')}</h3>
      {left.length === 0 ? null : (
        <ul className={styles['left']} tabIndex={0} aria-label={t('backup.close.left')}>
          {left.slice(0, mostNamed).map((item) => (
            <li key={item.account.accountId}>
              <OutsideText text={serviceName(item.service, locale)} /> · <OutsideText text={accountName(item)} />
              {' — '}
              <bdi>{why(item)}</bdi>
            </li>
          ))}
          {left.length > mostNamed ? <li>{t('backup.left.more', { count: left.length - mostNamed })}</li> : null}
        </ul>
      )}
      <p className={styles['quiet']}>{t('backup.close.stays')}</p>
    </Dialog>
  );
}
