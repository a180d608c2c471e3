import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowOffsets } from './row-offsets.ts';

/** The part of the matrix that is drawn: first and last row and column, each a little beyond what is in sight. */
export interface MatrixWindow {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface MatrixSpace {
  /** Another object where the rows show something else. */
  readonly content: object;
  readonly rows: number;
  readonly offsets: RowOffsets;
  readonly columns: number;
  readonly columnWidth: number;
  /** What sticks to the edges and hides rows and columns beneath it. */
  readonly headHeight: number;
  readonly nameWidth: number;
  readonly endWidth: number;
}

/** How far beyond the edges is drawn: CSS pixels of rows, columns. What scrolls in further than that is drawn in the same frame. */
const rowsBeyond = 120;
const columnsBeyond = 1;
/** How long after new content what lies beyond the edges is drawn (milliseconds). */
const marginDelay = 80;

/**
 * Follows scrolling and says what must be drawn. Scrolling within what is drawn already costs nothing; beyond it the next part is
 * drawn at once, in the same frame.
 */
export function useMatrixWindow(
  scroll: RefObject<HTMLElement | null>,
  space: MatrixSpace,
): MatrixWindow & { readonly reveal: (row: number, column: number) => void } {
  const [position, setPosition] = useState({ top: 0, left: 0, width: 0, height: 0 });
  const margin = useMarginAfter(space.content);
  const drawn = windowAt(position, space, margin);
  const current = useRef({ drawn, space });
  useLayoutEffect(() => {
    current.current = { drawn, space };
  });
  useLayoutEffect(() => {
    const node = scroll.current;
    if (node === null) return;
    const read = () => ({
      top: node.scrollTop,
      left: node.scrollLeft,
      width: node.clientWidth,
      height: node.clientHeight,
    });
    const follow = () => {
      const next = read();
      const { drawn: known, space: latest } = current.current;
      if (covers(known, windowAt(next, latest, 0))) return;
      // Left to React's own time it would come a frame late, as a white flash.
      flushSync(() => setPosition(next));
    };
    // A headline of another length moves the edge of the grid by a line or two; that much is drawn already.
    const resized = () => {
      const next = read();
      const { drawn: known, space: latest } = current.current;
      if (!covers(known, windowAt(next, latest, 0))) setPosition(next);
    };
    node.addEventListener('scroll', follow, { passive: true });
    setPosition(read());
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(resized);
    observer?.observe(node);
    return () => {
      node.removeEventListener('scroll', follow);
      observer?.disconnect();
    };
  }, [scroll]);

  // Fewer rows than before: the browser moves the scroll position by itself, and tells only later.
  const tooFar = position.top > Math.max(0, space.offsets.total + space.headHeight - position.height);
  useLayoutEffect(() => {
    const node = scroll.current;
    if (tooFar && node !== null && node.scrollTop !== position.top) {
      setPosition((before) => ({ ...before, top: node.scrollTop }));
    }
  }, [scroll, tooFar, position.top]);

  const reveal = (row: number, column: number) => {
    const node = scroll.current;
    if (node === null) return;
    const { offsets, headHeight, nameWidth, endWidth, columnWidth, columns } = space;
    let [top, left] = [node.scrollTop, node.scrollLeft];
    if (row >= 0) {
      const start = offsets.top(row);
      top = Math.min(start, Math.max(top, start + offsets.height(row) + headHeight - node.clientHeight));
    }
    if (column < columns) {
      const start = column * columnWidth;
      const room = node.clientWidth - nameWidth - endWidth;
      left = Math.min(start, Math.max(left, start + columnWidth - room));
    }
    if (top !== node.scrollTop || left !== node.scrollLeft) node.scrollTo({ top, left });
  };
  return { ...drawn, reveal };
}

/** 0 while new content is drawn for the first time, so that what is in sight comes first; 1 from a moment later on. */
function useMarginAfter(content: object): 0 | 1 {
  const [shown, setShown] = useState<object | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShown(content), marginDelay);
    return () => clearTimeout(timer);
  }, [content]);
  return shown === content ? 1 : 0;
}

function windowAt(
  position: { readonly top: number; readonly left: number; readonly width: number; readonly height: number },
  { rows, offsets, columns, columnWidth, nameWidth, endWidth, headHeight }: MatrixSpace,
  beyond: number,
): MatrixWindow {
  const top = Math.min(position.top, Math.max(0, offsets.total - (position.height - headHeight)));
  const firstColumn = Math.floor(position.left / columnWidth);
  const lastColumn = Math.floor((position.left + position.width - nameWidth - endWidth) / columnWidth);
  return {
    firstRow: offsets.rowAt(Math.max(0, top - rowsBeyond * beyond)),
    lastRow: Math.min(rows - 1, offsets.rowAt(top + position.height - headHeight + rowsBeyond * beyond)),
    firstColumn: Math.max(0, Math.min(columns - 1, firstColumn) - columnsBeyond * beyond),
    lastColumn: Math.min(columns - 1, lastColumn + columnsBeyond * beyond),
  };
}

function covers(outer: MatrixWindow, inner: MatrixWindow): boolean {
  return (
    outer.firstRow <= inner.firstRow &&
    outer.lastRow >= inner.lastRow &&
    outer.firstColumn <= inner.firstColumn &&
    outer.lastColumn >= inner.lastColumn
  );
}
