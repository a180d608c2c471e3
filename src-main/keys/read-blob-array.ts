import { concatBytes } from '../../src-shared/lib/bytes.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { fragmentOverhead, getLargeBlobs } from '../ctap2/commands/large-blobs.ts';
import { CtapResponseError } from '../ctap2/ctap-error.ts';
import { entriesOf } from '../ctap2/large-blob-array.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';
import { withFailureContext } from './operation-failure.ts';
import { watchOwner } from './watch-owner.ts';

/** Longest array that is read of a key that tells no limit, or a larger one. */
const mostArrayBytes = 65_536;

/**
 * Reads the serialized array as the key has it, whatever it is. One that looks damaged is read once more: another program may have written
 * between two fragments. Throws KeyFailure.
 */
export async function readBlobArray(operation: OperationName, opened: OpenedKey<'look'>): Promise<Uint8Array> {
  const context = { operation, step: 'read', changesKey: false } as const;
  const array = await withFailureContext(context, readOnce(opened));
  return entriesOf(array) === null ? withFailureContext(context, readOnce(opened)) : array;
}

/** Returns the longest fragment that one message carries. */
export function fragmentLength({ session }: Pick<OpenedKey, 'session'>): number {
  return session.maxMsgSize - fragmentOverhead;
}

/** Reads fragments until one is shorter than was asked for (CTAP 2.3 §6.10.2). */
async function readOnce(opened: OpenedKey<'look'>): Promise<Uint8Array> {
  const { session, signal, record } = opened;
  const length = fragmentLength(opened);
  const most = Math.min(record.info?.maxSerializedLargeBlobArray ?? mostArrayBytes, mostArrayBytes);
  const options = { ...deadlines.list, signal, onKeepalive: watchOwner(opened) };
  const fragments: Uint8Array[] = [];
  let offset = 0;
  for (;;) {
    const fragment = await session.send(getLargeBlobs, { offset, length }, options);
    if (fragment.length > length)
      throw new CtapResponseError(getLargeBlobs.name, 'config is longer than was asked for');
    fragments.push(fragment);
    offset += fragment.length;
    if (offset > most) throw new CtapResponseError(getLargeBlobs.name, `the array is longer than ${most} bytes`);
    if (fragment.length < length) return concatBytes(...fragments);
  }
}
