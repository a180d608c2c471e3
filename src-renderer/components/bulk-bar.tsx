import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import styles from './bulk-bar.module.css';
import { Keycap } from './keycap.tsx';
import { useEscape } from './use-escape.ts';

/** Renders what can be done with all selected rows, in place of the footer. Esc clears the selection. */
export function BulkBar({
  label,
  text,
  onClear,
  children,
}: {
  readonly label: string;
  /** Text that holds the number of rows, such as "3 selected". */
  readonly text: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  useEscape(onClear);
  return (
    <div className={styles['bar']}>
      <b className={styles['count']} role="status">
        {text}
      </b>
      <Toolbar aria-label={label} className={styles['actions'] ?? ''}>
        {children}
      </Toolbar>
      <Keycap keys="Esc" />
    </div>
  );
}
