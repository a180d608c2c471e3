import { useId, useState } from 'react';
import type { DeletionResult } from '../../../src-shared/domain/deletion.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { DeletionPreview } from '../../../src-shared/ipc/deletion-contract.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { DangerButton } from '../../components/danger-button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { listingWithout } from '../../stores/keys-store.ts';
import { announce, showDone, showHint } from '../../stores/notice-store.ts';
import { settle } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './delete-dialog.module.css';
import { DeletionLosses } from './deletion-losses.tsx';
import { OneDeletion } from './one-deletion.tsx';
import { RunningDeletion } from './running-deletion.tsx';

/** Asks before passkeys are deleted: names each account, the key, what would be lost and what else opens the accounts; then says what became of each. */
export function DeleteDialog({
  handle,
  preview,
  onClose,
}: {
  readonly handle: string;
  readonly preview: DeletionPreview;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const description = useId();
  const [failure, setFailure] = useState<OperationFailure | null>(null);
  const [results, setResults] = useState<readonly DeletionResult[] | null>(null);
  const [working, setWorking] = useState(false);
  const { losses } = preview;
  const [only] = losses.length === 1 ? losses : [];
  const count = losses.length;
  const fail = (reason: OperationFailure): void => {
    setFailure(reason);
    announce(failureMessage(t, reason).text, 'assertive');
  };
  const finish = (ended: readonly DeletionResult[]): void => {
    for (const { state, rpIdHash, credentialId } of ended) {
      if (state === 'deleted') listingWithout(handle, rpIdHash, credentialId);
    }
    if (ended.every(({ state }) => state === 'deleted')) {
      showDone(t('window.delete.done', { count }));
      return onClose();
    }
    const [first] = ended;
    if (count > 1 || first === undefined) {
      setResults(ended);
      announce(t('deletion.stopped'), 'assertive');
    } else if (first.failure !== null) {
      fail(first.failure);
    } else {
      if (first.state === 'still-listed') showHint(t('window.delete.still-listed'));
      if (first.state === 'not-checked') showHint(t('window.delete.not-checked'));
      onClose();
    }
  };
  const confirm = async () => {
    setWorking(true);
    setFailure(null);
    const outcome = await settle(api().keys.confirmDelete({ handle, confirmationId: preview.confirmationId }));
    setWorking(false);
    if (outcome.ok) return finish(outcome.value.results);
    // Taken back in the system's dialog.
    if (outcome.failure.kind === 'cancelled') return onClose();
    fail(outcome.failure);
  };
  if (results !== null || (working && count > 1)) {
    // A key that is pulled out ends this dialog no more: what became of each passkey stays to be read.
    return (
      <RunningDeletion
        losses={losses}
        results={results}
        onStop={() => void api().keys.cancel({ handle })}
        onClose={onClose}
      />
    );
  }
  return (
    <KeyDialog
      handle={handle}
      alert
      title={t('window.delete.title', { count })}
      describedBy={description}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {failure === null ? (
            <DangerButton busy={working} onConfirm={() => void confirm()}>
              {t('window.delete.confirm', { count })}
            </DangerButton>
          ) : null}
        </>
      }
    >
      <div id={description} className={styles['description']}>
        {only === undefined ? (
          <DeletionLosses losses={losses} keyLabel={preview.keyLabel} />
        ) : (
          <OneDeletion loss={only} keyLabel={preview.keyLabel} />
        )}
        <p>{t('window.delete.explain', { count })}</p>
      </div>
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}
