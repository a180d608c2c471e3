import { useCallback, useMemo, useRef } from 'react';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { MatrixTable } from '../../../components/matrix-table.tsx';
import { useLow } from '../../../components/use-low.ts';
import { useWidth } from '../../../components/use-width.ts';
import { useTranslation } from '../../../use-translation.tsx';
import type { AccountEntry } from '../account-entry.ts';
import type { Addition } from '../additions.ts';
import { rowsOnDemand, type TableRow } from './account-row.tsx';
import styles from './account-table.module.css';
import { tableLayout } from './table-layout.ts';
import { type KeyColumnsInput, useKeyColumns } from './use-key-columns.tsx';

export interface AccountTableProps extends KeyColumnsInput {
  readonly rows: readonly TableRow[];
  /** Words of the search, which are marked. */
  readonly words: readonly string[];
  readonly compact: boolean;
  readonly selectedAccountId: string | null;
  readonly additionFor: (entry: AccountEntry) => Addition | null;
  readonly onAdd: (addition: Addition) => void;
  /** Opens an account, and with a key what is known of the two. */
  readonly onOpen: (accountId: string, keyId: string | null) => void;
  /** Asks what if this key were lost. */
  readonly onAsk: (keyId: string) => void;
}

/** Renders accounts by keys, with other ways in and the verdict at the end of each row. */
export function AccountTable(props: AccountTableProps) {
  const { report, keys, rows, labels, lost, words, compact, additionFor, onAdd, onOpen, onAsk } = props;
  const translation = useTranslation();
  const { t, locale } = translation;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const low = useLow();
  const columnCount = keys.length + report.unreadKeys.length;
  const layout = useMemo(
    () => tableLayout(width, columnCount, { wideLetters: locale === 'ja', low, compact }),
    [width, columnCount, locale, low, compact],
  );
  const columns = useKeyColumns(props, layout);
  const context = useMemo(
    () => ({
      translation,
      report,
      layout,
      lost,
      words,
      labelOf: (keyId: string) =>
        labels.get(keyId)?.full ?? report.unreadKeys.find((key) => key.keyId === keyId)?.label ?? '',
      nameOf: accountNames(t, locale, report),
      additionFor,
      onAdd,
    }),
    [translation, report, layout, lost, words, labels, t, locale, additionFor, onAdd],
  );
  const rowAt = useMemo(() => rowsOnDemand(context, rows), [context, rows]);
  const rowHeight = useCallback(
    (index: number) => (rows[index]?.kind === 'group' ? 28 : layout.rowHeight),
    [rows, layout.rowHeight],
  );
  const onLetter = (letter: string, accountId: string, columnId: string): boolean => {
    const row = rows.find((one) => one.kind === 'account' && one.entry.account.accountId === accountId);
    if (row?.kind !== 'account') return false;
    if (letter === 'a' || letter === 'A') {
      const addition = additionFor(row.entry);
      if (addition !== null) onAdd(addition);
      return addition !== null;
    }
    const keyId = keys.some((key) => key.keyId === columnId) ? columnId : row.entry.account.onlyKeyId;
    if ((letter !== 'l' && letter !== 'L') || keyId === null) return false;
    onAsk(keyId);
    return true;
  };
  return (
    <div ref={box} className={styles['box']}>
      <MatrixTable
        label={t('window.coverage.matrix')}
        start={{ id: 'account', width: layout.account, head: t('window.coverage.account') }}
        columns={columns}
        ends={[
          {
            id: 'other',
            width: layout.other,
            head: t(layout.words ? 'coverage.other-ways' : 'coverage.other-ways.short'),
          },
          { id: 'verdict', width: layout.verdict, head: t('window.coverage.verdict') },
        ]}
        pinned={layout.pinned}
        rowCount={rows.length}
        rowAt={rowAt}
        rowHeight={rowHeight}
        headHeight={layout.headHeight}
        selectedRowId={props.selectedAccountId}
        onOpen={(accountId, columnId) =>
          onOpen(accountId, keys.some((key) => key.keyId === columnId) ? columnId : null)
        }
        onHead={(columnId) => {
          if (keys.some((key) => key.keyId === columnId)) onAsk(columnId);
        }}
        onLetter={onLetter}
      />
    </div>
  );
}
