import { useState } from 'react';
import type { InventoryKey, KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ColourField } from '../../components/colour-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { textOrNull } from '../records/manual-record-dialog.tsx';
import { isNamed } from './first-steps.ts';

const roles = ['daily', 'spare', 'off-site'] as const satisfies readonly KeyRole[];

/** Asks for the name, role, place and colour of a key in one go. */
export function NameDialog({ record, onClose }: { readonly record: InventoryKey; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState(isNamed(record) ? record.label : '');
  const [role, setRole] = useState<KeyRole | ''>(record.role ?? '');
  const [place, setPlace] = useState(record.place ?? '');
  const [colour, setColour] = useState(record.colour);
  const save = async () => {
    const edit = { label: label.trim(), role: role === '' ? null : role, place: textOrNull(place), colour };
    if ((await run(api().inventory.editKey({ keyId: record.id, ...edit }))) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('window.name.dialog', { key: record.label })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={label.trim() === ''} onPress={() => void save()}>
            {t('window.common.save')}
          </Button>
        </>
      }
    >
      <TextField label={t('window.key.label')} value={label} maximum={80} onChange={setLabel} autoFocus />
      <SelectField
        label={t('window.key.role')}
        value={role}
        options={[
          { value: '', label: t('window.role.none') },
          ...roles.map((value) => ({ value, label: t(`window.role.${value}`) })),
        ]}
        onChange={setRole}
      />
      <TextField label={t('window.record.place')} value={place} maximum={200} onChange={setPlace} />
      <ColourField shape={keyShape(record)} value={colour} onChange={setColour} />
    </Dialog>
  );
}
