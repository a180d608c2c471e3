import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { setLargeBlobs } from '../ctap2/commands/large-blobs.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { OpenedKey } from './opened-key.ts';
import { withFailureContext } from './operation-failure.ts';
import { fragmentLength } from './read-blob-array.ts';
import { writeOptions } from './watch-owner.ts';

/**
 * Writes the serialized array by fragments, each sent once and never cancelled half-way. The key takes the array with the last one (CTAP 2.3
 * §6.10.2): until then nothing has changed, whatever becomes of a fragment. Throws KeyFailure: `outcome-unknown` where the last was not answered.
 */
export async function writeBlobArray(
  operation: OperationName,
  opened: OpenedKey<'look'>,
  token: PinUvAuthToken,
  array: Uint8Array,
): Promise<void> {
  const length = fragmentLength(opened);
  for (let offset = 0; offset < array.length; offset += length) {
    const fragment = array.subarray(offset, offset + length);
    const isLast = offset + fragment.length === array.length;
    if (!isLast) opened.signal.throwIfAborted();
    const request = { offset, fragment, length: offset === 0 ? array.length : null, token };
    const sending = opened.session.send(setLargeBlobs, request, writeOptions(opened));
    await withFailureContext({ operation, step: 'use-token', changesKey: isLast }, sending);
  }
}
