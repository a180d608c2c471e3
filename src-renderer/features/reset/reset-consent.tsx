import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { DangerButton } from '../../components/danger-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './reset-page.module.css';
import { beginReset, useReset } from './reset-store.ts';

/** Asks for the name of the key; the button is live once it was typed, after a rest. */
export function ResetConsent({ word }: { readonly word: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const isAsking = useReset((state) => state.phase === 'system');
  const isRight = typed.trim() === word;
  return (
    <div className={styles['consent']}>
      <TextField label={t('key-reset.agree.field')} value={typed} maximum={200} autoFocus onChange={setTyped} />
      {isRight ? (
        <DangerButton busy={isAsking} onConfirm={() => void beginReset(typed)}>
          {t('key-reset.agree.button')}
        </DangerButton>
      ) : (
        <Button look="destructive" disabled>
          {t('key-reset.agree.button')}
        </Button>
      )}
      {isAsking ? <p role="status">{t('key-reset.agree.asking')}</p> : null}
    </div>
  );
}
