import type { ReadingChanges } from '../plans/reading-changes.ts';
import type { ReminderAccount, Reminder } from '../plans/reminder-types.ts';
import { displayRpId, displayText } from '../lib/display-text.ts';
import type { RecoveryTerms } from './recovery-message.ts';
import type { Translate } from './translator.ts';

/** Accounts named in one sentence; a key that was reset elsewhere may have lost a hundred. */
const namedAtMost = 5;

export interface ReminderMessage {
  /** The reminder, one sentence. */
  readonly text: string;
  /** The next step of the person. */
  readonly next: string;
}

/** Formats a reminder or security event in words, with the next step. */
export function reminderMessage(terms: RecoveryTerms, reminder: Reminder): ReminderMessage {
  const { t, when } = terms;
  const { kind, names, accounts, counts, at } = reminder;
  const values = {
    key:
      names.length === 0
        ? t('loss.other-ways-only')
        : names.map((name) => displayText(name, 80)).join(t('list.separator')),
    at: at === null ? '–' : when(at),
    accounts: accountsText(terms, accounts),
    count: accounts.length,
    ...counts,
  };
  return { text: t(`reminder.${kind}`, values), next: t(`reminder.${kind}.next`, values) };
}

/** Formats in a few words what a reading changed: "2 added, 1 gone". */
export function readingChangesMessage(t: Translate, changes: ReadingChanges): string {
  const parts = (['added', 'vanished', 'renamed'] as const).flatMap((kind) =>
    changes[kind].length === 0 ? [] : [t(`reading.changes.${kind}`, { count: changes[kind].length })],
  );
  return parts.length === 0 ? t('reading.changes.none') : parts.join(t('list.separator'));
}

function accountsText({ t, locale }: RecoveryTerms, accounts: readonly ReminderAccount[]): string {
  const names = accounts.slice(0, namedAtMost).map(({ service, serviceJa, user }) => {
    const name = displayRpId((locale === 'ja' ? serviceJa : null) ?? service, 80);
    return user === null || user === '' ? name : t('reminder.account', { service: name, user: displayText(user, 80) });
  });
  const shown = names.join(t('list.separator'));
  const more = accounts.length - names.length;
  return more > 0 ? t('reminder.more-accounts', { shown, more }) : shown;
}
