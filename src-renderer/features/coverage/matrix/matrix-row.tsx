import { memo } from 'react';
import { cellOf } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { readableDomain } from '../../../../src-shared/lib/readable-domain.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { accountText, groupName, serviceTitle } from '../coverage-text.ts';
import { EvidenceMark } from '../evidence-mark.tsx';
import cellStyles from './evidence-cell.module.css';
import styles from './matrix-row.module.css';
import type { MatrixGrouping } from './matrix-index.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import type { AccountRow, MatrixRow } from './row-model.ts';
import type { RenderedRange } from './use-matrix-window.ts';
import { VerdictCell } from './verdict-cell.tsx';

/** The properties that all rows have in common; the same object as long as none of it changes. */
export interface MatrixFrame {
  readonly report: CoverageReport;
  /** The keys that have a column. */
  readonly keys: readonly CoverageKey[];
  /** Returns the label of a key, safe to show; of any key of the report. */
  readonly labelOf: (keyId: string) => string;
  readonly layout: MatrixLayout;
  /** Whether there are more keys than fit beside one another. */
  readonly namesKeys: boolean;
  readonly grouping: MatrixGrouping;
}

interface RowProps<Row> {
  readonly frame: MatrixFrame;
  readonly row: Row;
  readonly observe: (row: HTMLElement | null) => (() => void) | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  /** The column of this row that is in the tab order, or -1. */
  readonly activeColumn: number;
  /** The rows that are rendered at once; a row elsewhere waits, with what it showed before, until this is null. */
  readonly sight: RenderedRange | null;
}

/** Renders one row: an account with its cells and verdict, or a heading. */
export const MatrixRowView = memo(function MatrixRowView(props: RowProps<MatrixRow>) {
  const { row, frame, index, top, height, sight } = props;
  if (isBeyond(props, sight)) return null;
  if (row.type === 'account') return <AccountRowView {...props} row={row} />;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['section']}
      data-impact={row.type === 'section' ? row.lossImpact : 'none'}
      style={{ top, height }}
    >
      <div role="rowheader" aria-colindex={1} className={styles['section-title']}>
        <HeadingText row={row} grouping={frame.grouping} />
      </div>
    </div>
  );
}, sameRow);

function HeadingText({
  row,
  grouping,
}: {
  readonly row: Exclude<MatrixRow, AccountRow>;
  readonly grouping: MatrixGrouping;
}) {
  const { t, locale } = useTranslation();
  if (row.type === 'section') return t(`matrix.fate.${row.lossImpact}`, { count: row.count });
  const counts = t('matrix.group.count', { count: row.count, withGaps: row.withGaps });
  return (
    <>
      <bdi>{groupName(row.entry, grouping, locale)}</bdi> <span className={styles['group-count']}>{counts}</span>
    </>
  );
}

