import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { useMemo, useState } from 'react';
import { createDevices } from '../../../src-shared/coverage/devices.ts';
import { createNeedsFinder, type Needs } from '../../../src-shared/coverage/needs.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { RequirementForm } from './requirement-form.tsx';
import { type RequirementNames, requirementText } from './requirement-text.ts';
import styles from './record-form.module.css';

/** As many as the inventory takes for one way in. */
const mostRequirements = 10;

/** Asks what must be in hand for a way in: as usual for its kind, or what the person says. */
export function NeedsField({
  way,
  onChange,
}: {
  /** The way in as it stands in the form. */
  readonly way: OtherWayIn;
  readonly onChange: (requires: readonly Requirement[] | null) => void;
}) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const names = useRequirementNames();
  const assumed = useAssumedNeeds(way);
  const requires = way.requires;
  return (
    <div className={styles['needs']}>
      <SelectField
        label={t('needs.title')}
        value={requires === null ? 'usual' : 'own'}
        hint={requires === null ? t('needs.assumed', { what: assumed }) : undefined}
        options={[
          { value: 'usual', label: t('needs.usual') },
          { value: 'own', label: t('needs.own') },
        ]}
        onChange={(value) => {
          setAdding(value === 'own');
          onChange(value === 'own' ? [] : null);
        }}
      />
      {requires === null ? null : (
        <>
          <ul className={styles['recorded']}>
            {requires.map((requirement, index) => {
              const summary = requirementText(t, requirement, names);
              return (
                <li key={JSON.stringify(requirement)}>
                  <bdi>{summary}</bdi>{' '}
                  <Button
                    look="link"
                    label={t('needs.remove', { what: summary })}
                    onPress={() => onChange(requires.filter((_, at) => at !== index))}
                  >
                    {t('window.common.remove')}
                  </Button>
                </li>
              );
            })}
          </ul>
          {adding ? (
            <RequirementForm
              onAdd={(requirement) => {
                setAdding(false);
                onChange(withRequirement(requires, requirement));
              }}
            />
          ) : requires.length < mostRequirements ? (
            <div>
              <Button onPress={() => setAdding(true)}>{t('needs.add')}</Button>
            </div>
          ) : null}
        </>
      )}
    </div>
  );
}

// The same thing twice is one.
function withRequirement(requires: readonly Requirement[], added: Requirement): readonly Requirement[] {
  const text = JSON.stringify(added);
  return requires.some((one) => JSON.stringify(one) === text) ? requires : [...requires, added];
}

const noDevices: readonly Device[] = [];
const noKeys: readonly InventoryKey[] = [];

/** Returns in words what kind and name of a way in imply, as the analysis takes it while nobody says more. */
function useAssumedNeeds(way: OtherWayIn): string {
  const { t } = useTranslation();
  const services = useApp((state) => state.services);
  const otherWayProviders = useApp((state) => state.otherWays);
  const devices = useInventory((state) => state.snapshot?.devices ?? noDevices);
  return useMemo(() => {
    const implied = { ...way, requires: null };
    const known = createDevices(devices, [implied]);
    const needs = createNeedsFinder({ services, otherWayProviders }, known)(implied);
    return assumedText(t, needs, (deviceId) => known.get(deviceId)?.label ?? deviceId);
  }, [t, services, otherWayProviders, devices, way]);
}

function assumedText(t: Translate, needs: Needs, deviceName: (deviceId: string) => string): string {
  const { accounts, deviceIds, memory, people, nobody } = needs;
  const what = [
    ...accounts.map(({ name }) => t('needs.assumed.account', { name })),
    ...deviceIds.map(deviceName),
    ...(memory ? [t('needs.assumed.memory')] : []),
    ...(people ? [t('needs.assumed.people')] : []),
    ...(nobody ? [t('needs.assumed.nobody')] : []),
  ];
  return displayText(what.length === 0 ? t('needs.assumed.nothing') : what.join(t('list.separator')), 300);
}

function useRequirementNames(): RequirementNames {
  const { t, locale } = useTranslation();
  const report = useCoverage();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const devices = useInventory((state) => state.snapshot?.devices ?? noDevices);
  return useMemo(() => {
    const accountName = accountNames(t, locale, report ?? { services: [] });
    const labelOf = (records: readonly { readonly id: string; readonly label: string }[], id: string) =>
      displayText(records.find((one) => one.id === id)?.label ?? id.replace(/^[a-z-]+:/, ''), 80);
    return {
      keyName: (keyId) => labelOf(keys, keyId),
      deviceName: (deviceId) => labelOf(devices, deviceId),
      accountName: ({ accountId, serviceId, userName }) =>
        displayText(accountId === null ? [serviceId, userName ?? ''].join(' ').trim() : accountName(accountId), 200),
    };
  }, [t, locale, report, keys, devices]);
}
