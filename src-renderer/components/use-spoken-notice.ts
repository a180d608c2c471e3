import { useEffect } from 'react';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { announce, type Notice } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';

/** Announces a notice once it stands there, a failure at once. */
export function useSpokenNotice(notice: Notice | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (notice === null) return;
    if (notice.failure === null) return announce(notice.text);
    const message = failureMessage(t, notice.failure);
    announce([message.text, message.next ?? ''].join(' ').trim(), 'assertive');
  }, [notice, t]);
}
