import { useMemo, useState } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { shortModel } from '../../../src-shared/lib/key-name.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { MenuEntry } from '../../components/context-menu.tsx';
import { Button } from '../../components/button.tsx';
import { copyText } from '../../components/copy-text.ts';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { isSameKey, navigationStore, showKey, useNavigation } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ComputerCheck } from '../computer-check/computer-check.tsx';
import { ResetPage } from '../reset/reset-page.tsx';
import { useReset } from '../reset/reset-store.ts';
import { askWhatIf } from '../loss/loss-store.ts';
import { ExportButton } from '../reports/export-button.tsx';
import { findEntry, type KeyEntry, keyEntries } from './key-entries.ts';
import { modelOf, serialOf, serialText, shapeOf } from './key-facts.ts';
import { KeyDetail } from './key-detail.tsx';
import { entryName, fillText, presentKeyText, shortPinText } from './key-text.ts';
import styles from './keys-view.module.css';
import { TouchDialog } from './touch-dialog.tsx';
import { WeaknessSign } from './weakness-sign.tsx';

const noKeys: readonly InventoryKey[] = [];

/** Renders all keys, plugged in and remembered, or one of them in detail. */
export function KeysView() {
  const { t } = useTranslation();
  const plugged = useKeys((state) => state.keys);
  const records = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const selection = useNavigation((state) => state.selection);
  const entries = useMemo(() => keyEntries(plugged, records), [plugged, records]);
  // Which record the selected plug-in had: its page stays when it is unplugged.
  const [lastKnown, setLastKnown] = useState<{ handle: string; keyId: string } | null>(null);
  const handle = selection?.type === 'plugged' ? selection.handle : null;
  const entry = findEntry(entries, selection, lastKnown?.handle === handle ? lastKnown.keyId : null);
  const keyId = entry?.record?.id;
  if (handle !== null && keyId !== undefined && (lastKnown?.handle !== handle || lastKnown.keyId !== keyId)) {
    setLastKnown({ handle, keyId });
  }
  const resetOf = useReset((state) => state.target?.selection ?? null);
  if (resetOf !== null && selection !== null && isSameKey(resetOf, selection)) {
    return <ResetPage name={entry === null ? t('window.key.unnamed') : entryName(t, entry)} />;
  }
  if (selection === null) return <KeyList entries={entries} />;
  return <KeyDetail key={entry?.record?.id ?? entry?.id ?? 'gone'} entry={entry} onBack={closeDetail} />;
}

function closeDetail(): void {
  navigationStore.setState({ selection: null });
}

