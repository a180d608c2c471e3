import { useEffect } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { serialEnd } from '../../../src-shared/lib/key-name.ts';
import { Button } from '../../components/button.tsx';
import { type Step, Steps } from '../../components/steps.tsx';
import { HeadStrip } from '../../components/view-head.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { unlockKey } from '../keys/key-operations.ts';
import { type FirstSteps, firstSteps, shortName } from './first-steps.ts';
import { leaveSteps, useStepsLeft } from './first-steps-store.ts';
import styles from './first-steps.module.css';
import { NameChips } from './name-chips.tsx';

const noKeys: readonly InventoryKey[] = [];

/** Returns where the beginning stands; null where it is over or was left. */
export function useFirstSteps(report: CoverageReport): FirstSteps | null {
  const records = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const left = useStepsLeft();
  const found = firstSteps(records, report.unreadKeys);
  return left && found?.current === 'read' ? null : found;
}

/** Renders the steps from the first reading to the picture of two named keys, and what to do for the present one. */
export function FirstStepsStrip({ steps: { read, unread, unnamed, current } }: { readonly steps: FirstSteps }) {
  const { t } = useTranslation();
  const handle = unread?.keyId.replace(/^plugged:/, '') ?? null;
  const busy = useKeys((state) => handle !== null && state.progress[handle] !== undefined);
  const waiting = useKeys((state) => state.keys.find((key) => key.handle === handle));
  useReadShortcut(busy ? null : handle);
  const next =
    unread === null ? null : (serialEnd(waiting?.facts?.vendorSerial ?? null) ?? displayText(unread.label, 40));
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
    <>
      <HeadStrip>
        <Steps label={t('window.steps.title')} steps={steps} look="strip" />
        <span className={styles['end']}>
          {current === 'read' && handle !== null ? (
            <Button look="primary" disabled={busy} onPress={() => void unlockKey(handle)}>
              {t('window.key.unlock')}
            </Button>
          ) : null}
          {current === 'read' && handle === null ? (
            <span className={styles['quiet']}>{t('window.steps.plug-in')}</span>
          ) : null}
          {current === 'read' ? (
            <Button look="quiet" onPress={leaveSteps}>
              {t('window.steps.no-spare')}
            </Button>
          ) : null}
        </span>
      </HeadStrip>
      {unnamed === null ? null : <NameChips record={unnamed} />}
    </>
  );
}

/** Reads the next key with Ctrl R (or Cmd R). */
function useReadShortcut(handle: string | null): void {
  useEffect(() => {
    if (handle === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'r')
        return;
      event.preventDefault();
      void unlockKey(handle);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [handle]);
}
