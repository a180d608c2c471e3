import { useMemo, useState } from 'react';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { DeletionPreview } from '../../../src-shared/ipc/deletion-contract.ts';
import { api } from '../../api.ts';
import { BulkBar } from '../../components/bulk-bar.tsx';
import { Button } from '../../components/button.tsx';
import { FilterChip } from '../../components/chip.tsx';
import type { MenuEntry } from '../../components/context-menu.tsx';
import { copyText } from '../../components/copy-text.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { ViewFoot } from '../../components/view-foot.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showInCoverage } from '../coverage/coverage-view-store.ts';
import { CleanUpStrip } from './clean-up-strip.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { KeyEntry } from './key-entries.ts';
import { NoPasskeys } from './no-passkeys.tsx';
import { passkeyColumns, passkeyDomain, passkeyService } from './passkey-columns.tsx';
import { PasskeyPanel } from './passkey-panel.tsx';
import { type PasskeyRow, rowsOfListing, rowsOfMemory, searchRows } from './passkey-rows.ts';
import styles from './passkeys-tab.module.css';
import { RenameDialog } from './rename-dialog.tsx';
import { useCleanUp } from './use-clean-up.ts';
import { useKeyAccounts } from './use-key-accounts.ts';

const nothingChosen: ReadonlySet<string> = new Set();
const noEnrolments: readonly Enrolment[] = [];

