import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { measureRow } from './measure-row.ts';
import styles from './virtual-lines.module.css';

/** Renders a long list of lines of any height in a region that scrolls; only what is on the screen exists. */
export function VirtualLines<Line>({
  label,
  lines,
  estimateHeight,
  keyOf,
  overscan,
  draw,
}: {
  readonly label: string;
  readonly lines: readonly Line[];
  /** In CSS pixels, until the line has been measured. */
  readonly estimateHeight: (line: Line) => number;
  readonly keyOf: (line: Line) => string;
  /** Lines rendered beyond what is visible. */
  readonly overscan: number;
  readonly draw: (line: Line) => ReactNode;
}) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => {
      const line = lines[index];
      return line === undefined ? 0 : estimateHeight(line);
    },
    getItemKey: (index) => {
      const line = lines[index];
      return line === undefined ? index : keyOf(line);
    },
    measureElement: measureRow,
    overscan,
  });
  return (
    <div className={styles['scroll']} ref={scroll} tabIndex={0} role="region" aria-label={label}>
      <ol className={styles['lines']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={styles['line']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {draw(line)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
