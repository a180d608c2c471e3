import { useId, useState } from 'react';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { DeletionPreview } from '../../../src-shared/ipc/contract.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { DangerButton } from '../../components/danger-button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText, RpId } from '../../components/outside-text.tsx';
import { listingWithout } from '../../stores/keys-store.ts';
import { announce, showDone, showHint } from '../../stores/notice-store.ts';
import { settle } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import styles from './delete-dialog.module.css';

/** Asks before a passkey is deleted: names the account, the key, what would be lost and what else opens the account. */
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
  const [working, setWorking] = useState(false);
  const { passkey } = preview;
  const confirm = async () => {
    setWorking(true);
    setFailure(null);
    const outcome = await settle(api().keys.confirmDelete({ handle, confirmationId: preview.confirmationId }));
    setWorking(false);
    // Taken back in the system's dialog.
    if (!outcome.ok && outcome.failure.kind === 'cancelled') return onClose();
    if (!outcome.ok) {
      setFailure(outcome.failure);
      announce(failureMessage(t, outcome.failure).text, 'assertive');
      return;
    }
    const { stillListed } = outcome.value;
    if (stillListed === true) showHint(t('window.delete.still-listed'));
    else if (stillListed === null) showHint(t('window.delete.not-checked'));
    else {
      listingWithout(handle, passkey.rpIdHash, passkey.credentialId);
      showDone(t('window.delete.done'));
    }
    onClose();
  };
  return (
    <KeyDialog
      handle={handle}
      alert
      title={t('window.delete.title')}
      describedBy={description}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {failure === null ? (
            <DangerButton busy={working} onConfirm={() => void confirm()}>
              {t('window.delete.confirm')}
            </DangerButton>
          ) : null}
        </>
      }
    >
      <div id={description} className={styles['description']}>
        <dl className={styles['what']}>
          <dt>{t('window.delete.account')}</dt>
          <dd>
            <strong>
              <OutsideText text={passkey.userName ?? passkey.userDisplayName ?? t('window.coverage.no-user-name')} />
            </strong>
          </dd>
          <dt>{t('window.delete.service')}</dt>
          <dd>
            <OutsideText text={preview.serviceName} />
            {passkey.rpId === null || passkey.rpId === preview.serviceName ? null : (
              <span className={styles['quiet']}>
                {' '}
                <RpId rpId={passkey.rpId} />
              </span>
            )}
          </dd>
          <dt>{t('window.delete.key')}</dt>
          <dd>
            <OutsideText text={preview.keyLabel} />
          </dd>
        </dl>
        <Consequence preview={preview} />
        <p>{t('window.delete.explain')}</p>
      </div>
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}

function Consequence({ preview }: { readonly preview: DeletionPreview }) {
  const { t } = useTranslation();
  if (preview.onlyKnownWay) {
    return (
      <Message tone="critical">
        <p>
          <strong>{t('window.delete.only-way')}</strong>
        </p>
        {preview.lastForService ? <p>{t('window.delete.last-for-service')}</p> : null}
        {preview.closedToo.length === 0 ? null : (
          <p>
            <OutsideText
              text={t('delete.closed-too', {
                count: preview.closedToo.length,
                names: preview.closedToo.join(t('list.separator')),
              })}
            />
          </p>
        )}
      </Message>
    );
  }
  return (
    <Message tone="notice">
      {preview.otherKeys.length === 0 ? (
        <p>{t('window.delete.no-other-key')}</p>
      ) : (
        <>
          <p>{t('window.delete.other-keys')}</p>
          <NameList names={preview.otherKeys} />
        </>
      )}
      {preview.otherWaysIn.length === 0 ? null : (
        <>
          <p>{t('window.delete.other-ways')}</p>
          <NameList names={preview.otherWaysIn} />
        </>
      )}
    </Message>
  );
}

function NameList({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className={styles['names']}>
      {names.map((name) => (
        <li key={name}>
          <OutsideText text={name} />
        </li>
      ))}
    </ul>
  );
}
