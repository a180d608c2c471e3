import { useState } from 'react';
import { type Preferences, staleAfterDaysRange } from '../../../src-shared/domain/preferences.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { Line } from './settings-line.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';

/** Renders what a person chose for this inventory: when a record counts as old, and whether services may be asked over the network. */
export function PreferencesSettings() {
  const { t } = useTranslation();
  const preferences = useInventory((state) => state.snapshot?.preferences ?? null);
  if (preferences === null) return null;
  const set = async (change: Partial<Preferences>) => {
    if ((await run(api().inventory.setPreferences({ ...preferences, ...change }))) === undefined) return;
    showDone(t('window.preferences.saved'));
  };
  return (
    <SettingsSection title={t('window.preferences.title')}>
      <Line label={t('window.preferences.stale')}>
        <div className={styles['stack']}>
          <p className={styles['quiet']}>{t('window.preferences.stale.explain')}</p>
          <StaleLimit key={preferences.staleAfterDays} days={preferences.staleAfterDays} onSave={set} />
        </div>
      </Line>
      <Line label={t('window.preferences.network')}>
        <div className={styles['stack']}>
          <p className={styles['quiet']}>{t('window.preferences.network.explain')}</p>
          <Checkbox
            checked={preferences.allowPasskeyEndpoints}
            onChange={(allowPasskeyEndpoints) => void set({ allowPasskeyEndpoints })}
          >
            {t('window.preferences.network.allow')}
          </Checkbox>
        </div>
      </Line>
    </SettingsSection>
  );
}

function StaleLimit({
  days,
  onSave,
}: {
  readonly days: number;
  readonly onSave: (change: Partial<Preferences>) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(days));
  const limit = staleAfterDaysIn(text);
  const isNew = limit !== null && limit !== days;
  const save = () => {
    if (isNew) void onSave({ staleAfterDays: limit });
  };
  return (
    <form
      className={styles['limit']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t('window.preferences.stale.days')}
        value={text}
        maximum={4}
        onChange={setText}
        error={limit !== null ? null : t('window.preferences.stale.error')}
      />
      <Button disabled={!isNew} onPress={save}>
        {t('window.common.save')}
      </Button>
    </form>
  );
}

function staleAfterDaysIn(text: string): number | null {
  const days = /^\s*\d+\s*$/.test(text) ? Number(text) : null;
  const { least, greatest } = staleAfterDaysRange;
  return days !== null && days >= least && days <= greatest ? days : null;
}
