import { useMemo, useState } from 'react';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { RemindersPanel } from '../reminders/reminders-panel.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './activity-view.module.css';
import { VirtualLines } from '../../components/virtual-lines.tsx';

const nothing: readonly Activity[] = [];
const noKeys: readonly InventoryKey[] = [];

/** Renders what has happened, newest first, for all keys or one. */
export function ActivityView() {
  const { t, locale } = useTranslation();
  const activity = useInventory((state) => state.snapshot?.activity ?? nothing);
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const services = useApp((state) => state.services);
  const nameOf = useMemo(() => {
    const names = new Map(services.map(({ id, name, nameJa }) => [id, locale === 'ja' ? (nameJa ?? name) : name]));
    return (serviceId: string) => names.get(serviceId) ?? null;
  }, [services, locale]);
  const [keyId, setKeyId] = useState('');
  const time = useMemo(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }), [locale]);
  const date = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }), [locale]);
  const lines = useMemo(() => {
    const chosen = activity
      .filter((one) => keyId === '' || one.keyId === keyId)
      .toSorted((left, right) => right.at.localeCompare(left.at));
    return chosen.map((one, index) => {
      const day = date.format(new Date(one.at));
      const before = chosen[index - 1];
      return { one, day: before !== undefined && date.format(new Date(before.at)) === day ? null : day };
    });
  }, [activity, keyId, date]);
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <h1>{t('window.nav.activity')}</h1>
        <SelectField
          inline
          label={t('window.activity.filter')}
          value={keyId}
          options={[
            { value: '', label: t('window.activity.all-keys') },
            ...keys.map((key) => ({ value: key.id, label: displayText(key.label, 80) })),
          ]}
          onChange={setKeyId}
        />
      </header>
      <RemindersPanel />
      {lines.length === 0 ? <p className={styles['none']}>{t('window.activity.none')}</p> : null}
      <VirtualLines
        label={t('window.nav.activity')}
        lines={lines}
        estimateHeight={({ day }) => (day === null ? 36 : 76)}
        keyOf={({ one }) => one.id}
        overscan={8}
        draw={({ one, day }) => (
          <>
            {day === null ? null : <h2 className={styles['day']}>{day}</h2>}
            <div className={styles['entry']}>
              <time dateTime={one.at}>{time.format(new Date(one.at))}</time>
              <p>
                <bdi>{displayText(activityMessage(t, one, nameOf), 300)}</bdi>
              </p>
            </div>
          </>
        )}
      />
    </div>
  );
}
