import { rememberSites } from '../../stores/sites.ts';
import { useState } from 'react';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { inventoryStore, useInventory } from '../../stores/inventory-store.ts';
import { showDone, showHint } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './inventory-closed.module.css';

/** Renders why the inventory is not open and offers what helps; shown in place of the views that need it. */
export function InventoryClosed() {
  const { t, dateTime } = useTranslation();
  const status = useInventory((state) => state.status);
  const [asking, setAsking] = useState<'none' | 'from-scratch' | 'accept'>('none');
  if (status === null || status.state === 'open') return null;
  const { state } = status;
  const newest = newestBackup(status);
  const startFromScratch = async () => {
    setAsking('none');
    const started = await run(api().inventory.startFromScratch());
    if (started === undefined) return;
    const { keptAside } = started;
    showDone(keptAside === null ? t('window.closed.started') : t('window.closed.started-kept', { file: keptAside }));
  };
  return (
    <div className={styles['view']}>
      <h1>{t(`window.closed.${state}`)}</h1>
      {status.replaced === null ? null : (
        <p className={styles['lead']}>
          {failureMessage(t, { kind: 'inventory-replaced', detail: status.replaced }).text}
        </p>
      )}
      <p className={styles['lead']}>{t(`window.closed.${state}.explain`)}</p>
      <p className={styles['file']}>
        <code>{status.location}</code>
      </p>
      <div className={styles['actions']}>
        {canUnlock(status) ? (
          <Button look="primary" onPress={() => void run(api().inventory.unlock())}>
            {t('window.closed.unlock')}
          </Button>
        ) : null}
        {state === 'locked' || state === 'unreadable' || state === 'keychain-missing' ? (
          <Button onPress={() => void lookAgain(t('window.closed.still'))}>{t('window.closed.try-again')}</Button>
        ) : null}
        {state === 'replaced' ? (
          <Button onPress={() => setAsking('accept')}>{t('window.closed.replaced.accept')}</Button>
        ) : null}
        {(state === 'damaged' || state === 'replaced') && newest !== null ? (
          <Button look="primary" onPress={() => void run(api().inventory.restore({ file: newest.file }))}>
            {t('window.closed.restore', { at: dateTime(newest.at) })}
          </Button>
        ) : null}
        {state === 'locked' ? null : (
          <Button onPress={() => void api().app.showDataFolder()}>{t('window.settings.show-folder')}</Button>
        )}
        {replaceableStates.includes(state) ? (
          <Button onPress={() => setAsking('from-scratch')}>{t('window.closed.start-from-scratch')}</Button>
        ) : null}
      </div>
      {state === 'needs-passphrase' ? <p className={styles['quiet']}>{t('window.closed.forgot')}</p> : null}
      {asking === 'accept' ? (
        <ConfirmDialog
          title={t('window.closed.replaced.accept.title')}
          confirm={t('window.closed.replaced.accept.confirm')}
          onConfirm={() => {
            setAsking('none');
            void run(api().inventory.acceptFile());
          }}
          onClose={() => setAsking('none')}
        >
          <p>{t('window.closed.replaced.accept.explain')}</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'from-scratch' ? (
        <ConfirmDialog
          title={t('window.closed.start-from-scratch.title')}
          confirm={t('window.closed.start-from-scratch.confirm')}
          onConfirm={() => void startFromScratch()}
          onClose={() => setAsking('none')}
        >
          <p>{t('window.closed.start-from-scratch.explain')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

const replaceableStates: readonly InventoryStatus['state'][] = ['damaged', 'needs-passphrase', 'keychain-missing'];

function canUnlock({ state, protection }: InventoryStatus): boolean {
  if (state === 'needs-passphrase') return true;
  return state === 'keychain-missing' && (protection.passphrase || protection.recoveryCode);
}

function newestBackup(status: InventoryStatus): InventoryStatus['backups'][number] | null {
  return status.backups.toSorted((left, right) => right.at.localeCompare(left.at))[0] ?? null;
}

async function lookAgain(still: string): Promise<void> {
  const found = await api().inventory.snapshot();
  const status = await api().inventory.status();
  if (found.ok) rememberSites(found.value.sites);
  inventoryStore.setState(found.ok ? { status, snapshot: found.value.snapshot } : { status });
  if (!found.ok) showHint(still);
}
