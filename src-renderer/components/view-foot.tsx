import type { ReactNode } from 'react';
import styles from './view-foot.module.css';

/** Renders the footer of a view in one line: legend at the left, keys of the keyboard at the right. Left out where the window is low. */
export function ViewFoot({ legend, children = null }: { readonly legend: ReactNode; readonly children?: ReactNode }) {
  return (
    <footer className={styles['foot']}>
      <div className={styles['legend']}>{legend}</div>
      <div className={styles['keys']}>{children}</div>
    </footer>
  );
}
