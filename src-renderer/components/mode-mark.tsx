import type { ReactNode } from 'react';
import styles from './mode-mark.module.css';

/** Renders the mark before the headline of a view in which a loss is only assumed, or is about to be recorded. */
export function ModeMark({ children }: { readonly children: ReactNode }) {
  return <span className={styles['mark']}>{children}</span>;
}