/** Renders the passkeys of one key: fresh from the key while it is unlocked, else as last read. */
export function PasskeysTab({ entry }: { readonly entry: KeyEntry }) {
  const { t, recent, month, locale } = useTranslation();
  const { plugged, record } = entry;
  const handle = plugged?.handle ?? null;
  const listing = useKeys((state) => (handle === null ? undefined : state.listings[handle]));
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? noEnrolments);
  const accounts = useKeyAccounts(record?.id ?? null);
  const [search, setSearch] = useState('');
  const [onlyHere, setOnlyHere] = useState(false);
  const [selectedId, setSelected] = useState<string | null>(null);
  const [chosenIds, setChosen] = useState(nothingChosen);
  const [deletion, setDeletion] = useState<{ handle: string; preview: DeletionPreview } | null>(null);
  const [renaming, setRenaming] = useState<{ handle: string; row: PasskeyRow } | null>(null);
  const keyId = record?.id ?? null;
  const rows = useMemo(
    () =>
      listing !== undefined
        ? rowsOfListing(listing, enrolments, keyId)
        : keyId === null
          ? []
          : rowsOfMemory(enrolments, keyId),
    [listing, enrolments, keyId],
  );
  const accountOf = useMemo(() => {
    return (row: PasskeyRow) => (row.enrolmentId === null ? undefined : accounts.get(row.enrolmentId));
  }, [accounts]);
  const columns = useMemo(() => passkeyColumns({ t, locale, month }, accountOf), [t, locale, month, accountOf]);
  const found = useMemo(() => {
    const named = (row: PasskeyRow) => passkeyService(row, accountOf(row), locale);
    return searchRows(rows, search, named).filter((row) => !onlyHere || accountOf(row)?.onlyHere === true);
  }, [rows, search, onlyHere, accountOf, locale]);
  const hanging = rows.filter((row) => accountOf(row)?.onlyHere === true).length;
  const selected = found.find((row) => row.id === selectedId) ?? null;
  const can = plugged?.facts?.capabilities;
  const canDelete = listing !== undefined && can?.deletePasskey.answer !== 'no';
  const rename = listing === undefined ? null : (can?.renamePasskey ?? null);
  // What a search hides is not chosen.
  const chosen = canDelete ? found.filter((row) => chosenIds.has(row.id)) : [];
  const cleanUp = useCleanUp(rows);
  const askDelete = async (asked: readonly PasskeyRow[]) => {
    if (handle === null) return;
    const passkeys = asked.flatMap(({ rpIdHash, credentialId }) =>
      rpIdHash === null || credentialId === null ? [] : [{ rpIdHash, credentialId }],
    );
    const preview = await run(api().keys.prepareDelete({ handle, passkeys }));
    if (preview !== undefined) setDeletion({ handle, preview });
  };
  const deleteAt = (row: PasskeyRow): void => void askDelete(chosen.length > 0 ? chosen : [row]);
  const askName = (row: PasskeyRow): void => {
    if (handle !== null) setRenaming({ handle, row });
  };
  const shortcuts = {
    ...(canDelete ? { Delete: deleteAt } : {}),
    ...(rename?.answer === 'yes' ? { F2: askName } : {}),
  };
  const menuOf = (row: PasskeyRow): readonly MenuEntry[] => {
    const user = row.userName ?? row.userDisplayName ?? '';
    return [
      { id: 'open', text: t('context.details'), onPress: () => setSelected(row.id) },
      ...(rename?.answer === 'yes'
        ? [{ id: 'rename', text: t('window.passkey.rename'), onPress: () => askName(row) }]
        : []),
      ...(canDelete ? [{ id: 'delete', text: t('window.passkey.delete'), onPress: () => void askDelete([row]) }] : []),
      {
        id: 'coverage',
        text: t('window.passkey.in-coverage'),
        onPress: () => showInCoverage(passkeyService(row, accountOf(row), locale), row.userName),
      },
      ...(user === '' ? [] : [{ id: 'copy', text: t('context.copy-account'), onPress: () => void copyText(t, user) }]),
    ];
  };
  const readAt = listing?.readAt ?? record?.lastRead ?? null;
  const complete = listing?.complete ?? record?.lastReadComplete ?? true;
  if (rows.length === 0) return <NoPasskeys entry={entry} listing={listing ?? null} />;
  return (
    <div className={styles['split']}>
      <div className={styles['list']}>
        <div className={styles['tools']}>
          <SearchField label={t('window.passkeys.search')} value={search} onChange={setSearch} />
          {hanging === 0 ? null : (
            <FilterChip selected={onlyHere} onChange={setOnlyHere}>
              {t('window.passkeys.only-here', { count: hanging })}
            </FilterChip>
          )}
          {readAt === null ? null : (
            <p className={styles['source']}>{t('window.passkeys.read', { at: recent(readAt) })}</p>
          )}
        </div>
        {complete ? null : (
          <div className={styles['warning']}>
            <Message tone="warning">{t('window.passkeys.incomplete')}</Message>
          </div>
        )}
        <Problems listing={listing ?? null} />
        <CleanUpStrip
          found={cleanUp}
          onSelect={canDelete ? () => setChosen(new Set(cleanUp.map(({ row }) => row.id))) : null}
        />
        {found.length === 0 ? <p className={styles['none']}>{t('window.passkeys.no-match')}</p> : null}
        <DataTable
          label={t('window.keys.tab.passkeys')}
          rows={found}
          columns={columns}
          rowId={(row) => row.id}
          sortBy="service"
          rowHeight={44}
          selectedId={selectedId}
          onOpen={(row) => setSelected(row.id)}
          shortcuts={shortcuts}
          menuOf={menuOf}
          {...(canDelete ? { chosen: new Set(chosen.map(({ id }) => id)), onChoose: setChosen } : {})}
        />
        {chosen.length === 0 ? (
          <ViewFoot legend={<PasskeyKeys shortcuts={shortcuts} />} />
        ) : (
          <BulkBar
            label={t('deletion.chosen')}
            text={t('deletion.chosen.count', { count: chosen.length })}
            onClear={() => setChosen(nothingChosen)}
          >
            <Button look="destructive" onPress={() => void askDelete(chosen)}>
              {t('window.passkey.delete')}
            </Button>
          </BulkBar>
        )}
      </div>
      {selected === null ? null : (
        <PasskeyPanel
          key={selected.id}
          row={selected}
          keyId={keyId}
          service={passkeyService(selected, accountOf(selected), locale)}
          domain={passkeyDomain(selected, accountOf(selected))}
          found={accountOf(selected)}
          isPlugged={plugged !== null}
          extensions={plugged?.facts?.extensions ?? null}
          canDelete={canDelete}
          rename={rename}
          onDelete={() => void askDelete([selected])}
          onRename={() => askName(selected)}
          onClose={() => setSelected(null)}
        />
      )}
      {deletion === null ? null : <DeleteDialog {...deletion} onClose={() => setDeletion(null)} />}
      {renaming === null ? null : <RenameDialog {...renaming} onClose={() => setRenaming(null)} />}
    </div>
  );
}

function PasskeyKeys({ shortcuts }: { readonly shortcuts: { readonly Delete?: unknown; readonly F2?: unknown } }) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        <Keycap keys="↑ ↓" /> {t('window.passkeys.keys.move')}
      </span>
      <span>
        <Keycap keys="Enter" /> {t('window.passkeys.keys.open')}
      </span>
      {shortcuts.F2 === undefined ? null : (
        <span>
          <Keycap keys="F2" /> {t('window.passkeys.keys.rename')}
        </span>
      )}
      {shortcuts.Delete === undefined ? null : (
        <>
          <span>
            <Keycap keys="Space" /> {t('deletion.keys.choose')}
          </span>
          <span>
            <Keycap keys="Del" /> {t('window.passkeys.keys.delete')}
          </span>
        </>
      )}
    </>
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
