import type { ReactNode } from 'react';
import styles from './subline.module.css';

/** Renders what else there is to say below the heading of a view, in small type. */
export function Subline({ children }: { readonly children: ReactNode }) {
  return <p className={styles['subline']}>{children}</p>;
}
