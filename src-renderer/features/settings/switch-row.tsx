import type { ReactNode } from 'react';
import { SettingRow } from '../../components/setting-row.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './switch-row.module.css';

/** Renders a setting that is on or off. */
export function SwitchRow({
  name,
  meaning,
  on,
  onChange,
}: {
  readonly name: string;
  readonly meaning: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <SettingRow
      name={name}
      meaning={meaning}
      value={
        <label className={styles['switch']}>
          <input
            type="checkbox"
            role="switch"
            aria-label={name}
            aria-checked={on}
            checked={on}
            className={styles['input']}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span className={styles['track']} aria-hidden="true" />
          <span aria-hidden="true">{t(on ? 'settings.on' : 'settings.off')}</span>
        </label>
      }
    />
  );
}
