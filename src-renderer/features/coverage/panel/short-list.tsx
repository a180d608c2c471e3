import type { ReactNode } from 'react';
import styles from './account-panel.module.css';

/** Renders the first `most` lines of a list; of more lines the rest is counted. */
export function ShortList<Line>({
  lines,
  most,
  children,
  more,
}: {
  readonly lines: readonly Line[];
  readonly most: number;
  /** Renders one line as a list item. */
  readonly children: (line: Line) => ReactNode;
  /** Formats the number of lines that are left out. */
  readonly more: (count: number) => string;
}) {
  return (
    <>
      <ul>{lines.slice(0, most).map(children)}</ul>
      {lines.length > most ? <p className={styles['quiet']}>{more(lines.length - most)}</p> : null}
    </>
  );
}
