import { useEffect } from 'react';
import { showHint } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';
import { otpStore } from './otp-guard.ts';

/** Shows "that was your key typing" whenever a touched key has typed its one-time password into the window. */
export function useOtpHint(): void {
  const { t } = useTranslation();
  useEffect(() => otpStore.subscribe(() => showHint(t('window.otp.typed'))), [t]);
}
