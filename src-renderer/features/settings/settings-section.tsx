import type { ReactNode } from 'react';
import type { SettingsPart } from './settings-parts.ts';
import styles from './settings.module.css';

/** Renders one titled part of the settings. */
export function SettingsSection({
  part,
  title,
  children,
}: {
  readonly part: SettingsPart;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const id = `settings-${part}`;
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
