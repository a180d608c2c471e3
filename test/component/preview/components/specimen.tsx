import type { ReactNode } from 'react';
import styles from './components-page.module.css';

/** Chooses the text of the page's language. */
export type Say = (english: string, japanese: string) => string;

/** Renders a part under its name; the name is also that of its picture. */
export function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles['specimen']} aria-labelledby={`specimen-${name}`} data-specimen={name}>
      <h2 id={`specimen-${name}`} className={styles['name']}>
        {name}
      </h2>
      <div className={styles['content']}>{children}</div>
    </section>
  );
}

/** Renders states of a part side by side. */
export function States({ children }: { readonly children: ReactNode }) {
  return <div className={styles['states']}>{children}</div>;
}

/** Renders one state with its name below it. */
export function StateOf({ as, children }: { readonly as: string; readonly children: ReactNode }) {
  return (
    <span className={styles['shown']}>
      {children}
      <small>{as}</small>
    </span>
  );
}
