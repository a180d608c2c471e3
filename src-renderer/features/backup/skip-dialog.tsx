import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { TextField } from '../../components/text-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Asks why an account is skipped; the reason is part of what is left and why. */
export function SkipDialog({
  title,
  sessionId,
  accountId,
  onSkipped,
  onClose,
}: {
  readonly title: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly onSkipped: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const skip = async () => {
    const given = reason.trim() === '' ? null : reason.trim();
    if ((await run(api().backup.skip({ sessionId, accountId, reason: given }))) === undefined) return;
    onClose();
    onSkipped();
  };
  return (
    <Dialog
      title={t('backup.skip.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" onPress={() => void skip()}>
            {t('backup.skip.confirm')}
          </Button>
        </>
      }
    >
      <p>
        <OutsideText text={title} maximum={300} />
      </p>
      <p>{t('backup.skip.explain')}</p>
      <TextField label={t('backup.skip.reason')} value={reason} maximum={500} multiline onChange={setReason} />
    </Dialog>
  );
}