function KeyList({ entries }: { readonly entries: readonly KeyEntry[] }) {
  const { t, ago } = useTranslation();
  const colourOf = useKeyColours();
  const [search, setSearch] = useState('');
  const [choosing, setChoosing] = useState(false);
  const pluggedIn = entries.filter((entry) => entry.plugged !== null);
  const columns = useMemo((): readonly TableColumn<KeyEntry>[] => {
    const word = (value: string | null | undefined) => value ?? '–';
    return [
      {
        id: 'name',
        header: t('window.key.label'),
        track: 'minmax(8.5rem, 2fr)',
        value: (entry) => entryName(t, entry),
        cell: (entry) => (
          <span className={styles['name']}>
            <KeyPicture
              shape={shapeOf(entry)}
              colour={entry.record?.lostAt != null ? 'none' : colourOf(entry.record?.id ?? null)}
              width={32}
            />
            <bdi>{entry.record?.lostAt != null ? <s>{entryName(t, entry)}</s> : entryName(t, entry)}</bdi>{' '}
            <WeaknessSign entry={entry} />
          </span>
        ),
      },
      {
        id: 'state',
        header: t('window.key.state'),
        track: 'minmax(5rem, 1fr)',
        value: (entry) => (entry.plugged === null ? 'z' : entry.plugged.state),
        cell: (entry) =>
          entry.plugged === null ? (
            <span className={styles['away']}>
              {t(entry.record?.lostAt == null ? 'window.key.away' : 'matrix.key.recorded-lost')}
            </span>
          ) : (
            presentKeyText(t, entry.plugged, entry.record)
          ),
      },
      {
        id: 'role',
        header: t('window.key.role'),
        track: '4.75rem',
        value: ({ record }) => record?.role ?? null,
        cell: ({ record }) => (record?.role == null ? '–' : t(`window.role.${record.role}`)),
      },
      {
        id: 'model',
        header: t('window.key.model'),
        from: 720,
        track: 'minmax(7rem, 1.4fr)',
        value: (entry) => modelOf(entry),
        cell: (entry) => <bdi>{shortModel(modelOf(entry) ?? '–')}</bdi>,
      },
      {
        id: 'serial',
        header: t('window.key.serial'),
        from: 900,
        track: '5.25rem',
        value: (entry) => serialOf(entry),
        cell: (entry) => word(serialText(t, entry)),
      },
      {
        id: 'passkeys',
        header: t('window.key.passkeys'),
        from: 560,
        track: 'minmax(5.5rem, 8.5rem)',
        value: ({ record, plugged }) => record?.existing ?? plugged?.facts?.passkeys.existing ?? null,
        cell: ({ record, plugged }) => {
          const live = plugged?.facts?.passkeys;
          return fillText(t, live?.existing ?? record?.existing ?? null, live?.remaining ?? record?.remaining ?? null);
        },
      },
      {
        id: 'pin',
        header: t('window.key.pin'),
        track: '5.5rem',
        value: ({ plugged }) => plugged?.facts?.pin.retriesLeft ?? null,
        cell: ({ plugged, record }) =>
          plugged?.facts != null
            ? shortPinText(t, plugged.facts.pin)
            : record?.pinSet == null
              ? '–'
              : t(record.pinSet ? 'window.pin.short.set' : 'window.pin.short.not-set'),
      },
      {
        id: 'last-read',
        header: t('window.key.last-read'),
        from: 820,
        track: '6rem',
        value: ({ record }) => record?.lastRead ?? null,
        cell: ({ record }) => (record?.lastRead == null ? t('window.coverage.never-read') : ago(record.lastRead)),
      },
    ];
  }, [t, ago, colourOf]);
  const menuOf = (entry: KeyEntry): readonly MenuEntry[] => {
    const { record } = entry;
    const serial = serialOf(entry);
    return [
      { id: 'open', text: t('context.open-key'), onPress: () => showKey(selectionOf(entry)) },
      ...(record === null || record.lostAt !== null
        ? []
        : [{ id: 'what-if', text: t('context.what-if'), onPress: () => askWhatIf({ kind: 'key', id: record.id }) }]),
      ...(serial === null
        ? []
        : [{ id: 'copy', text: t('context.copy-serial'), onPress: () => void copyText(t, serial) }]),
    ];
  };
  const found = useMemo(() => {
    const sought = foldText(search) ?? '';
    return entries.filter((entry) => textOf(entry).includes(sought));
  }, [entries, search]);
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <h1>
          {t('window.keys.sentence', {
            count: entries.length,
            lost: entries.filter(({ record }) => record?.lostAt != null).length,
          })}
        </h1>
        <SearchField label={t('window.keys.search')} value={search} onChange={setSearch} />
        {pluggedIn.length < 2 ? null : (
          <Button onPress={() => setChoosing(true)}>{t('window.touch-one.button')}</Button>
        )}
        <ExportButton kinds={['inventory', 'coverage']} />
      </header>
      {entries.length === 0 ? (
        <>
          <p className={styles['none']}>{t('window.keys.none')}</p>
          <ComputerCheck />
        </>
      ) : (
        <DataTable
          label={t('window.nav.keys')}
          rows={found}
          columns={columns}
          rowId={(entry) => entry.id}
          onOpen={(entry) => showKey(selectionOf(entry))}
          menuOf={menuOf}
        />
      )}
      {choosing ? <TouchDialog onClose={() => setChoosing(false)} /> : null}
    </div>
  );
}

function selectionOf(entry: KeyEntry) {
  if (entry.plugged !== null) return { type: 'plugged', handle: entry.plugged.handle } as const;
  return { type: 'remembered', keyId: entry.record?.id ?? entry.id } as const;
}

function textOf(entry: KeyEntry): string {
  const { plugged, record } = entry;
  const parts = [record?.label, record?.owner, record?.place, modelOf(entry), serialOf(entry)];
  return foldText([...parts, plugged?.product, plugged?.manufacturer].join(' ')) ?? '';
}
