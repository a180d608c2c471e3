import { useTranslation } from '../../use-translation.tsx';
import { ReminderLine } from './reminder-line.tsx';
import styles from './reminders.module.css';
import { useReminders } from './use-reminders.ts';

/** Renders what a person should look at now. */
export function RemindersList() {
  const { t } = useTranslation();
  const reminders = useReminders();
  if (reminders.length === 0) return <p className={styles['next']}>{t('reminder.none')}</p>;
  return (
    <ul>
      {reminders.map((reminder) => (
        <ReminderLine key={reminder.id} reminder={reminder} />
      ))}
    </ul>
  );
}
