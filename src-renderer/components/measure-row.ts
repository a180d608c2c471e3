import type { Virtualizer } from '@tanstack/react-virtual';

/** Measures a row of a virtualised list in CSS pixels; before it has a layout its estimate stands. */
export function measureRow<Scroll extends Element>(
  row: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<Scroll, Element>,
): number {
  const height = entry?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height;
  return height > 0 ? height : list.options.estimateSize(list.indexFromElement(row));
}
