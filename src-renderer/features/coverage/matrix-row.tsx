import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-types.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { readableDomain } from '../../components/readable-domain.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from './coverage-words.ts';
import { EvidenceCell } from './evidence-cell.tsx';
import styles from './matrix.module.css';
import type { MatrixLayout } from './matrix-layout.ts';
import type { MatrixRow } from './matrix-rows.ts';
import type { GridFocus } from './use-grid-focus.ts';
import { VerdictCell } from './verdict-cell.tsx';

export interface MatrixRowProps {
  readonly row: MatrixRow;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly measure: (row: Element | null) => void;
  readonly columns: readonly VirtualItem[];
  readonly keys: readonly CoverageKey[];
  /** The labels of the keys, safe to show. */
  readonly labels: readonly string[];
  readonly lost: ReadonlySet<string>;
  readonly layout: MatrixLayout;
  /** The column of this row that is in the tab order, or -1. */
  readonly activeColumn: number;
  readonly onFocus: GridFocus['onFocus'];
  readonly onOpen: (row: MatrixRow & { type: 'account' }, keyId: string | null, anchor: HTMLElement) => void;
}

/** Draws one row: an account with its cells and verdict, or the heading of a group in "what if". */
export const MatrixRowView = memo(function MatrixRowView(props: MatrixRowProps) {
  const { row, index, top, height } = props;
  const { t } = useTranslation();
  if (row.type === 'section') {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className={styles['section']}
        data-fate={row.fate}
        style={{ transform: `translateY(${top}px)`, height }}
      >
        <div role="rowheader" aria-colindex={1} className={styles['section-title']}>
          {t(`window.coverage.fate.${row.fate}`, { count: row.count })}
        </div>
      </div>
    );
  }
  return <AccountRow {...props} row={row} />;
});

function AccountRow({
  row,
  index,
  columns,
  keys,
  labels,
  lost,
  layout,
  activeColumn,
  measure,
  top,
  onFocus,
  onOpen,
}: MatrixRowProps & {
  readonly row: MatrixRow & { type: 'account' };
}) {
  const { t, locale } = useTranslation();
  const { service, account, continued, fate } = row;
  const name = serviceName(service, locale);
  // An internationalised name is shown in both forms: a look-alike must show (reliability E-22).
  const otherForm = account.rpId === null ? null : readableDomain(account.rpId);
  const user = account.userName ?? account.userDisplayName;
  const userWords = user === null || user === '' ? t('window.coverage.no-user-name') : displayText(user, 120);
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      data-fate={fate ?? 'none'}
      data-continued={continued}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className={styles['name']} style={{ width: layout.nameWidth }}>
        <span className={styles['service']} title={displayText(account.rpId ?? name, 253)}>
          <bdi>{service.inCatalogue || account.rpId === null ? name : displayText(account.rpId, 253)}</bdi>
        </span>
        <span className={styles['user']}>
          <bdi>{userWords}</bdi>
          {otherForm === null ? null : (
            <>
              {' · '}
              <bdi>{displayText(otherForm, 253)}</bdi>
            </>
          )}
        </span>
      </div>
      {columns.map((column) => {
        const key = keys[column.index];
        const cell = account.cells[column.index];
        if (key === undefined || cell === undefined) return null;
        return (
          <EvidenceCell
            key={key.keyId}
            cell={cell}
            keyLabel={labels[column.index] ?? ''}
            accountWords={`${name}, ${userWords}`}
            lost={lost.has(key.keyId)}
            row={index}
            column={column.index}
            start={column.start}
            width={layout.columnWidth}
            inTabOrder={activeColumn === column.index}
            onFocus={onFocus}
            onOpen={(anchor) => onOpen(row, key.keyId, anchor)}
          />
        );
      })}
      <VerdictCell
        row={row}
        accountWords={`${name}, ${userWords}`}
        index={index}
        column={keys.length}
        layout={layout}
        inTabOrder={activeColumn === keys.length}
        onFocus={onFocus}
        onOpen={(anchor) => onOpen(row, null, anchor)}
      />
    </div>
  );
}
