import type { MetadataState } from '../../src-shared/domain/genuineness.ts';
import type { MetadataPayload } from './metadata-blob.ts';

/** Returns what is said of metadata to a person. */
export function metadataState({ no, nextUpdate, entries }: MetadataPayload, now: Date): MetadataState {
  const outOfDate = now.toISOString().slice(0, 10) > nextUpdate;
  return { number: no, nextUpdate, outOfDate, models: entries.length };
}
