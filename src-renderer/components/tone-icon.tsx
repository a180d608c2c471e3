import type { Tone } from './tone.ts';
import styles from './tone-icon.module.css';

/** Renders the sign of a tone, which has a shape of its own: lozenge, triangle, dotted circle, i in a circle, tick, cross, part of a circle. */
export function ToneIcon({ tone, size = 14 }: { readonly tone: Tone; readonly size?: 11 | 12 | 13 | 14 | 16 | 40 }) {
  return (
    <svg
      className={styles['sign']}
      data-tone={tone}
      viewBox="0 0 14 14"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <Drawing tone={tone} />
    </svg>
  );
}

function Drawing({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case 'critical':
      return (
        <>
          <path d="M7 .6 13.4 7 7 13.4.6 7z" className={styles['solid']} />
          <path d="M7 4v3.6M7 9.6v.3" className={styles['cut-out']} />
        </>
      );
    case 'warning':
      return <path d="M7 1.5 13 12.5H1zM7 5.5v3M7 10.3v.2" />;
    case 'unknown':
      return <circle cx="7" cy="7" r="5.5" strokeDasharray="1.6 1.85" />;
    case 'notice':
      return <path d="M7 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM7 6.5v3.2M7 4.4v.1" />;
    case 'done':
      return <path d="M2 7.4 5.6 11 12 3.5" className={styles['bold']} />;
    case 'failed':
      return <path d="M3 3l8 8M11 3l-8 8" className={styles['bold']} />;
    case 'working':
      return (
        <>
          <circle cx="7" cy="7" r="5.5" className={styles['faint']} />
          <path d="M7 1.5A5.5 5.5 0 0 1 12.5 7" className={styles['bold']} />
        </>
      );
  }
}
