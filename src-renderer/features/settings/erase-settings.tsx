import { useState } from 'react';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';

/** Erases everything Sparekey remembers, after the person has typed a word. */
export function EraseSettings() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const word = t('window.erase.word');
  const close = () => {
    setAsking(false);
    setTyped('');
  };
  const erase = async () => {
    close();
    if ((await run(api().inventory.eraseEverything({ confirmation: 'erase' }))) !== undefined) {
      showDone(t('window.erase.done'));
    }
  };
  return (
    <SettingsSection part="erase" title={t('window.erase.title')}>
      <SettingRow
        name={t('window.erase.label')}
        value={null}
        meaning={t('window.erase.explain')}
        action={{
          label: t('window.erase.button'),
          possible: true,
          destructive: true,
          onPress: () => setAsking(true),
        }}
      />
      {asking ? (
        <ConfirmDialog
          title={t('window.erase.dialog-title')}
          confirm={t('window.erase.confirm')}
          ready={foldText(typed) === foldText(word)}
          onConfirm={() => void erase()}
          onClose={close}
        >
          <p className={styles['before-field']}>{t('window.erase.explain')}</p>
          <TextField label={t('window.erase.type', { word })} value={typed} onChange={setTyped} />
        </ConfirmDialog>
      ) : null}
    </SettingsSection>
  );
}
