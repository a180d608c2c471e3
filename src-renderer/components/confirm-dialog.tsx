import { type ReactNode, useId } from 'react';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { DangerButton } from './danger-button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before something that cannot be undone. Cancel is focused; the other button rests before it is live. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  ready = true,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  /** False while something in the dialog is still missing; the button is there, and cannot be pressed. */
  readonly ready?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const description = useId();
  return (
    <Dialog
      alert
      title={title}
      describedBy={description}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {ready ? (
            <DangerButton onConfirm={onConfirm}>{confirm}</DangerButton>
          ) : (
            <Button look="destructive" disabled>
              {confirm}
            </Button>
          )}
        </>
      }
    >
      <div id={description}>{children}</div>
    </Dialog>
  );
}
