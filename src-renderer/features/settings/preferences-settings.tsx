import { type Preferences, staleAfterDaysRange } from '../../../src-shared/domain/preferences.ts';
import { api } from '../../api.ts';
import { SavedTextField } from '../../components/saved-text-field.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { showUndoable } from '../../stores/undo-notice.ts';
import { useTranslation } from '../../use-translation.tsx';
import { SettingsSection } from './settings-section.tsx';
import { SwitchRow } from './switch-row.tsx';

/** Renders what a person chose for this inventory: when a record counts as old, and whether services may be asked over the network. */
export function PreferencesSettings() {
  const { t } = useTranslation();
  const preferences = useInventory((state) => state.snapshot?.preferences ?? null);
  if (preferences === null) return null;
  const set = async (change: Partial<Preferences>): Promise<boolean> =>
    (await run(api().inventory.setPreferences({ ...preferences, ...change }))) !== undefined;
  const { staleAfterDays } = preferences;
  const setLimit = async (days: number) => {
    if (await set({ staleAfterDays: days }))
      showUndoable(t, t('window.preferences.saved'), () => set({ staleAfterDays }));
  };
  return (
    <SettingsSection part="preferences" title={t('window.preferences.title')}>
      <SettingRow
        name={t('window.preferences.stale')}
        meaning={t('window.preferences.stale.explain')}
        value={
          <SavedTextField
            hideLabel
            label={t('window.preferences.stale.days')}
            value={String(staleAfterDays)}
            maximum={4}
            errorOf={(text) => (staleAfterDaysIn(text) === null ? t('window.preferences.stale.error') : null)}
            onSave={(text) => void setLimit(staleAfterDaysIn(text) ?? staleAfterDays)}
          />
        }
      />
      <SwitchRow
        name={t('window.preferences.network')}
        meaning={t('window.preferences.network.explain')}
        on={preferences.allowPasskeyEndpoints}
        onChange={(allowPasskeyEndpoints) => void set({ allowPasskeyEndpoints })}
      />
    </SettingsSection>
  );
}

function staleAfterDaysIn(text: string): number | null {
  const days = /^\s*\d+\s*$/.test(text) ? Number(text) : null;
  const { least, greatest } = staleAfterDaysRange;
  return days !== null && days >= least && days <= greatest ? days : null;
}
