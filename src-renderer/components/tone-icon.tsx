import type { Tone } from './tone.ts';
import styles from './message.module.css';

const paths: Readonly<Record<Tone, string>> = {
  critical: 'M8 1.5 14.5 8 8 14.5 1.5 8Z M8 4.8v4 M8 11v.2',
  warning: 'M8 2 15 14H1Z M8 6.5v3.6 M8 12v.2',
  notice: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13Z M8 7.2v4 M8 4.8v.2',
  done: 'M2.5 8.5 6.3 12.3 13.5 4.5',
};

/** Renders the sign of a tone: lozenge, triangle, circle, tick. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg
      className={styles['sign']}
      data-tone={tone}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[tone]} />
    </svg>
  );
}
