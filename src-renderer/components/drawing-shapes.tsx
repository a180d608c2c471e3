import { createElement } from 'react';
import type { Shape } from './drawing.ts';

/** Renders the shapes of a drawing. */
export function DrawingShapes({
  shapes,
  styles,
}: {
  readonly shapes: readonly Shape[];
  readonly styles: Readonly<Record<string, string | undefined>>;
}) {
  return shapes.map(({ tag, attributes: { 'stroke-dasharray': strokeDasharray, ...attributes }, look }, index) =>
    createElement(tag, {
      ...attributes,
      key: index,
      strokeDasharray,
      className: look === null ? undefined : styles[look],
    }),
  );
}
