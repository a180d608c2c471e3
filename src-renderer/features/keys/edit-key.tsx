import { useMemo } from 'react';
import type { InventoryKey, KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { api } from '../../api.ts';
import { ColourField } from '../../components/colour-field.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { SavedTextField } from '../../components/saved-text-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { showUndoable } from '../../stores/undo-notice.ts';
import { useTranslation } from '../../use-translation.tsx';
import { textOrNull } from '../records/manual-record-dialog.tsx';
import styles from './details-tab.module.css';

const roles = ['daily', 'spare', 'off-site', 'retired'] as const satisfies readonly KeyRole[];
const noKeys: readonly InventoryKey[] = [];
const noWays: readonly OtherWayIn[] = [];
const mostSuggestions = 100;

type OwnFields = Pick<
  InventoryKey,
  'label' | 'role' | 'colour' | 'owner' | 'place' | 'carriedOn' | 'assetTag' | 'note'
>;

/** Renders what a person says about a key; every field saves by itself, and can be taken back. */
export function EditKey({ record }: { readonly record: InventoryKey }) {
  const { t } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const otherWays = useInventory((state) => state.snapshot?.otherWaysIn ?? noWays);
  const used = useMemo(
    () => ({
      owners: usedNames(keys.map((key) => key.owner)),
      places: usedNames([...keys, ...otherWays].map((one) => one.place)),
      carriedOn: usedNames([...keys, ...otherWays].map((one) => one.carriedOn)),
    }),
    [keys, otherWays],
  );
  const keyId = record.id;
  const save = async <Field extends keyof OwnFields>(field: Field, value: OwnFields[Field], name: string) => {
    const before = record[field];
    if ((await run(api().inventory.editKey({ keyId, [field]: value }))) === undefined) return;
    showUndoable(t, t('window.record.saved', { field: name }), async () => {
      return (await run(api().inventory.editKey({ keyId, [field]: before }))) !== undefined;
    });
  };
  return (
    <div className={styles['form']}>
      <SavedTextField
        label={t('window.key.label')}
        hint={t('window.record.label.hint')}
        value={record.label}
        maximum={80}
        errorOf={(text) => (text.trim() === '' ? t('window.record.label.empty') : null)}
        onSave={(text) => void save('label', text, t('window.key.label'))}
      />
      <SelectField
        label={t('window.key.role')}
        value={record.role ?? ''}
        options={[
          { value: '', label: t('window.role.none') },
          ...roles.map((value) => ({ value, label: t(`window.role.${value}`) })),
        ]}
        onChange={(role) => void save('role', role === '' ? null : role, t('window.key.role'))}
      />
      <ColourField
        shape={keyShape(record)}
        value={record.colour}
        onChange={(colour) => void save('colour', colour, t('window.key.colour'))}
      />
      <SavedTextField
        label={t('window.record.owner')}
        value={record.owner ?? ''}
        maximum={200}
        suggestions={used.owners}
        onSave={(text) => void save('owner', textOrNull(text), t('window.record.owner'))}
      />
      <SavedTextField
        label={t('window.record.place')}
        hint={t('window.record.place.hint')}
        value={record.place ?? ''}
        maximum={200}
        suggestions={used.places}
        onSave={(text) => void save('place', textOrNull(text), t('window.record.place'))}
      />
      <SavedTextField
        label={t('window.record.carried-on')}
        hint={t('window.record.carried-on.hint')}
        value={record.carriedOn ?? ''}
        maximum={200}
        suggestions={used.carriedOn}
        onSave={(text) => void save('carriedOn', textOrNull(text), t('window.record.carried-on'))}
      />
      <SavedTextField
        label={t('window.record.asset-tag')}
        hint={t('window.record.asset-tag.hint')}
        value={record.assetTag ?? ''}
        maximum={200}
        onSave={(text) => void save('assetTag', textOrNull(text), t('window.record.asset-tag'))}
      />
      <SavedTextField
        label={t('window.record.key-note')}
        value={record.note ?? ''}
        maximum={2000}
        onSave={(text) => void save('note', textOrNull(text), t('window.record.key-note'))}
      />
    </div>
  );
}

/** Lists the names that are in use, each once, in order; the same place must be written in the same way to count as one place. */
function usedNames(words: readonly (string | null)[]): readonly string[] {
  const used = new Set(words.filter((word) => word !== null));
  return [...used].sort((left, right) => left.localeCompare(right)).slice(0, mostSuggestions);
}
