import { useEffect, useRef } from 'react';
import { isSecurityEvent, type Reminder } from '../../../src-shared/plans/reminder-types.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { announce } from '../../stores/notice-store.ts';
import { showView, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useRecoveryWords } from '../loss/use-recovery-words.ts';
import { remindersWords } from './reminders-words.ts';
import styles from './reminders.module.css';
import { useReminders } from './use-reminders.ts';

/**
 * Shows the newest security event on top of every view until somebody has looked into it, and has a screen reader say once how many
 * reminders there are.
 */
export function SecurityEvents() {
  const { t } = useTranslation();
  const words = useRecoveryWords();
  const reminders = useReminders();
  const view = useNavigation((state) => state.view);
  const said = useRef(new Set<string>());
  useEffect(() => {
    const fresh = reminders.filter((one) => !said.current.has(one.id));
    for (const one of fresh) said.current.add(one.id);
    if (fresh.length > 0) announce(remindersWords(t, reminders));
  }, [reminders, t]);
  const events = reminders.filter(isSecurityEvent);
  const newest = newestOf(events);
  // The list itself is on that view.
  if (newest === null || view === 'activity') return null;
  return (
    <section className={styles['strip']} aria-label={t('reminder.event')}>
      <Sign tone="critical" />
      <p className={styles['words']}>
        <bdi>{reminderMessage(words, newest).text}</bdi>
      </p>
      <Button look="link" onPress={() => showView('activity')}>
        {t('window.reminders.show', { count: events.length })}
      </Button>
    </section>
  );
}

function newestOf(events: readonly Reminder[]): Reminder | null {
  return events.toSorted((left, right) => (right.at ?? '').localeCompare(left.at ?? ''))[0] ?? null;
}
