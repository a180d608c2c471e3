import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { closeRecordDialog, openRecordDialog } from './import-store.ts';
import styles from './import.module.css';

const longest = 200_000;

/** Renders a field for many lines, typed or pasted from a spreadsheet; what they mean is shown before anything is recorded. */
export function LinesDialog({ start }: { readonly start: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(start);
  const check = async () => {
    const preview = await run(api().imports.previewLines({ text }));
    if (preview !== undefined) openRecordDialog({ type: 'preview', preview, text });
  };
  return (
    <Dialog
      wide
      title={t('import.title.typed')}
      onClose={closeRecordDialog}
      actions={
        <>
          <Button onPress={closeRecordDialog}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={text.trim() === ''} onPress={() => void check()}>
            {t('import.typed.check')}
          </Button>
        </>
      }
    >
      <p>{t('import.typed.explain')}</p>
      <label className={styles['lines']}>
        <span>{t('import.typed.label')}</span>
        <textarea
          autoFocus
          rows={10}
          spellCheck={false}
          autoComplete="off"
          maxLength={longest}
          placeholder={t('import.typed.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') void check();
          }}
        />
      </label>
    </Dialog>
  );
}
