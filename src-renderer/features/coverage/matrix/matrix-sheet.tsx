import { type MatrixFrame, MatrixRowView } from './matrix-row.tsx';
import styles from './matrix-sheet.module.css';
import type { GridPosition } from '../../../components/use-grid-focus.ts';
import type { MatrixContent, MatrixView } from './use-matrix-window.ts';

/**
 * Renders the rows in view, and an overlay over the columns of keys that are assumed lost: one sheet of the matrix. A second sheet, where
 * nobody sees or meets it, holds what is about to be wanted; to show it then is to turn it over.
 */
export function MatrixSheet({
  frame,
  content: { rows, offsets },
  view,
  headHeight,
  lost,
  active,
  observe,
  hidden,
}: {
  readonly frame: MatrixFrame;
  readonly content: MatrixContent;
  readonly view: MatrixView;
  readonly headHeight: number;
  readonly lost: ReadonlySet<string>;
  /** The place that is in the tab order. */
  readonly active: GridPosition | null;
  /** Measures rows as they are drawn; null where all are of one height. */
  readonly observe: ((row: HTMLElement | null) => (() => void) | undefined) | null;
  readonly hidden: boolean;
}) {
  const lines: number[] = [];
  for (let row = view.firstRow; row <= view.lastRow; row++) lines.push(row);
  // The focus must not be lost because its row was scrolled out of view.
  if (active !== null && active.row >= 0 && (active.row < view.firstRow || active.row > view.lastRow)) {
    lines.push(active.row);
  }
  const dimmed: number[] = [];
  for (let column = view.firstColumn; column <= view.lastColumn; column++) {
    if (lost.has(frame.keys[column]?.keyId ?? '')) dimmed.push(column);
  }
  const { nameWidth, columnWidth } = frame.layout;
  return (
    // Hidden or without a meaning of its own, never both: a grid may not own something that is.
    <div className={styles['sheet']} {...(hidden ? { 'aria-hidden': true } : { role: 'presentation' })}>
      {lines.map((line) => {
        const row = rows.at(line);
        if (row === undefined) return null;
        return (
          <MatrixRowView
            // Measured rows belong to their accounts. Others are all alike: another account is drawn into what stands there already.
            key={row.type === 'account' ? (observe === null ? line : row.entryIndex) : `${row.type} ${line}`}
            frame={frame}
            observe={observe ?? observeNothing}
            row={row}
            index={line}
            top={headHeight + offsets.top(line)}
            height={offsets.height(line)}
            firstColumn={view.firstColumn}
            lastColumn={view.lastColumn}
            activeColumn={active?.row === line ? active.column : -1}
            sight={view.sight}
          />
        );
      })}
      <div className={styles['overlays']} role="presentation">
        {dimmed.map((column) => (
          <div
            key={column}
            className={styles['overlay']}
            style={{ left: nameWidth + column * columnWidth, width: columnWidth }}
          />
        ))}
      </div>
    </div>
  );
}

const observeNothing = (): undefined => undefined;
