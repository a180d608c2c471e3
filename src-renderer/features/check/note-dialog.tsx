import { useState } from 'react';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Renders the note on a check that is kept. */
export function NoteDialog({ check, onClose }: { readonly check: KeyCheck; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(check.note ?? '');
  const save = async () => {
    if ((await run(api().check.note({ id: check.id, text }))) === undefined) return;
    showDone(t('check.window.noted'));
    onClose();
  };
  return (
    <Dialog
      title={t('check.window.note.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t('window.common.save')}
          </Button>
        </>
      }
    >
      <TextField label={t('check.slip.note')} value={text} maximum={2000} multiline autoFocus onChange={setText} />
    </Dialog>
  );
}
