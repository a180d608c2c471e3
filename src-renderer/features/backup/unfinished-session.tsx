import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showSession } from './backup-store.ts';
import styles from './backup-view.module.css';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { useBackupPlan } from './use-backup-plan.ts';

/** Renders one line of the sessions that were not finished; one whose key was forgotten can only be closed. */
export function UnfinishedSession({ session }: { readonly session: BackupSession }) {
  const { t, ago } = useTranslation();
  const plan = useBackupPlan(session.primaryKeyId, session.spareKeyId, session);
  if (plan === null) {
    return (
      <li>
        <p className={styles['session-words']}>{t('backup.session.key-gone')}</p>
        <Button onPress={() => void run(api().backup.close({ sessionId: session.id }))}>
          {t('backup.close.confirm')}
        </Button>
      </li>
    );
  }
  const pair = pairNames(plan);
  return (
    <li>
      <p className={styles['session-words']}>
        <bdi>{t('backup.session', pair)}</bdi>
        <span className={styles['quiet']}>
          {t('backup.session.about', { when: ago(session.startedAt), left: plan.counts.toDo })}
        </span>
      </p>
      <Button label={t('backup.session.continue-label', pair)} onPress={() => showSession(session.id)}>
        {t('backup.session.continue')}
      </Button>
    </li>
  );
}
