import { memo, useCallback, useMemo, useRef } from 'react';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { ContextMenuArea } from '../../../components/context-menu.tsx';
import { MatrixTable } from '../../../components/matrix-table.tsx';
import { useLow } from '../../../components/use-low.ts';
import { useWidth } from '../../../components/use-width.ts';
import { useTranslation } from '../../../use-translation.tsx';
import type { AccountTableProps } from './account-table-props.ts';
import { readUnread } from '../unread-keys.ts';
import { accountRow } from './account-row.tsx';
import styles from './account-table.module.css';
import { tableLayout } from './table-layout.ts';
import { useKeyColumns } from './use-key-columns.tsx';
import { useTableMenu } from './use-table-menu.ts';

/** Renders accounts by keys, with other ways in and the verdict at the end of each row. */
export const AccountTable = memo(function AccountTable(props: AccountTableProps) {
  const { report, keys, rows, labels, lost, words, compact, additionFor, onAdd, onOpen, onAsk } = props;
  const translation = useTranslation();
  const { t, locale } = translation;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const low = useLow();
  const [known, unread] = [keys.length, report.unreadKeys.length];
  const layout = useMemo(
    () => tableLayout(width, { keys: known, unread }, { wideLetters: locale === 'ja', low, compact }),
    [width, known, unread, locale, low, compact],
  );
  const columns = useKeyColumns(props, layout);
  const entriesAt = useTableMenu(props, columns);
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
  const rowAt = useCallback((index: number) => accountRow(context, rowOf(rows, index)), [context, rows]);
  const rowIdAt = useCallback((index: number) => rowOf(rows, index).account.accountId, [rows]);
  const rowHeight = useCallback(() => layout.rowHeight, [layout.rowHeight]);
  const onLetter = (letter: string, accountId: string, columnId: string): boolean => {
    const entry = rows.find(({ account }) => account.accountId === accountId);
    if (entry === undefined) return false;
    if (letter === 'a' || letter === 'A') {
      const addition = additionFor(entry);
      if (addition !== null) onAdd(addition);
      return addition !== null;
    }
    const keyId = keys.some((key) => key.keyId === columnId) ? columnId : entry.account.onlyKeyId;
    if ((letter !== 'l' && letter !== 'L') || keyId === null) return false;
    onAsk(keyId);
    return true;
  };
  return (
    <div ref={box} className={styles['box']}>
      <ContextMenuArea label={t('window.coverage.matrix')} entriesAt={entriesAt} className={styles['area']}>
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
          rowIdAt={rowIdAt}
          rowAt={rowAt}
          rowHeight={rowHeight}
          headHeight={layout.headHeight}
          selectedRowId={props.selectedAccountId}
          onOpen={(accountId, columnId) =>
            onOpen(accountId, keys.some((key) => key.keyId === columnId) ? columnId : null)
          }
          onHead={(columnId) => {
            if (keys.some((key) => key.keyId === columnId)) onAsk(columnId);
            else if (report.unreadKeys.some((key) => key.keyId === columnId)) readUnread(columnId);
          }}
          onLetter={onLetter}
        />
      </ContextMenuArea>
    </div>
  );
});

function rowOf(rows: readonly AccountEntry[], index: number): AccountEntry {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`there is no row ${String(index)}`);
  return row;
}