function AccountRowView({
  frame,
  observe,
  row,
  index,
  top,
  firstColumn,
  lastColumn,
  activeColumn,
}: RowProps<AccountRow>) {
  const { t, locale } = useTranslation();
  const { service, account } = row.entry;
  const { layout, keys } = frame;
  const name = serviceTitle(row.entry, locale);
  const user = accountText(t, account);
  const rowText = `${name}, ${user}`;
  // An internationalised name is shown in both forms: a look-alike must show.
  const otherForm = account.rpId === null ? null : readableDomain(account.rpId);
  const named = row.grouped && frame.grouping === 'service';
  return (
    <div
      ref={observe}
      data-row={index}
      data-entry={row.entryIndex}
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      data-zoom={layout.zoom}
      style={{ top, minHeight: layout.rowHeight }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className={styles['name']}
        data-under-heading={named}
        aria-label={named ? rowText : undefined}
        title={layout.zoom === 'compact' ? rowText : displayText(account.rpId ?? service.name, 253)}
        style={{ width: layout.nameWidth }}
      >
        {named ? null : <bdi className={styles['service']}>{name}</bdi>}
        {otherForm === null ? (
          <bdi className={styles['user']}>{user}</bdi>
        ) : (
          <span className={styles['user']}>
            <bdi>{user}</bdi>
            {' · '}
            <bdi>{displayText(otherForm, 253)}</bdi>
          </span>
        )}
      </div>
      <EvidenceCells
        frame={frame}
        account={account}
        rowText={rowText}
        firstColumn={firstColumn}
        lastColumn={lastColumn}
        activeColumn={activeColumn < keys.length ? activeColumn : -1}
      />
      <VerdictCell
        row={row}
        accountText={rowText}
        column={keys.length}
        layout={layout}
        labelOf={frame.labelOf}
        namesKeys={frame.namesKeys}
        inTabOrder={activeColumn === keys.length}
      />
    </div>
  );
}

/** Renders the cells of the visible columns. They do not know where their row lies or what is assumed lost, so neither renders them again. */
const EvidenceCells = memo(function EvidenceCells({
  frame,
  account,
  rowText,
  firstColumn,
  lastColumn,
  activeColumn,
}: {
  readonly frame: MatrixFrame;
  readonly account: AccountRow['entry']['account'];
  readonly rowText: string;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly activeColumn: number;
}) {
  const { t, day } = useTranslation();
  const { report, keys, labelOf, layout } = frame;
  const cells = [];
  for (let column = firstColumn; column <= lastColumn; column++) {
    const key = keys[column];
    if (key === undefined) continue;
    const { evidence, asOf, stale } = cellOf(report, account, key.keyId);
    const when = asOf === null ? '' : `, ${day(asOf)}${stale ? `, ${t('matrix.legend.stale')}` : ''}`;
    cells.push(
      <div key={key.keyId} role="gridcell" aria-colindex={column + 2} className={cellStyles['cell']}>
        <button
          type="button"
          className={cellStyles['cell-button']}
          style={{
            marginInlineStart: `calc(${layout.nameWidth + (column + 0.5) * layout.columnWidth}px - var(--cell) / 2)`,
          }}
          aria-label={`${rowText}, ${labelOf(key.keyId)}: ${t(`evidence.${evidence}`)}${when}`}
          aria-haspopup="dialog"
          data-column={column}
          data-evidence={evidence}
          data-stale={stale}
          tabIndex={activeColumn === column ? 0 : -1}
        >
          <EvidenceMark evidence={evidence} stale={stale} />
        </button>
      </div>,
    );
  }
  return cells;
});

/** Checks whether a row lies above or below what is drawn at once. */
function isBeyond({ top, height }: RowProps<MatrixRow>, sight: RenderedRange | null): boolean {
  return sight !== null && (top >= sight.bottom || top + height <= sight.top);
}

/** Checks whether what is drawn may stay: rows are made when they are asked for, and two that say the same are the same. */
function sameRow(before: RowProps<MatrixRow>, after: RowProps<MatrixRow>): boolean {
  if (isBeyond(before, after.sight) && isBeyond(after, after.sight)) return true;
  return (
    isBeyond(before, before.sight) === isBeyond(after, after.sight) &&
    before.frame === after.frame &&
    before.observe === after.observe &&
    before.index === after.index &&
    before.top === after.top &&
    before.height === after.height &&
    before.firstColumn === after.firstColumn &&
    before.lastColumn === after.lastColumn &&
    before.activeColumn === after.activeColumn &&
    sameContent(before.row, after.row)
  );
}

function sameContent(before: MatrixRow, after: MatrixRow): boolean {
  if (before.type === 'section') {
    return after.type === 'section' && before.lossImpact === after.lossImpact && before.count === after.count;
  }
  if (after.type === 'section' || before.entry !== after.entry) return false;
  if (before.type === 'group') {
    return after.type === 'group' && before.count === after.count && before.withGaps === after.withGaps;
  }
  return after.type === 'account' && before.after === after.after && before.grouped === after.grouped;
}
