import { DrawingShapes } from './drawing-shapes.tsx';
import type { Tone } from './tone.ts';
import { toneDrawings } from './tone-drawing.ts';
import styles from './tone-icon.module.css';

/** Renders the sign of a tone. */
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
      <DrawingShapes shapes={toneDrawings[tone]} styles={styles} />
    </svg>
  );
}
