import { useEffect } from 'react';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import { dismissNotice, type Notice, useNotices } from '../stores/notice-store.ts';
import { useKeys } from '../stores/keys-store.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { FailureText } from './failure-text.tsx';
import { Icon } from './icon.tsx';
import { KeyPicture } from './key-picture.tsx';
import { keyShape } from './key-shape.ts';
import { Message } from './message.tsx';
import { NoSecretButton } from './no-secret-button.tsx';
import styles from './notices.module.css';
import { useKeyColours } from './use-key-colour.ts';
import { useKeyName } from './use-key-name.ts';
import { useSpokenNotice } from './use-spoken-notice.ts';

const shownFor = 8_000;
/** Long enough to take something back: that needs time to read and to get there. */
const shownWithActionFor = 60_000;

/**
 * Renders what has just happened, one thing at a time. Good news goes by itself; a failure stays until its cause is gone, or it is dismissed.
 * What failed with a key that is shown stands there (`KeyFailure`).
 */
export function Notices() {
  const notice = useNotices((state) => state.notice);
  const isElsewhere = useNotices((state) => state.shownKeys.includes(state.notice?.handle ?? ''));
  const { t } = useTranslation();
  if (notice === null || isElsewhere) return null;
  return (
    <section className={styles['notices']} aria-label={t('window.notices.title')} data-react-aria-top-layer="true">
      <NoticeCard key={notice.id} notice={notice} />
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const { id, failure, text, tone, action, handle } = notice;
  useSpokenNotice(notice);
  useEffect(() => {
    if (tone === 'failure') return;
    const timer = setTimeout(() => dismissNotice(id), action === null ? shownFor : shownWithActionFor);
    return () => clearTimeout(timer);
  }, [id, tone, action]);
  return (
    <div className={styles['notice']} data-tone={tone}>
      <Message tone={tone === 'failure' ? 'critical' : tone === 'done' ? 'done' : 'notice'}>
        {handle === null ? null : <NamedKey handle={handle} />}
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
        <Icon name="close" size={14} />
      </Button>
    </div>
  );
}

/** Renders the key that a notice is about. */
function NamedKey({ handle }: { readonly handle: KeyHandle }) {
  const name = useKeyName(handle);
  const key = useKeys((state) => state.keys.find((one) => one.handle === handle));
  const colourOf = useKeyColours();
  return (
    <p className={styles['key']}>
      <KeyPicture
        shape={keyShape({ formFactor: key?.facts?.formFactor ?? null, product: key?.product ?? null })}
        colour={colourOf(key?.remembered?.keyId ?? null)}
        width={32}
      />
      <bdi>{name}</bdi>
    </p>
  );
}
