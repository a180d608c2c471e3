import { useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Activity, InventoryKey } from '../../../src-shared/domain/inventory.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { RemindersPanel } from '../reminders/reminders-panel.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './activity-view.module.css';

const nothing: readonly Activity[] = [];
const noKeys: readonly InventoryKey[] = [];

/** What has happened, newest first, for all keys or one. */
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
  const scroll = useRef<HTMLDivElement>(null);
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
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lines[index]?.day === null ? 36 : 76),
    getItemKey: (index) => lines[index]?.one.id ?? index,
    overscan: 8,
  });
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
      <div className={styles['scroll']} ref={scroll} tabIndex={0} role="region" aria-label={t('window.nav.activity')}>
        <ol className={styles['lines']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <li
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className={styles['line']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {line.day === null ? null : <h2 className={styles['day']}>{line.day}</h2>}
                <div className={styles['entry']}>
                  <time dateTime={line.one.at}>{time.format(new Date(line.one.at))}</time>
                  <p>
                    <bdi>{displayText(activityMessage(t, line.one, nameOf), 300)}</bdi>
                  </p>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
