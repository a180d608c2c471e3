import type { AppStatus, Settings } from '../../../src-shared/domain/settings.ts';
import { api } from '../../api.ts';
import { SelectField } from '../../components/select-field.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { appStore, useApp } from '../../stores/app-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { CorrectionsSettings } from '../catalogue/corrections-settings.tsx';
import { openSheet } from '../desktop/desktop-store.ts';
import { DevicesSettings } from '../devices/devices-settings.tsx';
import { MetadataSettings } from '../genuineness/metadata-settings.tsx';
import { BackupSettings } from './backup-settings.tsx';
import { EraseSettings } from './erase-settings.tsx';
import { PreferencesSettings } from './preferences-settings.tsx';
import { ProtectionSettings } from './protection-settings.tsx';
import { SessionNotes } from './session-notes.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';
import { SwitchRow } from './switch-row.tsx';

/** Renders language, theme, where the data is, how it is protected, copies of it, and taking everything away. */
export function SettingsView() {
  const { t } = useTranslation();
  const status = useApp((state) => state.status);
  if (status === null) return null;
  // The inventory of a demonstration leaves no file.
  const inMemory = status.dataLocation === 'memory';
  return (
    <div className={styles['view']}>
      <h1>{t('window.nav.settings')}</h1>
      <SessionNotes />
      <Appearance status={status} />
      <NoticesSettings status={status} />
      <SettingsSection part="data" title={t('window.settings.data')}>
        <SettingRow
          name={t('window.settings.location')}
          value={null}
          meaning={
            inMemory ? t('settings.location.memory') : <code className={styles['path']}>{status.dataLocation}</code>
          }
          action={{
            label: t('window.settings.show-folder'),
            possible: !inMemory,
            onPress: () => void api().app.showDataFolder(),
          }}
        />
        <MetadataSettings />
      </SettingsSection>
      <DevicesSettings />
      <PreferencesSettings />
      <ProtectionSettings />
      <BackupSettings />
      <CorrectionsSettings />
      <SettingsSection part="help" title={t('window.settings.help')}>
        <SettingRow
          name={t('window.settings.diagnostics')}
          value={null}
          meaning={t('window.settings.diagnostics.explain')}
          action={{
            label: t('window.settings.diagnostics.copy'),
            possible: true,
            onPress: () => void copyDiagnostics(t('window.settings.diagnostics.copied')),
          }}
        />
        <SettingRow
          name={t('window.settings.versions')}
          value={null}
          meaning={`Sparekey ${status.version} · Electron ${status.electron} · ${status.platform}`}
          action={{ label: t('menu.about'), possible: true, onPress: () => openSheet('about') }}
        />
      </SettingsSection>
      <EraseSettings />
    </div>
  );
}

async function copyDiagnostics(copied: string): Promise<void> {
  await api().app.copyDiagnostics();
  showDone(copied);
}

function Appearance({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const { settings } = status;
  return (
    <SettingsSection part="appearance" title={t('window.settings.appearance')}>
      <SettingRow
        name={t('window.settings.language')}
        meaning={t('settings.language.meaning')}
        value={
          <SelectField
            hideLabel
            label={t('window.settings.language')}
            value={settings.language}
            options={[
              { value: 'system', label: t('window.settings.system') },
              // A language is written in itself, so that a person can find it whatever the window speaks.
              { value: 'en', label: 'English' },
              { value: 'ja', label: '日本語' },
            ]}
            onChange={(language) => void setSettings({ language })}
          />
        }
      />
      <SettingRow
        name={t('window.settings.theme')}
        meaning={t('settings.theme.meaning')}
        value={
          <SelectField
            hideLabel
            label={t('window.settings.theme')}
            value={settings.theme}
            options={[
              { value: 'system', label: t('window.settings.system') },
              { value: 'light', label: t('window.settings.light') },
              { value: 'dark', label: t('window.settings.dark') },
            ]}
            onChange={(theme) => void setSettings({ theme })}
          />
        }
      />
    </SettingsSection>
  );
}

function NoticesSettings({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  return (
    <SettingsSection part="notices" title={t('settings.part.notices')}>
      <SwitchRow
        name={t('settings.notices')}
        meaning={t('settings.notices.meaning')}
        on={status.settings.notices}
        onChange={(notices) => void setSettings({ notices })}
      />
      <SwitchRow
        name={t('settings.tray')}
        meaning={t('settings.tray.meaning')}
        on={status.settings.tray}
        onChange={(tray) => void setSettings({ tray })}
      />
    </SettingsSection>
  );
}

async function setSettings(change: Partial<Settings>): Promise<void> {
  appStore.setState({ status: await api().app.setSettings(change) });
}
