import { useDeferredValue, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { type ChooserRow, chooserGroups, chooserRows } from './chooser-rows.ts';
import { lostCountText } from './lost-count-text.ts';
import { idsOf, markLost, markPinKnown, useLoss } from './loss-store.ts';
import styles from './loss-view.module.css';

/** Beyond this a person searches; a list of a thousand boxes serves nobody. */
const shownAtMost = 150;

/** Renders the choice of what is lost: single keys, devices, other ways and accounts, or everything in a bag or at a place. */
export function LossChooser({
  snapshot,
  report,
}: {
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
}) {
  const { t, locale } = useTranslation();
  const marked = useLoss((state) => state);
  const [search, setSearch] = useState('');
  const sought = foldText(useDeferredValue(search)) ?? '';
  const rows = useMemo(() => {
    const records = new Map(snapshot.keys.map((key) => [key.id, key]));
    const labels = distinctLabels(t, report.keys, records);
    const names = new Map(report.keys.map((key, index) => [key.keyId, labels[index]?.full ?? key.label]));
    return chooserRows(snapshot, report, {
      keyName: (keyId) => names.get(keyId) ?? keyId,
      wayName: (way) => otherWayName(t, way),
      role: (role) => t(`role.${role ?? 'none'}`),
      deviceKind: ({ kind }) => t(`devices.kind.${kind}`),
      accountName: accountNames(t, locale, report),
      dependents: (dependents) => t('window.loss.account.opens', { count: dependents }),
      contents: (keys, ways, devices) => lostCountText(t, { keys, ways, devices, accounts: 0 }),
      joiner: t('list.separator'),
    });
  }, [snapshot, report, t, locale]);
  const found = rows.filter((row) => row.sought.includes(sought));
  const shown = found.slice(0, shownAtMost);
  const groups = chooserGroups
    .map((group) => ({ group, rows: shown.filter((row) => row.group === group) }))
    .filter((group) => group.rows.length > 0);
  const isMarked = (id: string): boolean =>
    marked.keyIds.has(id) || marked.wayIds.has(id) || marked.deviceIds.has(id) || marked.accountIds.has(id);
  const count = (row: ChooserRow): number => idsOf(row).filter(isMarked).length;
  return (
    <section className={styles['chooser']} aria-labelledby="loss-chooser">
      <h2 id="loss-chooser">{t('window.loss.what')}</h2>
      <div>
        <SearchField label={t('window.loss.search')} value={search} onChange={setSearch} />
      </div>
      {found.length === 0 && rows.length > 0 ? <p className={styles['quiet']}>{t('window.loss.no-match')}</p> : null}
      {groups.map(({ group, rows: members }) => (
        <fieldset key={group} className={styles['group']}>
          <legend>{t(`window.loss.group.${group}`)}</legend>
          {members.map((row) => (
            <div key={row.id}>
              <Checkbox
                checked={count(row) === idsOf(row).length}
                partly={count(row) > 0}
                detail={row.detail === '' ? null : <bdi>{displayText(row.detail, 160)}</bdi>}
                onChange={(on) => markLost(row, on)}
              >
                <bdi>{displayText(row.name, 120)}</bdi>
              </Checkbox>
              {row.askPin && marked.keyIds.has(row.id) ? (
                <div className={styles['pin']}>
                  <Checkbox checked={marked.pinKnownIds.has(row.id)} onChange={(on) => markPinKnown(row.id, on)}>
                    {t('window.loss.pin-known')}
                  </Checkbox>
                </div>
              ) : null}
            </div>
          ))}
        </fieldset>
      ))}
      {found.length > shown.length ? (
        <p className={styles['quiet']}>{t('window.loss.more', { count: found.length - shown.length })}</p>
      ) : null}
    </section>
  );
}
