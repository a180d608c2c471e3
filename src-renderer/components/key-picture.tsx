import type { KeyColour } from '../../src-shared/lib/key-colour.ts';
import { DrawingShapes } from './drawing-shapes.tsx';
import { keyDrawing } from './key-drawing.ts';
import styles from './key-picture.module.css';
import type { KeyShape } from './key-shape.ts';

/** Renders the outline of a key, 2 : 1, in the key's colour. */
export function KeyPicture({
  shape,
  colour,
  width,
}: {
  readonly shape: KeyShape;
  readonly colour: KeyColour;
  readonly width: 24 | 32 | 44 | 64 | 80;
}) {
  return (
    <svg
      className={styles['picture']}
      data-colour={colour}
      viewBox="0 0 56 28"
      width={width}
      height={width / 2}
      aria-hidden="true"
      focusable="false"
    >
      <DrawingShapes shapes={keyDrawing(shape)} styles={styles} />
    </svg>
  );
}
