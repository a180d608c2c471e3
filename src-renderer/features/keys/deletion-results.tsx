import type { DeletionResult, DeletionState } from '../../../src-shared/domain/deletion.ts';
import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { FailureText } from '../../components/failure-text.tsx';
import { Message } from '../../components/message.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import type { Tone } from '../../components/tone.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './delete-dialog.module.css';
import { DeletedPasskey } from './deleted-passkey.tsx';

const tones: Readonly<Record<DeletionState, Tone>> = {
  deleted: 'done',
  'not-checked': 'unknown',
  'still-listed': 'failed',
  failed: 'failed',
  unknown: 'unknown',
  'not-tried': 'notice',
};

/** Renders what became of each passkey of several that were to be deleted, in the order in which they were tried. */
export function DeletionResults({
  losses,
  results,
}: {
  readonly losses: readonly DeletionLoss[];
  readonly results: readonly DeletionResult[];
}) {
  const { t } = useTranslation();
  const done = results.filter(({ state }) => state === 'deleted').length;
  const notTried = results.filter(({ state }) => state === 'not-tried').length;
  return (
    <>
      <Message tone="warning">
        <p>{t('deletion.counts', { done, count: results.length, notTried })}</p>
      </Message>
      <ul className={styles['several']}>
        {results.map((result) => {
          const loss = losses.find(
            ({ passkey }) => passkey.rpIdHash === result.rpIdHash && passkey.credentialId === result.credentialId,
          );
          return (
            <li key={`${result.rpIdHash}:${result.credentialId}`}>
              <ToneIcon tone={tones[result.state]} size={13} />
              <div>
                {loss === undefined ? null : <DeletedPasskey loss={loss} />}
                <p className={styles['quiet']}>{t(`deletion.state.${result.state}`)}</p>
                {result.failure === null ? null : <FailureText failure={result.failure} />}
              </div>
            </li>
          );
        })}
      </ul>
      <p>{t('deletion.afterwards')}</p>
    </>
  );
}
