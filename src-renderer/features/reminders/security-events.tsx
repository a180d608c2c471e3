import { useEffect, useRef } from 'react';
import { isSecurityEvent, type Reminder } from '../../../src-shared/plans/reminder-types.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { Button } from '../../components/button.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { announce } from '../../stores/notice-store.ts';
import { useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showReminders, useCoverageView } from '../coverage/coverage-view-store.ts';
import { useRecoveryTerms } from '../loss/use-recovery-terms.ts';
import { remindersText } from './reminders-text.ts';
import styles from './reminders.module.css';
import { useReminders } from './use-reminders.ts';

/**
 * Renders the newest security event on top of every view until somebody has looked into it, and has a screen reader say once how many
 * reminders there are.
 */
export function SecurityEvents() {
  const { t } = useTranslation();
  const terms = useRecoveryTerms();
  const reminders = useReminders();
  const view = useNavigation((state) => state.view);
  const isListed = useCoverageView((state) => state.reminders) && view === 'coverage';
  const said = useRef(new Set<string>());
  useEffect(() => {
    const fresh = reminders.filter((one) => !said.current.has(one.id));
    for (const one of fresh) said.current.add(one.id);
    if (fresh.length > 0) announce(remindersText(t, reminders));
  }, [reminders, t]);
  const events = reminders.filter(isSecurityEvent);
  const newest = newestOf(events);
  if (newest === null || isListed) return null;
  return (
    <section className={styles['strip']} aria-label={t('reminder.event')}>
      <ToneIcon tone="critical" />
      <p className={styles['words']}>
        <bdi>{reminderMessage(terms, newest).text}</bdi>
      </p>
      <Button look="link" onPress={showReminders}>
        {t('window.reminders.show', { count: events.length })}
      </Button>
    </section>
  );
}

function newestOf(events: readonly Reminder[]): Reminder | null {
  return events.toSorted((left, right) => (right.at ?? '').localeCompare(left.at ?? ''))[0] ?? null;
}
