import type { ReactNode } from 'react';
import styles from './view-head.module.css';

/** Renders the head of a view: one sentence, quiet facts at its right, and below it what the number looks like. */
export function ViewHead({
  title,
  before = null,
  after = null,
  facts = null,
  children = null,
}: {
  readonly title: ReactNode;
  /** Before the sentence: a picture, or the mark of a question. */
  readonly before?: ReactNode;
  /** Right after the sentence; below it where there is no room. */
  readonly after?: ReactNode;
  readonly facts?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        {before}
        <h1 className={styles['title']}>{title}</h1>
        {after}
        {facts === null ? null : <div className={styles['facts']}>{facts}</div>}
      </div>
      {children}
    </header>
  );
}

/** Renders the one optional line of a head: the next step, or the steps of the beginning. */
export function HeadStrip({ children }: { readonly children: ReactNode }) {
  return <div className={styles['strip']}>{children}</div>;
}

/** Renders the one thing to do next: why, and the button that begins it. */
export function NextStep({
  label,
  children,
  action,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly action: ReactNode;
}) {
  return (
    <HeadStrip>
      <b className={styles['next']}>{label}</b>
      <span className={styles['sentence']}>{children}</span>
      <span className={styles['action']}>{action}</span>
    </HeadStrip>
  );
}
