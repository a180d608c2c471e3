import type { AppStatus, Settings } from '../../../src-shared/domain/settings.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { appStore, useApp } from '../../stores/app-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { CorrectionsSettings } from '../catalogue/corrections-settings.tsx';
import { DevicesSettings } from '../devices/devices-settings.tsx';
import { BackupSettings } from './backup-settings.tsx';
import { EraseSettings } from './erase-settings.tsx';
import { PreferencesSettings } from './preferences-settings.tsx';
import { ProtectionSettings } from './protection-settings.tsx';
import { SessionNotes } from './session-notes.tsx';
import { Line } from './settings-line.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Renders language, theme, where the data is, how it is protected, copies of it, and taking everything away. */
export function SettingsView() {
  const { t } = useTranslation();
  const status = useApp((state) => state.status);
  if (status === null) return null;
  return (
    <div className={styles['view']}>
      <h1>{t('window.nav.settings')}</h1>
      <SessionNotes />
      <Appearance status={status} />
      <SettingsSection title={t('window.settings.data')}>
        <Line label={t('window.settings.location')}>
          <code className={styles['path']}>{status.dataLocation}</code>
          <Button onPress={() => void api().app.showDataFolder()}>{t('window.settings.show-folder')}</Button>
        </Line>
      </SettingsSection>
      <DevicesSettings />
      <PreferencesSettings />
      <ProtectionSettings />
      <BackupSettings />
      <CorrectionsSettings />
      <SettingsSection title={t('window.settings.help')}>
        <Line label={t('window.settings.diagnostics')}>
          <p className={styles['quiet']}>{t('window.settings.diagnostics.explain')}</p>
          <Button onPress={() => void copyDiagnostics(t('window.settings.diagnostics.copied'))}>
            {t('window.settings.diagnostics.copy')}
          </Button>
        </Line>
        <Line label={t('window.settings.versions')}>
          <p>
            Sparekey {status.version} · Electron {status.electron} · {status.platform}
          </p>
        </Line>
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
  const set = async (change: Partial<Settings>) => {
    appStore.setState({ status: await api().app.setSettings({ ...settings, ...change }) });
  };
  return (
    <SettingsSection title={t('window.settings.appearance')}>
      <div className={styles['pair']}>
        <SelectField
          label={t('window.settings.language')}
          value={settings.language}
          options={[
            { value: 'system', label: t('window.settings.system') },
            // A language is written in itself, so that a person can find it whatever the window speaks.
            { value: 'en', label: 'English' },
            { value: 'ja', label: '日本語' },
          ]}
          onChange={(language) => void set({ language })}
        />
        <SelectField
          label={t('window.settings.theme')}
          value={settings.theme}
          options={[
            { value: 'system', label: t('window.settings.system') },
            { value: 'light', label: t('window.settings.light') },
            { value: 'dark', label: t('window.settings.dark') },
          ]}
          onChange={(theme) => void set({ theme })}
        />
      </div>
    </SettingsSection>
  );
}
