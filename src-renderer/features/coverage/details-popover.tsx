import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { Dialog as FormDialog } from '../../components/dialog.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './details-popover.module.css';

/** Height of a window (CSS pixels) below which the details take the middle of it. */
const lowest = 480;

/** Renders a small dialog beside the cell it explains. Esc or a press outside closes it; focus goes back to the cell. */
export function DetailsPopover({
  title,
  anchor,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const trigger = useMemo(() => ({ current: anchor }), [anchor]);
  // A form that takes the place of the details takes the focus from them: that must not close it.
  const isShown = useRef(true);
  useLayoutEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  // Beside the cell there is no room for it: a low window, or a high zoom.
  const [low] = useState(() => window.innerHeight < lowest);
  if (low) {
    return (
      <FormDialog
        title={title}
        onClose={onClose}
        actions={<Button onPress={onClose}>{t('window.common.close')}</Button>}
      >
        {children}
      </FormDialog>
    );
  }
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open && isShown.current) onClose();
      }}
      placement="bottom"
      offset={4}
      className={styles['popover'] ?? ''}
    >
      <Dialog className={styles['dialog'] ?? ''}>
        <Heading slot="title" level={2} className={styles['title'] ?? ''}>
          {title}
        </Heading>
        {children}
      </Dialog>
    </Popover>
  );
}
