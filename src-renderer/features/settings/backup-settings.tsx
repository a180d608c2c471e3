import { useState } from 'react';
import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SettingsSection } from './settings-section.tsx';
import type { JsonImportPreview } from './json-import-preview.ts';
import styles from './settings.module.css';

type Backup = InventoryStatus['backups'][number];
/** Renders the backups of the inventory, and its export and import as JSON. */
export function BackupSettings() {
  const { t, dateTime } = useTranslation();
  const status = useInventory((state) => state.status);
  const [restoring, setRestoring] = useState<Backup | null>(null);
  const [preview, setPreview] = useState<JsonImportPreview | null>(null);
  if (status === null) return null;
  const open = status.state === 'open';
  const backup = async () => {
    const made = await run(api().inventory.backup());
    if (made !== undefined) showDone(t('window.backup.done', { file: made.file }));
  };
  const exportJson = async () => {
    const written = await run(api().inventory.exportJson());
    if (written !== undefined && written !== null) showDone(t('window.export.done', { file: written.file }));
  };
  const importJson = async () => {
    const found = await run(api().inventory.previewImport());
    if (found !== undefined && found !== null) setPreview(found);
  };
  const restore = async (chosen: Backup) => {
    setRestoring(null);
    if ((await run(api().inventory.restore({ file: chosen.file }))) !== undefined)
      showDone(t('window.backup.restored'));
  };
  const backups = status.backups.toSorted((left, right) => right.at.localeCompare(left.at));
  return (
    <SettingsSection part="backups" title={t('window.backup.title')}>
      <SettingRow
        name={t('window.backup.backups')}
        value={backups.length === 0 ? t('settings.none') : t('settings.kept', { count: backups.length })}
        meaning={t('window.backup.explain')}
        action={{ label: t('window.backup.make'), possible: open, onPress: () => void backup() }}
      />
      {backups.length === 0 ? null : (
        <ul className={styles['backups']}>
          {backups.map((one) => (
            <li key={one.file}>
              <span>
                {dateTime(one.at)}{' '}
                <span className={styles['quiet']}>
                  {t('window.backup.size', { size: Math.max(1, Math.round(one.bytes / 1024)) })}
                </span>
              </span>
              <Button
                look="link"
                label={t('window.backup.restore-one', { at: dateTime(one.at) })}
                onPress={() => setRestoring(one)}
              >
                {t('window.backup.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SettingRow
        name={t('window.export.title')}
        value={null}
        meaning={open ? t('window.export.explain') : t('settings.closed')}
        action={{ label: t('window.export.button'), possible: open, onPress: () => void exportJson() }}
      />
      <SettingRow
        name={t('settings.import')}
        value={null}
        meaning={open ? t('settings.import.meaning') : t('settings.closed')}
        action={{ label: t('window.import.button'), possible: open, onPress: () => void importJson() }}
      />
      {restoring === null ? null : (
        <ConfirmDialog
          title={t('window.backup.restore.title', { at: dateTime(restoring.at) })}
          confirm={t('window.backup.restore.confirm')}
          onConfirm={() => void restore(restoring)}
          onClose={() => setRestoring(null)}
        >
          <p>{t('window.backup.restore.explain')}</p>
        </ConfirmDialog>
      )}
      {preview === null ? null : <ImportDialog preview={preview} onClose={() => setPreview(null)} />}
    </SettingsSection>
  );
}
