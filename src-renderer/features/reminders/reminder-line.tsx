import { isSecurityEvent, type Reminder } from '../../../src-shared/plans/reminder-types.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { showKey, showView } from '../../stores/navigation-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showInCoverage } from '../coverage/coverage-view-store.ts';
import { showSession } from '../backup/backup-store.ts';
import { showLoss } from '../loss/loss-store.ts';
import { useRecoveryTerms } from '../loss/use-recovery-terms.ts';
import styles from './reminders.module.css';

/** Renders one reminder: what is the matter, what to do, where it is, and how to put it aside. */
export function ReminderLine({ reminder }: { readonly reminder: Reminder }) {
  const { t, locale } = useTranslation();
  const terms = useRecoveryTerms();
  const { text, next } = reminderMessage(terms, reminder);
  const isEvent = isSecurityEvent(reminder);
  const putAside = async () => {
    const { acknowledge, snooze } = api().reminders;
    if ((await run((isEvent ? acknowledge : snooze)({ id: reminder.id }))) === undefined) return;
    showDone(t(isEvent ? 'window.reminders.acknowledged' : 'window.reminders.snoozed'));
  };
  return (
    <li className={styles['line']}>
      <ToneIcon tone={reminder.severity} />
      <div className={styles['words']}>
        {isEvent ? <p className={styles['event']}>{t('reminder.event')}</p> : null}
        <p>
          <bdi>{text}</bdi>
        </p>
        <p className={styles['next']}>
          <bdi>{next}</bdi>
        </p>
      </div>
      <div className={styles['actions']}>
        <Button
          look="link"
          label={`${t(`window.reminders.show.${reminder.target.type}`)}: ${text}`}
          onPress={() => open(reminder, locale)}
        >
          {t(`window.reminders.show.${reminder.target.type}`)}
        </Button>
        <Button
          look="link"
          label={`${t(isEvent ? 'window.reminders.acknowledge' : 'window.reminders.snooze')}: ${text}`}
          onPress={() => void putAside()}
        >
          {t(isEvent ? 'window.reminders.acknowledge' : 'window.reminders.snooze')}
        </Button>
      </div>
    </li>
  );
}

function open({ target, accounts }: Reminder, locale: Locale): void {
  switch (target.type) {
    case 'key':
      return showKey({ type: 'remembered', keyId: target.keyId }, 'about');
    case 'loss':
      return showLoss(target.lossId);
    case 'backup':
      showSession(target.sessionId);
      return showView('backup');
    case 'coverage': {
      const [account] = accounts;
      if (account === undefined) return showView('coverage');
      return showInCoverage(serviceNameIn({ name: account.service, nameJa: account.serviceJa }, locale), account.user);
    }
  }
}
