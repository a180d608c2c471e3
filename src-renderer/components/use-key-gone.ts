import { useEffect, useState } from 'react';
import { useKeys } from '../stores/keys-store.ts';
import { announce } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';

/**
 * Checks whether the key a dialog was opened for has left. Once true it stays true: a key plugged in again has another handle, so a
 * disarmed dialog never arms itself for it. Null means the dialog needs no plugged-in key.
 */
export function useKeyGone(handle: string | null): boolean {
  const { t } = useTranslation();
  const present = useKeys((state) => handle === null || state.keys.some((key) => key.handle === handle));
  const [gone, setGone] = useState(false);
  if (!present && !gone) setGone(true);
  useEffect(() => {
    if (gone) announce(t('window.dialog.key-gone'), 'assertive');
  }, [gone, t]);
  return gone;
}
