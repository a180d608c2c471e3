import { useState } from 'react';
import { type Device, deviceKinds } from '../../../src-shared/domain/device.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { NoCodeField } from '../records/no-code-field.tsx';
import styles from '../records/record-form.module.css';
import { textOrNull } from '../records/manual-record-dialog.tsx';

/** Renders the request for a phone, computer or phone number, or for what changed about one. The kind of one that is recorded stays. */
export function DeviceDialog({
  device,
  phones,
  onClose,
}: {
  /** Null: a new one. */
  readonly device: Device | null;
  /** The phones that a SIM may be in. */
  readonly phones: readonly Device[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(device?.kind ?? 'phone');
  const [fields, setFields] = useState({
    label: device?.label ?? '',
    owner: device?.owner ?? '',
    place: device?.place ?? '',
    carriedOn: device?.carriedOn ?? '',
    simIn: device?.simIn ?? '',
    note: device?.note ?? '',
  });
  const set = (name: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [name]: value }));
  const { label, owner, place, carriedOn, simIn, note } = fields;
  const ready = label.trim() !== '';
  const save = async () => {
    const edit = {
      label: label.trim(),
      owner: textOrNull(owner),
      place: textOrNull(place),
      carriedOn: textOrNull(carriedOn),
      simIn: kind === 'phone-number' ? textOrNull(simIn) : null,
      note: textOrNull(note),
    };
    const { inventory } = api();
    const saved = await run(
      device === null ? inventory.addDevice({ ...edit, kind }) : inventory.editDevice({ ...edit, id: device.id }),
    );
    if (saved === undefined) return;
    showDone(t('devices.saved'));
    onClose();
  };
  return (
    <Dialog
      title={t(device === null ? 'devices.dialog.add' : 'devices.dialog.edit')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onPress={() => void save()}>
            {t('window.common.save')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {device === null ? (
          <SelectField
            label={t('devices.kind')}
            value={kind}
            options={deviceKinds.map((value) => ({ value, label: t(`devices.kind.${value}`) }))}
            onChange={setKind}
          />
        ) : (
          <p>{t(`devices.kind.${kind}`)}</p>
        )}
        <NoCodeField
          label={t('devices.label')}
          hint={t('devices.label.hint')}
          value={label}
          maximum={80}
          onChange={set('label')}
        />
        <NoCodeField label={t('devices.owner')} value={owner} maximum={200} onChange={set('owner')} />
        <div className={styles['pair']}>
          <NoCodeField label={t('devices.place')} value={place} maximum={200} onChange={set('place')} />
          <NoCodeField
            label={t('devices.carried-on')}
            hint={t('devices.carried-on.hint')}
            value={carriedOn}
            maximum={200}
            onChange={set('carriedOn')}
          />
        </div>
        {kind === 'phone-number' ? (
          <SelectField
            label={t('devices.sim-in')}
            value={simIn}
            options={[
              { value: '', label: t('devices.sim-in.none') },
              ...phones.map((phone) => ({ value: phone.id, label: displayText(phone.label, 80) })),
            ]}
            onChange={set('simIn')}
          />
        ) : null}
        <NoCodeField label={t('window.manual.note')} value={note} maximum={2000} multiline onChange={set('note')} />
      </div>
    </Dialog>
  );
}
