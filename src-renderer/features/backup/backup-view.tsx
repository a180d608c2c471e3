import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { showSession, useBackup } from './backup-store.ts';
import styles from './backup-view.module.css';
import { ChooseKeys } from './choose-keys.tsx';
import { SessionView } from './session-view.tsx';

/** Renders what a spare lacks: the choice of two keys, then their session. */
export function BackupView() {
  const { t } = useTranslation();
  const sessions = useInventory((state) => state.snapshot?.backupSessions);
  const report = useCoverage();
  const sessionId = useBackup((state) => state.sessionId);
  if (sessions === undefined || report === null) return <p className={styles['none']}>{t('window.common.reading')}</p>;
  const session = sessions.find(({ id, closedAt }) => id === sessionId && closedAt === null);
  if (session === undefined) return <ChooseKeys report={report} sessions={sessions} />;
  return <SessionView key={session.id} session={session} onLeave={() => showSession(null)} />;
}
