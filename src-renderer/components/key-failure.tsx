import { useEffect } from 'react';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import { dismissNotice, showsFailuresOf, useNotices } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { FailureText } from './failure-text.tsx';
import { Icon } from './icon.tsx';
import styles from './key-failure.module.css';
import { Message } from './message.tsx';
import { useKeyName } from './use-key-name.ts';
import { useSpokenNotice } from './use-spoken-notice.ts';

/** Renders what failed with a key where that key is shown, until its cause is gone. `isNamed`: its name stands beside it already. */
export function KeyFailure({ handle, isNamed }: { readonly handle: KeyHandle; readonly isNamed: boolean }) {
  const { t } = useTranslation();
  const notice = useNotices((state) => (state.notice?.handle === handle ? state.notice : null));
  const name = useKeyName(handle);
  useEffect(() => showsFailuresOf(handle), [handle]);
  useSpokenNotice(notice);
  if (notice === null || notice.failure === null) return null;
  return (
    <Message tone="critical">
      <div className={styles['line']}>
        <div className={styles['words']}>
          {isNamed ? null : (
            <p className={styles['name']}>
              <bdi>{name}</bdi>
            </p>
          )}
          <FailureText failure={notice.failure} />
        </div>
        <Button look="quiet" onPress={() => dismissNotice(notice.id)} label={t('window.notices.dismiss')}>
          <Icon name="close" size={14} />
        </Button>
      </div>
    </Message>
  );
}
