import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { type Step, Steps } from '../../components/steps.tsx';
import { HeadStrip } from '../../components/view-head.tsx';
import { inventoryStore, useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { type FirstSteps, firstSteps, shortName } from './first-steps.ts';
import styles from './first-steps.module.css';

const noKeys: readonly InventoryKey[] = [];

/** Returns where the beginning stands; null where it is over or was left. */
export function useFirstSteps(report: CoverageReport): FirstSteps | null {
  const records = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const left = useInventory((state) => state.snapshot?.preferences.noSpareYet === true);
  const found = useMemo(() => firstSteps(records, report.unreadKeys), [records, report.unreadKeys]);
  return left && found?.current === 'read' ? null : found;
}

/** Renders the steps from the first reading to the picture of two named keys. */
export function FirstStepsStrip({ steps: { read, unread, current } }: { readonly steps: FirstSteps }) {
  const { t } = useTranslation();
  // The end of the serial number, where its name has it, tells it from the other.
  const next = unread === null ? null : (/…\w+$/u.exec(unread.label)?.[0] ?? displayText(unread.label, 40));
  const [first, second] = read;
  const steps: readonly Step[] = [
    { id: 'first', state: 'done', title: readTitle(first) },
    second === undefined
      ? {
          id: 'second',
          state: 'current',
          title: next === null ? t('window.steps.read-spare') : t('window.steps.read', { key: next }),
        }
      : { id: 'second', state: 'done', title: readTitle(second) },
    { id: 'name', state: current === 'name' ? 'current' : 'todo', title: t('window.steps.name') },
    { id: 'see', state: 'todo', title: t('window.steps.see') },
  ];
  function readTitle(record: InventoryKey | undefined): string {
    return record === undefined ? '' : t('window.steps.read', { key: displayText(shortName(record), 40) });
  }
  return (
    <HeadStrip>
      <Steps label={t('window.steps.title')} steps={steps} look="strip" />
      {current === 'name' ? null : (
        <span className={styles['end']}>
          {unread === null ? <span className={styles['quiet']}>{t('window.steps.plug-in')}</span> : null}
          <Button look="quiet" onPress={() => void leaveSteps()}>
            {t('window.steps.no-spare')}
          </Button>
        </span>
      )}
    </HeadStrip>
  );
}

/** Records that there is no spare yet: the steps are left, also after the next start. */
async function leaveSteps(): Promise<void> {
  const preferences = inventoryStore.getState().snapshot?.preferences;
  if (preferences !== undefined) await run(api().inventory.setPreferences({ ...preferences, noSpareYet: true }));
}
