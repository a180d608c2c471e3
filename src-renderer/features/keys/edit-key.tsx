import { useMemo, useState } from 'react';
import type { InventoryKey, KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { textOrNull } from '../records/manual-record-dialog.tsx';
import styles from './record-tab.module.css';

const roles = ['daily', 'spare', 'off-site', 'retired'] as const satisfies readonly KeyRole[];
const noKeys: readonly InventoryKey[] = [];
const noWays: readonly OtherWayIn[] = [];
const mostSuggestions = 100;

/** Renders what a person says about a key: label, role, owner, where it is kept and what it is carried on. */
export function EditKey({ record }: { readonly record: InventoryKey }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState(record.label);
  const [role, setRole] = useState<KeyRole | ''>(record.role ?? '');
  const [owner, setOwner] = useState(record.owner ?? '');
  const [place, setPlace] = useState(record.place ?? '');
  const [carriedOn, setCarriedOn] = useState(record.carriedOn ?? '');
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
  const unchanged =
    label.trim() === record.label &&
    role === (record.role ?? '') &&
    textOrNull(owner) === record.owner &&
    textOrNull(place) === record.place &&
    textOrNull(carriedOn) === record.carriedOn;
  const save = async () => {
    const saved = await run(
      api().inventory.editKey({
        keyId: record.id,
        label: label.trim(),
        role: role === '' ? null : role,
        owner: textOrNull(owner),
        place: textOrNull(place),
        carriedOn: textOrNull(carriedOn),
      }),
    );
    if (saved !== undefined) showDone(t('window.record.saved'));
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unchanged && label.trim() !== '') void save();
      }}
    >
      <TextField
        label={t('window.key.label')}
        hint={t('window.record.label.hint')}
        value={label}
        maximum={80}
        onChange={setLabel}
        error={label.trim() === '' ? t('window.record.label.empty') : null}
      />
      <SelectField
        label={t('window.key.role')}
        value={role}
        options={[
          { value: '', label: t('window.role.none') },
          ...roles.map((value) => ({ value, label: t(`window.role.${value}`) })),
        ]}
        onChange={setRole}
      />
      <TextField
        label={t('window.record.owner')}
        value={owner}
        maximum={200}
        suggestions={used.owners}
        onChange={setOwner}
      />
      <TextField
        label={t('window.record.place')}
        hint={t('window.record.place.hint')}
        value={place}
        maximum={200}
        suggestions={used.places}
        onChange={setPlace}
      />
      <TextField
        label={t('window.record.carried-on')}
        hint={t('window.record.carried-on.hint')}
        value={carriedOn}
        maximum={200}
        suggestions={used.carriedOn}
        onChange={setCarriedOn}
      />
      <div>
        <Button look="primary" disabled={unchanged || label.trim() === ''} onPress={() => void save()}>
          {t('window.common.save')}
        </Button>
      </div>
    </form>
  );
}

/** Lists the names that are in use, each once, in order; the same place must be written in the same way to count as one place. */
function usedNames(words: readonly (string | null)[]): readonly string[] {
  const used = new Set(words.filter((word) => word !== null));
  return [...used].sort((left, right) => left.localeCompare(right)).slice(0, mostSuggestions);
}
