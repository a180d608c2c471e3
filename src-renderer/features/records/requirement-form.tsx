import { useState } from 'react';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { AccountSelect, DeviceSelect, KeySelect } from '../questions/answer-selects.tsx';
import { accountOf } from '../questions/question-text.ts';
import { NoCodeField } from './no-code-field.tsx';
import styles from './record-form.module.css';

const types = [
  'account',
  'key',
  'device',
  'place',
  'memory',
  'people',
  'nobody',
] as const satisfies readonly Requirement['type'][];

const noDevices: readonly Device[] = [];

/** Renders the request for one thing that a way in needs. */
export function RequirementForm({ onAdd }: { readonly onAdd: (requirement: Requirement) => void }) {
  const { t, locale } = useTranslation();
  const report = useCoverage();
  const devices = useInventory((state) => state.snapshot?.devices ?? noDevices);
  const [type, setType] = useState<Requirement['type']>('account');
  /** Id of the account, key or device, or the place. */
  const [value, setValue] = useState('');
  if (report === null) return null;
  const requirement = (): Requirement | null => {
    switch (type) {
      case 'memory':
      case 'people':
      case 'nobody':
        return { type };
      case 'key':
        return value === '' ? null : { type, keyId: value };
      case 'device':
        return value === '' ? null : { type, deviceId: value };
      case 'place':
        return value.trim() === '' ? null : { type, place: value.trim() };
      case 'account': {
        const account = accountOf(report, value);
        if (account === null) return null;
        return { type, serviceId: account.serviceId, userName: account.userName, accountId: account.accountId };
      }
    }
  };
  const ready = requirement();
  return (
    <div className={styles['form']}>
      <SelectField
        label={t('needs.add')}
        value={type}
        hint={type === 'nobody' ? t('needs.type.nobody.hint') : undefined}
        options={types.map((one) => ({ value: one, label: t(`needs.type.${one}`) }))}
        onChange={(chosen) => {
          setType(chosen);
          setValue('');
        }}
      />
      {type === 'account' ? <AccountSelect world={{ t, locale, report }} value={value} onChange={setValue} /> : null}
      {type === 'key' ? <KeySelect value={value} onChange={setValue} /> : null}
      {type === 'device' ? <DeviceSelect devices={devices} value={value} onChange={setValue} /> : null}
      {type === 'place' ? (
        <NoCodeField
          label={t('ask.place')}
          hint={t('window.other-way.place.hint')}
          value={value}
          maximum={200}
          onChange={setValue}
        />
      ) : null}
      <div>
        <Button disabled={ready === null} onPress={() => (ready === null ? undefined : onAdd(ready))}>
          {t('needs.put')}
        </Button>
      </div>
    </div>
  );
}
