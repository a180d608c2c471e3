import { useEffect } from 'react';
import { Message } from '../../components/message.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { Button } from '../../components/button.tsx';
import { Keycap } from '../../components/keycap.tsx';
import { ViewFoot } from '../../components/view-foot.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ResetEndPart } from './reset-end-part.tsx';
import { ResetLosses } from './reset-losses.tsx';
import styles from './reset-page.module.css';
import { ResetRail } from './reset-rail.tsx';
import { closeReset, prepareReset, stopReset, useReset } from './reset-store.ts';

/** Renders the reset of a key, which takes the whole page: the steps at the left, all that goes at the right. Leaving it stops the reset. */
export function ResetPage({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const phase = useReset((state) => state.phase);
  const preview = useReset((state) => state.preview);
  const plugged = useKeys((state) => state.keys.map(({ handle }) => handle).join(' '));
  useEscape(stopReset);
  useEffect(() => {
    if (phase === 'consent') void prepareReset();
  }, [phase, plugged]);
  useEffect(() => closeReset, []);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>
          <bdi>{t('key-reset.title', { key: preview?.keyName ?? name })}</bdi>
        </h1>
      </header>
      <div className={styles['columns']}>
        <div className={styles['course']}>
          {phase === 'end' ? <ResetEndPart name={preview?.keyName ?? name} /> : <Course />}
        </div>
        {preview === null ? null : <ResetLosses preview={preview} />}
      </div>
      {phase === 'end' ? null : <ViewFoot legend={t('key-reset.foot')} />}
    </div>
  );
}

function Course() {
  const { t } = useTranslation();
  const preview = useReset((state) => state.preview);
  const refusal = useReset((state) => state.refusal);
  return (
    <>
      {refusal === null ? null : (
        <Message tone="critical">
          <p>
            <strong>{t('key-reset.refused')}</strong>
          </p>
          <FailureText failure={refusal} />
        </Message>
      )}
      {preview === null ? null : <ResetRail preview={preview} />}
      <p className={styles['stop']}>
        <span>{t('key-reset.nothing-yet')}</span>
        <Button onPress={stopReset}>{t('key-reset.stop')}</Button>
        <Keycap keys="Esc" />
      </p>
    </>
  );
}
