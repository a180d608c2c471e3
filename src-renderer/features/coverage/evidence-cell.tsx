import type { CoverageCell } from '../../../src-shared/coverage/coverage-types.ts';
import { useTranslation } from '../../use-translation.tsx';
import { EvidenceShape } from './evidence-shape.tsx';
import styles from './matrix.module.css';
import type { GridFocus } from './use-grid-focus.ts';

/** Draws a cell: whether this key opens this account, as a shape that opens its evidence. */
export function EvidenceCell({
  cell,
  keyLabel,
  accountWords,
  lost,
  row,
  column,
  start,
  width,
  inTabOrder,
  onFocus,
  onOpen,
}: {
  readonly cell: CoverageCell;
  readonly keyLabel: string;
  readonly accountWords: string;
  readonly lost: boolean;
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly width: number;
  readonly inTabOrder: boolean;
  readonly onFocus: GridFocus['onFocus'];
  readonly onOpen: (anchor: HTMLElement) => void;
}) {
  const { t, day } = useTranslation();
  const evidence = t(`evidence.${cell.evidence}`);
  const when = cell.asOf === null ? '' : `, ${day(cell.asOf)}`;
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      className={styles['cell']}
      data-lost={lost}
      style={{ left: start, width }}
    >
      <button
        type="button"
        className={styles['cell-button']}
        aria-label={`${accountWords}, ${keyLabel}: ${evidence}${when}`}
        aria-haspopup="dialog"
        data-cell={`${row}:${column}`}
        data-evidence={cell.evidence}
        tabIndex={inTabOrder ? 0 : -1}
        onFocus={() => onFocus(row, column)}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <EvidenceShape evidence={cell.evidence} />
      </button>
    </div>
  );
}
