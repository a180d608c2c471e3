import { useMemo, useState } from 'react';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { SelectField } from '../../components/select-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './activity-view.module.css';
import { VirtualLines } from '../../components/virtual-lines.tsx';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

const nothing: readonly Activity[] = [];
const noKeys: readonly InventoryKey[] = [];

interface LogEntry {
  readonly one: Activity;
  /** The other accounts that the same reading found. */
  readonly found: readonly Activity[];
}

/** Joins what one reading found on a key to one line: the first reading of a key finds everything on it. */
function byReading(activity: readonly Activity[]): readonly LogEntry[] {
  const entries: { one: Activity; found: Activity[] }[] = [];
  for (const one of activity) {
    const last = entries.at(-1);
    const isSame =
      one.kind === 'passkey-added' &&
      last?.one.kind === 'passkey-added' &&
      last.one.keyId === one.keyId &&
      last.one.at === one.at;
    if (isSame) last.found.push(one);
    else entries.push({ one, found: [] });
  }
  return entries;
}

/** Days with their weekday: in Japanese a product writes it in short form, 11月29日(日). */
const dayFormats = {
  en: { dateStyle: 'full' },
  ja: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
} as const;

/** Renders what has happened, newest first, for all keys or one. */
export function ActivityView() {
  const { t, locale } = useTranslation();
  const activity = useInventory((state) => state.snapshot?.activity ?? nothing);
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const services = useApp((state) => state.services);
  const nameOf = useMemo(() => {
    const names = new Map(
      services.flatMap((service) =>
        [service.id, ...service.rpIds].map((id): [string, string] => [id, serviceNameIn(service, locale)]),
      ),
    );
    return (id: string) => names.get(id) ?? null;
  }, [services, locale]);
  const [keyId, setKeyId] = useState('');
  const time = useMemo(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }), [locale]);
  const date = useMemo(() => new Intl.DateTimeFormat(locale, dayFormats[locale]), [locale]);
  const lines = useMemo(() => {
    const chosen = activity
      .filter((one) => keyId === '' || one.keyId === keyId)
      .toSorted((left, right) => right.at.localeCompare(left.at));
    return byReading(chosen).map((entry, index, all) => {
      const day = date.format(new Date(entry.one.at));
      const before = all[index - 1];
      const isSameDay = before !== undefined && date.format(new Date(before.one.at)) === day;
      return { ...entry, day: isSameDay ? null : day };
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
      {lines.length === 0 ? <p className={styles['none']}>{t('window.activity.none')}</p> : null}
      <VirtualLines
        label={t('window.nav.activity')}
        lines={lines}
        estimateHeight={({ day }) => (day === null ? 36 : 76)}
        keyOf={({ one }) => one.id}
        overscan={8}
        draw={({ one, found, day }) => (
          <>
            {day === null ? null : <h2 className={styles['day']}>{day}</h2>}
            <div className={styles['entry']}>
              <time dateTime={one.at}>{time.format(new Date(one.at))}</time>
              {found.length === 0 ? (
                <p>
                  <bdi>{displayText(activityMessage(t, one, nameOf), 300)}</bdi>
                </p>
              ) : (
                <details>
                  <summary>
                    <bdi>
                      {displayText(t('activity.found', { key: one.keyLabel ?? '–', count: found.length + 1 }), 300)}
                    </bdi>
                  </summary>
                  <ul className={styles['found']}>
                    {[one, ...found].map((each) => (
                      <li key={each.id}>
                        <bdi>{displayText(activityMessage(t, each, nameOf), 300)}</bdi>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
          </>
        )}
      />
    </div>
  );
}
