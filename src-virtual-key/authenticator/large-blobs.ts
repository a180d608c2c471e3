import { concat, sameBytes } from '../codec/bytes.ts';
import type { CborMap } from '../codec/cbor-types.ts';
import type { HidActivity } from '../hid/activity.ts';
import { sha256 } from '../seeded-random.ts';
import { readProtocol } from './client-pin.ts';
import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { Permission } from './pin-token.ts';
import type { RequestMap } from './request-map.ts';
import { verifyToken } from './verify-token.ts';

/** Member 0B of getInfo in bytes. */
export const largestBlobArray = 2048;

/** Performs authenticatorLargeBlobs (CTAP 2.1 §6.10). */
export function largeBlobs(state: KeyState, request: RequestMap, activity: HidActivity): CborMap | null {
  const offset = request.uint(3);
  const wanted = request.optionalUint(1);
  const fragment = request.optionalBytes(2);
  if ((wanted === null) === (fragment === null)) fail(Status.invalidParameter);
  const largestFragment = state.personality.maxMessageSize - 64;
  if (wanted !== null) {
    if (request.has(4) || request.has(5) || request.has(6)) fail(Status.invalidParameter);
    if (wanted > largestFragment) fail(Status.invalidLength);
    if (offset > state.largeBlobs.length) fail(Status.invalidParameter);
    return new Map([[1, state.largeBlobs.slice(offset, offset + wanted)]]);
  }
  write(state, request, activity, offset, fragment ?? new Uint8Array(), largestFragment);
  return null;
}

function write(
  state: KeyState,
  request: RequestMap,
  activity: HidActivity,
  offset: number,
  fragment: Uint8Array,
  largestFragment: number,
): void {
  if (fragment.length > largestFragment) fail(Status.invalidLength);
  const length = request.optionalUint(4);
  if (offset === 0) {
    if (length === null || length < 17) return fail(Status.invalidParameter);
    if (length > largestBlobArray) fail(Status.largeBlobStorageFull);
    state.blobWrite = { total: length, received: [], length: 0 };
  } else if (length !== null) fail(Status.invalidParameter);
  const current = state.blobWrite;
  if (current === null || offset !== current.length) return fail(Status.invalidSequence);
  if (state.protectedByUser || state.alwaysUv) {
    const param = request.optionalBytes(5) ?? fail(Status.puatRequired);
    const protocol = readProtocol(state, request, 6);
    const littleEndian = new Uint8Array(4);
    new DataView(littleEndian.buffer).setUint32(0, offset, true);
    const message = concat(new Uint8Array(32).fill(0xff), Uint8Array.of(0x0c, 0), littleEndian, sha256(fragment));
    verifyToken(state, protocol, message, param, Permission.largeBlobWrite);
  }
  if (offset + fragment.length > current.total) fail(Status.invalidParameter);
  current.received.push(fragment);
  current.length += fragment.length;
  if (current.length < current.total) return;
  state.blobWrite = null;
  const whole = concat(...current.received);
  const body = whole.subarray(0, whole.length - 16);
  if (!sameBytes(sha256(body).subarray(0, 16), whole.subarray(whole.length - 16))) fail(Status.integrityFailure);
  state.largeBlobs = whole;
  activity.transaction.carriedOut = true;
}
