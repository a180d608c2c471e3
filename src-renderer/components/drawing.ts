/** One shape of a drawing: an element of SVG, its attributes as SVG names them, and the class that says how it looks. */
export interface Shape {
  readonly tag: 'path' | 'circle' | 'rect';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly look: string | null;
}

/** Creates a path. */
export function path(d: string, look: string | null = null, dash?: string): Shape {
  return { tag: 'path', attributes: withDash({ d }, dash), look };
}

/** Creates a circle. */
export function circle(
  [cx, cy, r]: readonly [number, number, number],
  look: string | null = null,
  dash?: string,
): Shape {
  return { tag: 'circle', attributes: withDash({ cx, cy, r }, dash), look };
}

/** Creates a rectangle with round corners. */
export function rectangle(
  [x, y, width, height, rx]: readonly [number, number, number, number, number],
  look: string | null = null,
  dash?: string,
): Shape {
  return { tag: 'rect', attributes: withDash({ x, y, width, height, rx }, dash), look };
}

function withDash(attributes: Shape['attributes'], dash: string | undefined): Shape['attributes'] {
  return dash === undefined ? attributes : { ...attributes, 'stroke-dasharray': dash };
}
