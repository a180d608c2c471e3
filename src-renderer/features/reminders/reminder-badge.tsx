import { isSecurityEvent } from '../../../src-shared/plans/reminder-types.ts';
import { useTranslation } from '../../use-translation.tsx';
import { remindersText } from './reminders-text.ts';
import styles from './reminders.module.css';
import { useReminders } from './use-reminders.ts';

/** A larger number says no more. */
const mostShown = 99;

/** Renders the number of reminders beside the view that lists them; the words are for the button's description. */
export function ReminderBadge({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const reminders = useReminders();
  if (reminders.length === 0) return null;
  return (
    <span className={styles['badge']} data-event={reminders.some(isSecurityEvent)} title={remindersText(t, reminders)}>
      <span aria-hidden="true">{reminders.length > mostShown ? `${mostShown}+` : reminders.length}</span>
      <span id={id} className={styles['hidden']}>
        {remindersText(t, reminders)}
      </span>
    </span>
  );
}
