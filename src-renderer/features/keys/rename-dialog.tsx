import { useState } from 'react';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { RpId } from '../../components/outside-text.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { settle } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { readKey } from './key-operations.ts';
import type { PasskeyRow } from './passkey-rows.ts';

// CTAP 2.1 §6.8.6: keys need keep no more than 64 bytes of each name; a longer one may be cut.
const maximumBytes = 64;

/** Changes the user name and display name of a passkey, counting the bytes the key has room for. */
export function RenameDialog({
  handle,
  row,
  onClose,
}: {
  readonly handle: string;
  readonly row: PasskeyRow;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [userName, setUserName] = useState(row.userName ?? '');
  const [displayName, setDisplayName] = useState(row.userDisplayName ?? '');
  const [failure, setFailure] = useState<OperationFailure | null>(null);
  const [working, setWorking] = useState(false);
  const tooLong = (text: string) => bytesOf(text) > maximumBytes;
  const hintOf = (text: string) => t('window.rename.bytes', { used: bytesOf(text), maximum: maximumBytes });
  const errorOf = (text: string) => (tooLong(text) ? t('window.rename.too-long', { maximum: maximumBytes }) : null);
  const unchanged = userName === (row.userName ?? '') && displayName === (row.userDisplayName ?? '');
  const save = async () => {
    if (row.credentialId === null || row.rpIdHash === null) return;
    setWorking(true);
    setFailure(null);
    const { credentialId, rpIdHash } = row;
    const outcome = await settle(
      api().keys.renamePasskey({ handle, rpIdHash, credentialId, userName, userDisplayName: displayName }),
    );
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure);
      return;
    }
    showDone(t('window.rename.done'));
    onClose();
    await readKey(handle);
  };
  return (
    <KeyDialog
      handle={handle}
      title={t('window.rename.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button
            look="primary"
            disabled={working || unchanged || tooLong(userName) || tooLong(displayName)}
            onPress={() => void save()}
          >
            {t('window.rename.save')}
          </Button>
        </>
      }
    >
      {row.rpId === null ? null : (
        <p>
          <RpId rpId={row.rpId} />
        </p>
      )}
      <p>{t('window.rename.explain')}</p>
      <TextField
        label={t('window.passkey.user-name')}
        value={userName}
        onChange={setUserName}
        hint={hintOf(userName)}
        error={errorOf(userName)}
        maximum={200}
        autoFocus
      />
      <TextField
        label={t('window.passkey.display-name')}
        value={displayName}
        onChange={setDisplayName}
        hint={hintOf(displayName)}
        error={errorOf(displayName)}
        maximum={200}
      />
      {failure === null ? null : (
        <Message tone="critical">
          <FailureText failure={failure} />
        </Message>
      )}
    </KeyDialog>
  );
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
