import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './plug-strip.module.css';

/** Renders what to plug in next, at the foot of a view. A change of it is announced. */
export function PlugStrip({
  title,
  detail,
  children = null,
}: {
  readonly title: string;
  readonly detail: string;
  /** At the end: the keys of the keyboard that do something, or a button. */
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles['strip']}>
      <Icon name="plug" size={20} />
      <div role="status" className={styles['text']}>
        <b className={styles['title']}>{title}</b> <span className={styles['detail']}>{detail}</span>
      </div>
      <span className={styles['end']}>{children}</span>
    </div>
  );
}
