import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { Message } from '../../components/message.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';
import { warningText } from '../../../src-shared/i18n/backup-message.ts';

/** Renders what speaks against this pair of keys, and how many accounts find no room on the spare. */
export function Warnings({ plan }: { readonly plan: BackupPlan }) {
  const { t } = useTranslation();
  const { doNotFit } = plan.counts;
  const lines = [
    ...plan.warnings.map((warning) => warningText(t, warning, plan)),
    ...(doNotFit === 0 ? [] : [t('backup.room', { count: doNotFit, remaining: plan.spare.remaining ?? 0 })]),
  ];
  if (lines.length === 0) return null;
  return (
    <Message tone="warning">
      <ul className={styles['warnings']}>
        {lines.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </Message>
  );
}
