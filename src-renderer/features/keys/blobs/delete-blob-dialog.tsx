import type { LargeBlob, LargeBlobListing } from '../../../../src-shared/domain/large-blob.ts';
import { api } from '../../../api.ts';
import { useKeyName } from '../../../components/use-key-name.ts';
import { settle } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { RemoveFromKeyDialog } from '../remove-from-key-dialog.tsx';

/** Asks before a large blob is deleted. A key that was unlocked without the right to write them asks for its PIN then. */
export function DeleteBlobDialog({
  handle,
  blob: { blobId },
  owner,
  onDeleted,
  onClose,
}: {
  readonly handle: string;
  readonly blob: LargeBlob;
  readonly owner: string;
  readonly onDeleted: (listing: LargeBlobListing | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const key = useKeyName(handle);
  return (
    <RemoveFromKeyDialog
      handle={handle}
      title={t('cli.blobs.delete.question')}
      confirm={t('window.blobs.delete.confirm')}
      said={{
        done: t('window.blobs.deleted'),
        notChecked: t('cli.blobs.delete.not-checked'),
        stillListed: t('cli.blobs.delete.still-listed'),
      }}
      remove={() => deleteUnlocked(handle, blobId)}
      onRemoved={onDeleted}
      onClose={onClose}
    >
      <p>{t('window.blobs.delete.what', { owner, key })}</p>
    </RemoveFromKeyDialog>
  );
}

/** Deletes a blob; where the key wants its PIN first, nothing was sent, and it is asked for once the PIN was typed. */
async function deleteUnlocked(handle: string, blobId: string) {
  const { keys } = api();
  const outcome = await settle(keys.deleteBlob({ handle, blobId }));
  if (outcome.ok || outcome.failure.kind !== 'pin-required') return outcome;
  const unlocked = await settle(keys.unlockBlobs({ handle }));
  return unlocked.ok ? settle(keys.deleteBlob({ handle, blobId })) : unlocked;
}
