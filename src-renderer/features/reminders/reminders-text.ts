import { isSecurityEvent, type Reminder } from '../../../src-shared/plans/reminder-types.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';

/** Describes how many reminders there are, security events apart. */
export function remindersText(t: Translate, reminders: readonly Reminder[]): string {
  const events = reminders.filter(isSecurityEvent).length;
  const others = reminders.length - events;
  return events === 0
    ? t('window.reminders.badge', { count: others })
    : t('window.reminders.badge-events', { events, others });
}
