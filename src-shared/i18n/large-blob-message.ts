import { freeBytes, type LargeBlob, type LargeBlobListing } from '../domain/large-blob.ts';
import { displayRpId } from '../lib/display-text.ts';
import type { Translate } from './translator.ts';

/** Returns the website whose passkey opens a blob, as the key names it; else why nobody can say. */
export function blobOwnerText(t: Translate, { owner, content }: LargeBlob, passkeysComplete: boolean): string {
  if (owner !== null) return owner.rpId === null ? `#${owner.rpIdHash.slice(0, 12)}` : displayRpId(owner.rpId, 48);
  if (content === 'malformed') return t('blob.owner.malformed');
  return t(passkeysComplete ? 'blob.owner.none' : 'blob.owner.unknown');
}

/** Returns how much of the room for large blobs is taken. */
export function blobRoomText(t: Translate, listing: LargeBlobListing): string {
  const free = freeBytes(listing);
  return free === null
    ? t('blob.room.unknown', { used: listing.usedBytes })
    : t('blob.room', { used: listing.usedBytes, most: listing.mostBytes ?? 0, free });
}
