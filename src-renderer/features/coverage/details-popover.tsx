import { type ReactNode, useMemo } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import styles from './details-popover.module.css';

/** Draws a small dialogue beside the cell it explains. Esc or a press outside closes it; focus goes back to the cell. */
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
  const trigger = useMemo(() => ({ current: anchor }), [anchor]);
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
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
