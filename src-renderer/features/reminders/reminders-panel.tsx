import { useTranslation } from '../../use-translation.tsx';
import { ReminderLine } from './reminder-line.tsx';
import styles from './reminders.module.css';
import { useReminders } from './use-reminders.ts';

/** Renders what a person should look at now. */
export function RemindersPanel() {
  const { t } = useTranslation();
  const reminders = useReminders();
  return (
    <section className={styles['panel']} aria-labelledby="reminders">
      <h2 id="reminders">{t('reminder.title')}</h2>
      {reminders.length === 0 ? (
        <p className={styles['next']}>{t('reminder.none')}</p>
      ) : (
        <ul className={styles['lines']}>
          {reminders.map((reminder) => (
            <ReminderLine key={reminder.id} reminder={reminder} />
          ))}
        </ul>
      )}
    </section>
  );
}
