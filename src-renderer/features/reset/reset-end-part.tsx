import { useEffect } from 'react';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { ResetEnd, ResetPreview } from '../../../src-shared/ipc/reset-contract.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './reset-page.module.css';
import { closeReset, resetAgain, useReset } from './reset-store.ts';

/** Renders how a reset ended: what is to be removed at each service, or why the key was not erased, or that nobody knows. */
export function ResetEndPart({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const end = useReset((state) => state.end);
  const preview = useReset((state) => state.preview);
  if (end === null) return null;
  const failure = failureOf(end, t('key-reset.still-there'));
  return (
    <section className={styles['end']} aria-label={t('key-reset.ended')}>
      {failure === null ? (
        <Done name={name} isChecked={end.outcome.ok && end.outcome.value.confirmed === true} preview={preview} />
      ) : (
        <NotDone failure={failure} isErased={end.isErased} />
      )}
      <div className={styles['buttons']}>
        {failure === null ? null : <Button onPress={resetAgain}>{t('key-reset.again')}</Button>}
        <Button look="primary" autoFocus onPress={closeReset}>
          {t('key-reset.leave')}
        </Button>
      </div>
    </section>
  );
}

function failureOf({ outcome }: ResetEnd, stillThere: string): OperationFailure | null {
  if (!outcome.ok) return outcome.failure;
  return outcome.value.confirmed === false ? { kind: 'key-broke-protocol', detail: stillThere } : null;
}

function Done({
  name,
  isChecked,
  preview,
}: {
  readonly name: string;
  readonly isChecked: boolean;
  readonly preview: ResetPreview | null;
}) {
  const { t } = useTranslation();
  const text = t(isChecked ? 'key-reset.done' : 'key-reset.done.unchecked', { key: name });
  useEffect(() => announce(text, 'assertive'), [text]);
  const registered = (preview?.accounts ?? []).filter((account) => account.registered);
  return (
    <>
      <Message tone={isChecked ? 'done' : 'warning'}>
        <p>
          <strong>
            <OutsideText text={text} maximum={300} />
          </strong>
        </p>
      </Message>
      {registered.length === 0 ? null : (
        <>
          <p>{t('key-reset.remove')}</p>
          <ul className={styles['remove']}>
            {registered.map((account) => (
              <li key={account.accountId}>
                <OutsideText text={account.name} maximum={80} />
              </li>
            ))}
          </ul>
          <CopyButton what={t('key-reset.remove.copy')} text={registered.map((account) => account.name).join('\n')} />
        </>
      )}
    </>
  );
}

function NotDone({ failure, isErased }: { readonly failure: OperationFailure; readonly isErased: boolean | null }) {
  const { t } = useTranslation();
  const headline = t(
    isErased === null ? 'key-reset.not-known' : isErased ? 'key-reset.erased-all-the-same' : 'key-reset.not-done',
  );
  const said = `${headline} ${failureMessage(t, failure).text}`;
  useEffect(() => announce(said, 'assertive'), [said]);
  return (
    <Message tone="critical">
      <p>
        <strong>{headline}</strong>
      </p>
      <FailureText failure={failure} />
      {isErased === false && failure.kind !== 'reset-stopped' ? <p>{t('key-reset.nothing-erased')}</p> : null}
    </Message>
  );
}
