import type { MatrixIndex } from './matrix-index.ts';
import type { MatrixLayout } from './matrix-layout.ts';

/** Measured heights of accounts' rows (CSS pixels) by their place in the index; 0 where not measured. A new object for new numbers. */
export interface MeasuredHeights {
  readonly of: Float32Array;
}

/** Returns the measured height of a row, or the estimate where it was not measured. */
export function measuredOr(measured: number | undefined, estimate: number): number {
  return measured === undefined || measured === 0 ? estimate : measured;
}

export interface RowHeightsStore {
  subscribe(changed: () => void): () => void;
  current(): MeasuredHeights;
  /** Observes the row of an account (`data-entry`) while it is drawn; gives the function that ends it. */
  readonly observe: (row: HTMLElement | null) => (() => void) | undefined;
}

/**
 * Measures drawn rows whose text wraps. Created again when accounts, width or language are others: what was measured no longer holds then.
 */
export function createRowHeights(index: MatrixIndex, { rowHeight: estimate }: MatrixLayout): RowHeightsStore {
  const heights = new Float32Array(index.entries.length);
  let current: MeasuredHeights = { of: heights };
  const listeners = new Set<() => void>();
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure);

  function measure(seen: readonly ResizeObserverEntry[]): void {
    let differs = false;
    for (const { target, borderBoxSize } of seen) {
      const entryIndex = target instanceof HTMLElement ? Number(target.dataset['entry']) : Number.NaN;
      const height = borderBoxSize[0]?.blockSize ?? 0;
      if (!(entryIndex < heights.length) || height === 0) continue;
      if (Math.abs(measuredOr(heights[entryIndex], estimate) - height) <= 0.5) continue;
      heights[entryIndex] = height;
      differs = true;
    }
    if (!differs) return;
    current = { of: heights };
    for (const listener of listeners) listener();
  }

  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    current: () => current,
    observe: (row) => {
      if (row === null || observer === null) return undefined;
      observer.observe(row);
      return () => observer.unobserve(row);
    },
  };
}
