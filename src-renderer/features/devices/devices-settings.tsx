import { useState } from 'react';
import type { Device } from '../../../src-shared/domain/device.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import styles from './devices-settings.module.css';

const noDevices: readonly Device[] = [];

/** Renders the phones, computers and phone numbers that other ways in depend on. */
export function DevicesSettings() {
  const { t } = useTranslation();
  const devices = useInventory((state) => state.snapshot?.devices ?? noDevices);
  const [open, setOpen] = useState<{ readonly device: Device | null } | null>(null);
  return (
    <SettingsSection part="devices" title={t('devices.title')}>
      <p className={styles['quiet']}>{t('devices.explain')}</p>
      {devices.length === 0 ? (
        <p className={styles['quiet']}>{t('devices.none')}</p>
      ) : (
        <DeviceTable devices={devices} onEdit={(device) => setOpen({ device })} />
      )}
      <div>
        <Button onPress={() => setOpen({ device: null })}>{t('devices.add')}</Button>
      </div>
      {open === null ? null : (
        <DeviceDialog
          device={open.device}
          phones={devices.filter(({ kind }) => kind === 'phone')}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsSection>
  );
}

function DeviceTable({
  devices,
  onEdit,
}: {
  readonly devices: readonly Device[];
  readonly onEdit: (device: Device) => void;
}) {
  const { t, day } = useTranslation();
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={t('devices.title')}>
        <thead>
          <tr>
            <th scope="col">{t('devices.label')}</th>
            <th scope="col">{t('devices.kind')}</th>
            <th scope="col">{t('devices.owner')}</th>
            <th scope="col">{t('devices.place')}</th>
            <th scope="col">{t('devices.carried-on')}</th>
            <th scope="col">{t('devices.state')}</th>
            <th scope="col">
              <span className="spoken">{t('devices.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => {
            const phone = devices.find(({ id }) => id === device.simIn);
            const kind = t(`devices.kind.${device.kind}`);
            return (
              <tr key={device.id}>
                <th scope="row">
                  <bdi>{displayText(device.label, 80)}</bdi>
                </th>
                <td>
                  {phone === undefined ? kind : `${kind} · ${t('devices.sim-in')}: ${displayText(phone.label, 80)}`}
                </td>
                <td>
                  <bdi>{displayText(device.owner ?? '–', 80)}</bdi>
                </td>
                <td>
                  <bdi>{displayText(device.place ?? '–', 80)}</bdi>
                </td>
                <td>
                  <bdi>{displayText(device.carriedOn ?? '–', 80)}</bdi>
                </td>
                <td>
                  {device.lostAt === null
                    ? t('devices.state.in-use')
                    : `${t('devices.state.lost')} · ${day(device.lostAt)}`}
                </td>
                <td>
                  <DeviceActions device={device} onEdit={() => onEdit(device)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function DeviceActions({ device, onEdit }: { readonly device: Device; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const { id, lostAt } = device;
  const name = displayText(device.label, 80);
  const state = lostAt === null ? 'lost' : 'found';
  const setLost = async () => {
    if ((await run(api().inventory.setDeviceLost({ id, state }))) === undefined) return;
    showDone(t(`devices.${state}.done`, { name }));
  };
  return (
    <div className={styles['actions']}>
      <Button look="link" label={t(`devices.${state}.of`, { name })} onPress={() => void setLost()}>
        {t(`devices.${state}`)}
      </Button>
      <Button look="link" label={t('devices.edit.of', { name })} onPress={onEdit}>
        {t('devices.edit')}
      </Button>
      <Button
        look="link"
        label={t('devices.remove.of', { name })}
        onPress={() => void run(api().inventory.removeDevice({ id }))}
      >
        {t('window.common.remove')}
      </Button>
    </div>
  );
}
