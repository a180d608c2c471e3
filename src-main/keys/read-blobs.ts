import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { BlobOwner, LargeBlob, LargeBlobListing } from '../../src-shared/domain/large-blob.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { credentialManagementCommands } from '../ctap2/commands/credential-management.ts';
import { credentialManagementSupport } from '../ctap2/credential-management-support.ts';
import { sha256 } from '../ctap2/digest.ts';
import { entriesOf } from '../ctap2/large-blob-array.ts';
import { parseEntry } from '../ctap2/large-blob-entry.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { LargeBlobKeys } from './large-blob-keys.ts';
import { listWithToken } from './list-with-token.ts';
import type { OpenedKey } from './opened-key.ts';
import { KeyFailure } from './operation-failure.ts';
import { readBlobArray } from './read-blob-array.ts';
import type { ReadBlobs } from './blobs-as-read.ts';
import { requireFido2 } from './requirements.ts';

/** Lists the passkeys with the token, reads the array and opens what they open. Nothing is kept. Throws KeyFailure. */
export async function readBlobs(
  operation: OperationName,
  opened: OpenedKey<'working' | 'look'>,
  token: PinUvAuthToken,
): Promise<ReadBlobs> {
  const info = requireFido2(opened.record);
  const { command } = credentialManagementSupport(info);
  if (command === null) throw new KeyFailure({ kind: 'not-supported', feature: operation });
  const keys = new LargeBlobKeys();
  try {
    const passkeys = await listWithToken(operation, opened, credentialManagementCommands(command, keys.take), token);
    const array = await readBlobArray(operation, opened);
    return openBlobs(array, keys, passkeys, info.maxSerializedLargeBlobArray, opened.knowledge.now());
  } finally {
    keys.wipe();
  }
}

/** Returns the name of an entry, which its bytes alone decide. */
export function blobIdOf(entry: Uint8Array): string {
  return toHex(sha256(entry).subarray(0, 8));
}

function openBlobs(
  array: Uint8Array,
  keys: LargeBlobKeys,
  passkeys: PasskeyListing,
  mostBytes: number | null,
  now: Date,
): ReadBlobs {
  const entries = entriesOf(array);
  const blobs = new Map<string, LargeBlob>();
  const contents = new Map<string, Uint8Array>();
  for (const entry of entries ?? []) {
    const blobId = blobIdOf(entry);
    const same = blobs.get(blobId);
    if (same === undefined) {
      const { data, ...blob } = openBlob(blobId, entry, keys, passkeys);
      blobs.set(blobId, blob);
      if (data !== null) contents.set(blobId, data);
    } else blobs.set(blobId, { ...same, storedBytes: same.storedBytes + entry.length });
  }
  const listing: LargeBlobListing = {
    state: entries === null ? 'damaged' : 'sound',
    usedBytes: array.length,
    mostBytes,
    blobs: [...blobs.values()],
    passkeysComplete: passkeys.complete,
    readAt: now.toISOString(),
  };
  return { listing, array, contents };
}

function openBlob(
  blobId: string,
  entry: Uint8Array,
  keys: LargeBlobKeys,
  { passkeys }: PasskeyListing,
): LargeBlob & { readonly data: Uint8Array | null } {
  const stored = { blobId, storedBytes: entry.length };
  const sealed = parseEntry(entry);
  if (sealed === null) return { ...stored, size: null, content: 'malformed', owner: null, data: null };
  const size = sealed.origSize;
  const opened = keys.open(sealed);
  if (opened === null) return { ...stored, size, content: 'not-opened', owner: null, data: null };
  const { data, credentialId } = opened;
  const passkey = passkeys.find((one) => one.credentialId === credentialId);
  const owner: BlobOwner | null =
    passkey === undefined
      ? null
      : {
          rpId: passkey.rpId,
          rpIdHash: passkey.rpIdHash,
          credentialId,
          userName: passkey.userName,
          userDisplayName: passkey.userDisplayName,
        };
  return { ...stored, size, content: data === null ? 'not-unpacked' : 'readable', owner, data };
}
