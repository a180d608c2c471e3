import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RowModel } from './row-model.ts';
import type { RowOffsets } from './row-offsets.ts';

/** The part of the matrix that is drawn: first and last row and column, each a little beyond what is visible. */
interface MatrixWindow {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The content to render: the rows by number, and where they lie. */
export interface MatrixContent {
  readonly rows: RowModel;
  readonly offsets: RowOffsets;
}

export interface MatrixSpace extends MatrixContent {
  readonly columns: number;
  readonly columnWidth: number;
  /** The sizes of what sticks to the edges and hides rows and columns beneath it. */
  readonly headHeight: number;
  readonly nameWidth: number;
  readonly endWidth: number;
}

/** A stretch of the matrix from top to bottom (CSS pixels from the upper edge of its header). */
export interface RenderedRange {
  readonly top: number;
  readonly bottom: number;
}

export interface MatrixView extends MatrixWindow {
  /** New content is drawn here first, and elsewhere a moment later; null once it may be drawn everywhere. */
  readonly sight: RenderedRange | null;
}

/**
 * Distance beyond the edges that is rendered: CSS pixels of rows, columns. What scrolls in further than that is drawn in the same frame.
 */
const rowsBeyond = 120;
const columnsBeyond = 1;
/** Delay after new content until the rows beyond the edges are rendered (milliseconds). */
const marginDelay = 80;

/**
 * Follows scrolling and says what must be drawn. Scrolling within what is drawn already costs nothing; beyond it the next part is
 * drawn at once, in the same frame.
 */
export function useMatrixWindow(
  scroll: RefObject<HTMLElement | null>,
  space: MatrixSpace,
): {
  readonly view: MatrixView;
  /** The view there would be of other content. */
  readonly viewOf: (content: MatrixContent) => MatrixView;
  readonly reveal: (row: number, column: number) => void;
} {
  const [scrolled] = useState(createScrolled);
  const position = useSyncExternalStore(scrolled.subscribe, scrolled.position);
  const settled = useSettled(space.rows);
  const drawn = windowAt(position, space, 1);
  const known = settled ? drawn : windowAt(position, space, 0);
  const current = useRef({ known, space });
  useLayoutEffect(() => {
    current.current = { known, space };
  });
  useLayoutEffect(() => {
    const node = scroll.current;
    if (node === null) return;
    const follow = () => {
      scrolled.moveTo({
        top: node.scrollTop,
        left: node.scrollLeft,
        width: node.clientWidth,
        height: node.clientHeight,
      });
      // A headline of another length moves the edge of the grid by a line or two; that much is drawn already.
      const latest = current.current;
      if (!covers(latest.known, windowAt(scrolled.position(), latest.space, 0))) scrolled.redraw();
    };
    node.addEventListener('scroll', follow, { passive: true });
    follow();
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(follow);
    observer?.observe(node);
    return () => {
      node.removeEventListener('scroll', follow);
      observer?.disconnect();
    };
  }, [scroll, scrolled]);

  // Fewer rows than before: the browser moves the scroll position by itself, and tells only later.
  const tooFar = position.top > topMost(position, space);
  useLayoutEffect(() => {
    const node = scroll.current;
    if (!tooFar || node === null || node.scrollTop === scrolled.position().top) return;
    scrolled.moveTo({ ...scrolled.position(), top: node.scrollTop });
    scrolled.redraw();
  }, [scroll, scrolled, tooFar]);

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
  return {
    view: { ...drawn, sight: settled ? null : sightAt(position, space) },
    viewOf: (content) => {
      const other = { ...space, ...content };
      return { ...windowAt(position, other, 1), sight: sightAt(position, other) };
    },
    reveal,
  };
}

interface Position {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Creates the store of the scroll position of the matrix. Whatever renders next reads the latest; most scrolls need nothing drawn, and then
 * nobody is told.
 */
function createScrolled() {
  let position: Position = { top: 0, left: 0, width: 0, height: 0 };
  let listener = (): void => undefined;
  return {
    position: () => position,
    moveTo: (next: Position) => {
      position = next;
    },
    subscribe: (notify: () => void) => {
      listener = notify;
      return () => {
        listener = () => undefined;
      };
    },
    /** Renders what is visible before the next frame: later it would come as a white flash. */
    redraw: () => listener(),
  };
}

/** Returns false while new content is rendered for the first time, so that what is visible comes first; true from a moment later on. */
function useSettled(content: object): boolean {
  const [settled, setSettled] = useState<object | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(content), marginDelay);
    return () => clearTimeout(timer);
  }, [content]);
  return settled === content;
}

/** Returns the furthest position that the matrix can be scrolled down. */
function topMost({ height }: Position, { offsets, headHeight }: MatrixSpace): number {
  return Math.max(0, offsets.total - (height - headHeight));
}

function sightAt(position: Position, space: MatrixSpace): RenderedRange {
  const top = Math.min(position.top, topMost(position, space));
  return { top: top + space.headHeight, bottom: top + position.height };
}

function windowAt(position: Position, space: MatrixSpace, beyond: 0 | 1): MatrixWindow {
  const { rows, offsets, columns, columnWidth, nameWidth, endWidth, headHeight } = space;
  const sight = sightAt(position, space);
  const firstColumn = Math.floor(position.left / columnWidth);
  const lastColumn = Math.floor((position.left + position.width - nameWidth - endWidth) / columnWidth);
  return {
    firstRow: offsets.rowAt(Math.max(0, sight.top - headHeight - rowsBeyond * beyond)),
    lastRow: Math.min(rows.count - 1, offsets.rowAt(sight.bottom - headHeight + rowsBeyond * beyond)),
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
