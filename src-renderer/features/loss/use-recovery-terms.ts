import { useMemo } from 'react';
import type { RecoveryTerms } from '../../../src-shared/i18n/recovery-message.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Returns what the messages of a plan need, in the language of the window. */
export function useRecoveryTerms(): RecoveryTerms {
  const { t, locale, day } = useTranslation();
  return useMemo(() => ({ t, locale, when: day }), [t, locale, day]);
}
