import { useState } from 'react';
import type { LargeBlob, LargeBlobListing } from '../../../../src-shared/domain/large-blob.ts';
import type { KeyFacts } from '../../../../src-shared/domain/plugged-key.ts';
import { blobOwnerText, blobRoomText } from '../../../../src-shared/i18n/large-blob-message.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Sentences } from '../../../components/sentences.tsx';
import { SettingRow } from '../../../components/setting-row.tsx';
import { rowReason } from '../../../components/row-reason.ts';
import { showDone } from '../../../stores/notice-store.ts';
import { run } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { useKeptListing } from '../use-kept-listing.ts';
import styles from './blob-rows.module.css';
import { DeleteBlobDialog } from './delete-blob-dialog.tsx';
import { ViewBlobDialog } from './view-blob-dialog.tsx';

type Asking =
  | { readonly what: 'view'; readonly blob: LargeBlob; readonly data: string }
  | { readonly what: 'delete'; readonly blob: LargeBlob };

/** Renders the large blobs of a key, each with whose it is, and what shows, exports and deletes one; before they are read: what they are. */
export function BlobRows({
  handle,
  facts,
  unlocked,
}: {
  readonly handle: string;
  readonly facts: KeyFacts;
  readonly unlocked: boolean;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking | null>(null);
  // Forgotten when the key is locked. Deleting may lock a key that has to be unlocked for it: what is asked stays.
  const [listing, setListing] = useKeptListing<LargeBlobListing>(handle, unlocked || asking !== null);
  const can = facts.capabilities.listBlobs;
  if (can.reason === 'no-large-blobs') return null;
  const reason = rowReason(t, can);
  const show = async (): Promise<void> => {
    const { keys } = api();
    const read = await run(unlocked ? keys.listBlobs({ handle }) : keys.unlockBlobs({ handle }), handle);
    if (read !== undefined) setListing(read);
  };
  const act = async (what: 'view' | 'export' | 'delete', blob: LargeBlob): Promise<void> => {
    const { blobId } = blob;
    if (what === 'delete') setAsking({ what, blob });
    else if (what === 'view') {
      const read = await run(api().keys.readBlob({ handle, blobId }), handle);
      if (read !== undefined) setAsking({ what, blob, data: read.data });
    } else {
      const written = await run(api().keys.exportBlob({ handle, blobId }), handle);
      if (written != null) showDone(t('window.blobs.exported', { file: displayText(written.file, 300) }));
    }
  };
  const close = (): void => setAsking(null);
  return (
    <>
      <SettingRow
        name={t('window.blobs')}
        value={
          listing === null
            ? null
            : listing.state === 'damaged'
              ? t('window.blobs.damaged')
              : t('window.blobs.count', { count: listing.blobs.length })
        }
        meaning={
          <Sentences>
            {reason ?? (listing?.state === 'damaged' ? t('blob.damaged') : t('window.blobs.meaning'))}
            {listing === null ? null : blobRoomText(t, listing)}
          </Sentences>
        }
        action={{
          label: t(listing === null ? 'window.blobs.show' : 'window.blobs.again'),
          possible: reason === null,
          onPress: () => void show(),
        }}
      />
      {listing === null || listing.blobs.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('window.blobs')}>
          {listing.blobs.map((blob) => (
            <BlobRow
              key={blob.blobId}
              blob={blob}
              owner={blobOwnerText(t, blob, listing.passkeysComplete)}
              onAct={(what) => void act(what, blob)}
            />
          ))}
        </ul>
      )}
      {listing === null || asking === null ? null : asking.what === 'view' ? (
        <ViewBlobDialog
          handle={handle}
          title={t('window.blobs.one', { owner: blobOwnerText(t, asking.blob, listing.passkeysComplete) })}
          data={asking.data}
          onExport={() => void act('export', asking.blob)}
          onClose={close}
        />
      ) : (
        <DeleteBlobDialog
          handle={handle}
          blob={asking.blob}
          owner={blobOwnerText(t, asking.blob, listing.passkeysComplete)}
          onDeleted={(after) => {
            close();
            setListing(after);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

const actions = ['view', 'export', 'delete'] as const;

function BlobRow({
  blob,
  owner,
  onAct,
}: {
  readonly blob: LargeBlob;
  readonly owner: string;
  readonly onAct: (what: (typeof actions)[number]) => void;
}) {
  const { t } = useTranslation();
  const content = t(`blob.content.${blob.content}`);
  const stored = t('blob.bytes', { count: blob.storedBytes });
  const possible = blob.content === 'readable' ? actions : (['delete'] as const);
  return (
    <li className={styles['one']}>
      <span className={styles['what']}>
        <bdi>{owner}</bdi>
        {blob.owner?.userName == null ? null : (
          <bdi>{`${t('coverage.fact.separator')}${displayText(blob.owner.userName, 60)}`}</bdi>
        )}
        <span className={styles['facts']}>
          {blob.size === null
            ? t('window.blobs.one.facts-without-size', { content, stored })
            : t('window.blobs.one.facts', { content, size: t('blob.bytes', { count: blob.size }), stored })}
        </span>
      </span>
      <span className={styles['actions']}>
        {possible.map((what) => (
          <Button
            key={what}
            look={what === 'delete' ? 'quiet-destructive' : 'quiet'}
            label={t(`window.blobs.${what}-one`, { owner })}
            onPress={() => onAct(what)}
          >
            {t(`window.blobs.${what}`)}
          </Button>
        ))}
      </span>
    </li>
  );
}
