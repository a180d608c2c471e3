import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import { Message } from './message.tsx';
import { useKeyGone } from './use-key-gone.ts';

/** Renders a dialog for one plug-in of one key: when that key leaves it disarms, says so, and can only be closed. */
export function KeyDialog({
  handle,
  children,
  actions,
  ...dialog
}: DialogProps & { readonly handle: string | null; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const gone = useKeyGone(handle);
  return (
    <Dialog
      {...dialog}
      actions={
        gone ? (
          <Button onPress={dialog.onClose} autoFocus>
            {t('window.common.close')}
          </Button>
        ) : (
          actions
        )
      }
    >
      {gone ? <Message tone="warning">{t('window.dialog.key-gone')}</Message> : children}
    </Dialog>
  );
}
