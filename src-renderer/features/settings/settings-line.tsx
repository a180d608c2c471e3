import type { ReactNode } from 'react';
import styles from './settings.module.css';

/** Renders one line of the settings: what it is about, then its words and buttons. */
export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles['line']}>
      <h3>{label}</h3>
      <div className={styles['line-content']}>{children}</div>
    </div>
  );
}
