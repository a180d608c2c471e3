import type { ReadingChanges } from '../plans/reading-changes.ts';
import type { ReminderAccount, Reminder } from '../plans/reminder-types.ts';
import { displayRpId, displayText } from '../lib/display-text.ts';
import type { RecoveryTerms } from './recovery-message.ts';
import type { Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

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

/** Formats a notice of the system. It names the key at most: others may see it, on a locked screen too. */
export function noticeMessage(
  t: Translate,
  { kind, names, accounts, at }: Reminder,
): { readonly title: string; readonly body: string } {
  const key = displayText(names[0] ?? '', 60);
  const time = at === null ? '' : new Date(at).toTimeString().slice(0, 5);
  switch (kind) {
    case 'lost-key-seen':
      return { title: t('notice.lost-key'), body: t('notice.lost-key.body', { key }) };
    case 'passkey-vanished':
      return { title: t('notice.vanished'), body: t('notice.vanished.body', { key, count: accounts.length }) };
    default:
      return { title: t('notice.pass'), body: t('notice.pass.body', { time }) };
  }
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
    const name = displayRpId(serviceNameIn({ name: service, nameJa: serviceJa }, locale), 80);
    return user === null || user === '' ? name : t('reminder.account', { service: name, user: displayText(user, 80) });
  });
  const shown = names.join(t('list.separator'));
  const more = accounts.length - names.length;
  return more > 0 ? t('reminder.more-accounts', { shown, more }) : shown;
}
