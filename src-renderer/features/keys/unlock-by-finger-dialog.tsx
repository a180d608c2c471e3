import { useEffect } from 'react';
import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { useKeyName } from '../../components/use-key-name.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { FingerUnlock } from './use-finger-unlock.ts';

/** Renders the wait of a key for a finger, and why it did not take one; the PIN is the other way. */
export function UnlockByFingerDialog({
  unlock,
  capabilities: { unlockByFinger, listPasskeys },
  onAgain,
  onPin,
  onClose,
}: {
  readonly unlock: FingerUnlock;
  readonly capabilities: Pick<KeyFacts['capabilities'], 'unlockByFinger' | 'listPasskeys'>;
  readonly onAgain: () => void;
  readonly onPin: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const key = useKeyName(unlock.handle);
  const isFinger = unlockByFinger.reason !== 'verification-not-told';
  const prompt = t(isFinger ? 'window.by-finger.place' : 'window.by-finger.look', { key });
  const isFailed = unlock.step === 'failed';
  const words = unlock.step === 'ending' ? null : isFailed ? failureMessage(t, unlock.failure).text : prompt;
  useEffect(() => {
    if (words !== null) announce(words, 'assertive');
  }, [words]);
  const isEnding = unlock.step === 'ending';
  const canTryAgain = isFailed && unlockByFinger.answer !== 'no';
  return (
    <KeyDialog
      handle={unlock.handle}
      title={t('window.by-finger.title')}
      onClose={onClose}
      actions={
        <>
          <Button disabled={isEnding} onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {listPasskeys.answer === 'no' ? null : (
            <Button disabled={isEnding} look={isFailed && !canTryAgain ? 'primary' : 'plain'} onPress={onPin}>
              {t('window.by-finger.use-pin')}
            </Button>
          )}
          {canTryAgain ? (
            <Button look="primary" onPress={onAgain}>
              {t('window.by-finger.again')}
            </Button>
          ) : null}
        </>
      }
    >
      {isFailed ? (
        <Message tone="critical">
          <FailureText failure={unlock.failure} />
        </Message>
      ) : (
        <p>{prompt}</p>
      )}
    </KeyDialog>
  );
}
