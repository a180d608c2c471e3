import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { ToneIcon } from './tone-icon.tsx';
import type { Tone } from './tone.ts';
import styles from './message.module.css';

/** Renders a message that matters in place: an icon with its own shape for each tone, then the words. */
export function Message({
  tone,
  children,
  id,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly id?: string;
}) {
  return (
    <div className={classes(styles['message'], styles[tone])} id={id}>
      <ToneIcon tone={tone} />
      <div className={styles['words']}>{children}</div>
    </div>
  );
}
