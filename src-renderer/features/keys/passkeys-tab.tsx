import { useMemo, useState } from 'react';
import type { DeletionPreview } from '../../../src-shared/ipc/contract.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import { api } from '../../api.ts';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText, RpId } from '../../components/outside-text.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { KeyEntry } from './key-entries.ts';
import { NoPasskeys } from './no-passkeys.tsx';
import { PasskeyDetail } from './passkey-detail.tsx';
import { type PasskeyRow, rowsOfListing, rowsOfMemory, searchRows } from './passkey-rows.ts';
import styles from './passkeys-tab.module.css';
import { RenameDialog } from './rename-dialog.tsx';

const noEnrolments: readonly Enrolment[] = [];

/** Renders the passkeys of one key: fresh from the key while it is unlocked, else as last read. */
export function PasskeysTab({ entry }: { readonly entry: KeyEntry }) {
  const { t, dateTime } = useTranslation();
  const { plugged, record } = entry;
  const handle = plugged?.handle ?? null;
  const listing = useKeys((state) => (handle === null ? undefined : state.listings[handle]));
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? noEnrolments);
  const [search, setSearch] = useState('');
  const [selectedId, setSelected] = useState<string | null>(null);
  const [deletion, setDeletion] = useState<{ handle: string; preview: DeletionPreview } | null>(null);
  const [renaming, setRenaming] = useState<{ handle: string; row: PasskeyRow } | null>(null);
  const rows = useMemo(
    () =>
      listing !== undefined
        ? rowsOfListing(listing, enrolments)
        : record === null
          ? []
          : rowsOfMemory(enrolments, record.id),
    [listing, enrolments, record],
  );
  const found = useMemo(() => searchRows(rows, search), [rows, search]);
  const anyNotes = useMemo(() => rows.some((row) => row.notes.length > 0), [rows]);
  const columns = useMemo(() => passkeyColumns(t, anyNotes), [t, anyNotes]);
  const selected = found.find((row) => row.id === selectedId) ?? null;
  const can = plugged?.facts?.capabilities;
  const askDelete = async (row: PasskeyRow) => {
    if (handle === null || row.credentialId === null || row.rpIdHash === null) return;
    const { rpIdHash, credentialId } = row;
    const preview = await run(api().keys.prepareDelete({ handle, rpIdHash, credentialId }));
    if (preview !== undefined) setDeletion({ handle, preview });
  };
  const canDelete = listing !== undefined && can?.deletePasskey.answer !== 'no';
  const source =
    listing !== undefined
      ? t('window.passkeys.read-at', { at: dateTime(listing.readAt), count: rows.length })
      : record?.lastRead == null
        ? null
        : t('window.passkeys.remembered', { at: dateTime(record.lastRead), count: rows.length });
  const complete = listing?.complete ?? record?.lastReadComplete ?? true;
  return (
    <div className={styles['tab']}>
      {rows.length === 0 ? (
        <NoPasskeys entry={entry} listing={listing ?? null} />
      ) : (
        <>
          <div className={styles['tools']}>
            <SearchField label={t('window.passkeys.search')} value={search} onChange={setSearch} />
            {source === null ? null : <p className={styles['source']}>{source}</p>}
          </div>
          {complete ? null : (
            <div className={styles['warning']}>
              <Message tone="warning">{t('window.passkeys.incomplete')}</Message>
            </div>
          )}
          <Problems listing={listing ?? null} />
          <div className={styles['split']}>
            <DataTable
              label={t('window.keys.tab.passkeys')}
              rows={found}
              columns={columns}
              rowId={(row) => row.id}
              sortBy="service"
              selectedId={selectedId}
              selectOnMove
              onOpen={(row) => setSelected(row.id)}
              onDelete={canDelete ? (row) => void askDelete(row) : undefined}
            />
            {selected === null ? null : (
              <PasskeyDetail
                row={selected}
                canDelete={canDelete}
                rename={listing === undefined ? null : (can?.renamePasskey ?? null)}
                onDelete={() => void askDelete(selected)}
                onRename={() => handle !== null && setRenaming({ handle, row: selected })}
                onClose={() => setSelected(null)}
              />
            )}
          </div>
        </>
      )}
      {deletion === null ? null : <DeleteDialog {...deletion} onClose={() => setDeletion(null)} />}
      {renaming === null ? null : <RenameDialog {...renaming} onClose={() => setRenaming(null)} />}
    </div>
  );
}

function Problems({
  listing,
}: {
  readonly listing: { readonly problems: readonly { at: string; message: string }[] } | null;
}) {
  const { t } = useTranslation();
  if (listing === null || listing.problems.length === 0) return null;
  return (
    <details className={styles['problems']}>
      <summary>{t('window.passkeys.problems', { count: listing.problems.length })}</summary>
      <ul>
        {listing.problems.map((problem) => (
          <li key={`${problem.at}:${problem.message}`}>
            <OutsideText text={`${problem.at}: ${problem.message}`} maximum={300} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function passkeyColumns(
  t: ReturnType<typeof useTranslation>['t'],
  withNotes: boolean,
): readonly TableColumn<PasskeyRow>[] {
  const columns: readonly TableColumn<PasskeyRow>[] = [
    {
      id: 'service',
      header: t('window.passkey.rp-id'),
      track: 'minmax(11rem, 1.4fr)',
      value: (row) => row.rpId ?? row.rpIdHash,
      cell: (row) =>
        row.rpId === null ? (
          <code>{(row.rpIdHash ?? '').slice(0, 16)}…</code>
        ) : (
          <span className={styles['strong']} title={row.rpId.slice(0, 300)}>
            <RpId rpId={row.rpId} />
          </span>
        ),
    },
    {
      id: 'user',
      header: t('window.passkey.user-name'),
      track: 'minmax(9rem, 1.2fr)',
      value: (row) => row.userName,
      cell: (row) => (row.userName === null ? '–' : <OutsideText text={row.userName} />),
    },
    {
      id: 'display-name',
      header: t('window.passkey.display-name'),
      from: 620,
      track: 'minmax(8rem, 1fr)',
      value: (row) => row.userDisplayName,
      cell: (row) => (row.userDisplayName === null ? '–' : <OutsideText text={row.userDisplayName} />),
    },
    {
      id: 'notes',
      header: t('window.passkey.notes'),
      from: 480,
      track: '5rem',
      value: (row) => row.notes.length,
      cell: (row) => (row.notes.length === 0 ? '' : t('window.passkey.unusual')),
    },
  ];
  return withNotes ? columns : columns.filter((column) => column.id !== 'notes');
}
