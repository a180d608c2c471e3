import { useState } from 'react';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { SettingsSection } from './settings-section.tsx';
import { Line } from './settings-line.tsx';
import styles from './settings.module.css';

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
    <SettingsSection title={t('window.erase.title')}>
      <Line label={t('window.erase.label')}>
        <p className={styles['quiet']}>{t('window.erase.explain')}</p>
        <Button onPress={() => setAsking(true)}>{t('window.erase.button')}</Button>
      </Line>
      {asking ? (
        <ConfirmDialog
          title={t('window.erase.dialog-title')}
          confirm={t('window.erase.confirm')}
          ready={foldText(typed) === foldText(word)}
          onConfirm={() => void erase()}
          onClose={close}
        >
          <p>{t('window.erase.explain')}</p>
          <TextField label={t('window.erase.type', { word })} value={typed} onChange={setTyped} />
        </ConfirmDialog>
      ) : null}
    </SettingsSection>
  );
}
