import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** The row of buttons. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
  /** An alert dialog is for what cannot be undone: it is announced as such and does not close by a press outside. */
  readonly alert?: boolean;
  readonly describedBy?: string;
  readonly wide?: boolean;
}

/** Renders a modal dialog: focus stays in it, Esc closes it, and focus goes back to where it came from. */
export function Dialog({ title, children, actions, onClose, alert = false, describedBy, wide = false }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!alert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={classes(styles['modal'], wide && styles['wide'])}>
        <AriaDialog
          role={alert ? 'alertdialog' : 'dialog'}
          {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
          className={styles['dialog'] ?? ''}
        >
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['content']}>{children}</div>
          <div className={styles['actions']}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
