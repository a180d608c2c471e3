import { useEffect } from 'react';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { announce, dismissNotice, type Notice, useNotices } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { FailureText } from './failure-text.tsx';
import { Message } from './message.tsx';
import { NoSecretButton } from './no-secret-button.tsx';
import styles from './notices.module.css';

const shownFor = 8_000;
/** Long enough to take something back: that needs time to read and to get there. */
const shownWithActionFor = 60_000;

/** Renders what has just happened. Good news goes by itself; a failure stays until it is dismissed. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const { t } = useTranslation();
  if (notices.length === 0) return null;
  return (
    <section className={styles['notices']} aria-label={t('window.notices.title')} data-react-aria-top-layer="true">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const { id, failure, text, tone, action } = notice;
  useEffect(() => {
    if (failure === null) announce(text);
    else {
      const message = failureMessage(t, failure);
      announce([message.text, message.next ?? ''].join(' ').trim(), 'assertive');
    }
  }, [failure, text, t]);
  useEffect(() => {
    if (tone === 'failure') return;
    const timer = setTimeout(() => dismissNotice(id), action === null ? shownFor : shownWithActionFor);
    return () => clearTimeout(timer);
  }, [id, tone, action]);
  return (
    <div className={styles['notice']} data-tone={tone}>
      <Message tone={tone === 'failure' ? 'critical' : tone === 'done' ? 'done' : 'notice'}>
        {failure === null ? <p>{text}</p> : <FailureText failure={failure} />}
      </Message>
      {failure?.kind === 'input-invalid' && failure.detail === 'looks-like-code' ? (
        <NoSecretButton onPress={() => dismissNotice(id)} />
      ) : null}
      {action === null ? null : (
        <Button
          look="link"
          onPress={() => {
            dismissNotice(id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button look="quiet" onPress={() => dismissNotice(id)} label={t('window.notices.dismiss')}>
        ×
      </Button>
    </div>
  );
}
