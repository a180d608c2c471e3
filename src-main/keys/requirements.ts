import type { Credential } from '../../src-shared/domain/credential.ts';
import type { FingerprintListing } from '../../src-shared/domain/fingerprint.ts';
import {
  type CredentialManagementCommands,
  credentialManagementCommands,
} from '../ctap2/commands/credential-management.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { credentialManagementSupport } from '../ctap2/credential-management-support.ts';
import { maxPinBytes, type Pin } from '../ctap2/pin-uv-auth/pin.ts';
import { newPinFailure } from '../ctap2/pin-uv-auth/pin-rules.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { KeyRecord } from './key-record.ts';
import type { OpenedKey } from './opened-key.ts';
import type { PinWay } from './pin-ways.ts';
import type { ReadBlobs } from './blobs-as-read.ts';
import { KeyFailure } from './operation-failure.ts';
import type { PinLockState } from './pin-state.ts';

/** CTAP 2.1 §6.5.1: no PIN is shorter, whatever a key's present minimum is. */
const shortestPin = 4;

/** Returns the last getInfo. Throws KeyFailure for a key that speaks U2F only. */
export function requireFido2({ info }: KeyRecord): AuthenticatorInfo {
  if (info === null) throw new KeyFailure({ kind: 'not-supported', feature: 'fido2' });
  return info;
}

export interface PasskeyCommands {
  readonly commands: CredentialManagementCommands;
  readonly canRename: boolean;
}

/** Returns the commands that manage passkeys. Throws KeyFailure for a key that has none. */
export function requirePasskeyCommands(info: AuthenticatorInfo): PasskeyCommands {
  const support = credentialManagementSupport(info);
  if (support.command === null) throw new KeyFailure({ kind: 'not-supported', feature: 'list-passkeys' });
  return { commands: credentialManagementCommands(support.command), canRename: support.canRename };
}

/** Returns the token held, with the commands that it is for. Throws KeyFailure where there is none. */
export function requireUnlocked(record: KeyRecord): PasskeyCommands & { readonly token: PinUvAuthToken } {
  const commands = requirePasskeyCommands(requireFido2(record));
  if (record.token === null) throw new KeyFailure({ kind: 'pin-required' });
  return { ...commands, token: record.token };
}

/** Returns a passkey that was listed through this very plug-in: never an index, never another key's. Throws KeyFailure. */
export function requireListed(
  record: KeyRecord,
  { rpIdHash, credentialId }: Pick<Credential, 'rpIdHash' | 'credentialId'>,
): Credential {
  const found = record.listing?.passkeys.find(
    (passkey) => passkey.credentialId === credentialId && passkey.rpIdHash === rpIdHash,
  );
  if (found === undefined) throw new KeyFailure({ kind: 'passkey-not-found' });
  return found;
}

/** Returns the listing of this very plug-in that has a fingerprint. Throws KeyFailure. */
export function requireListedFingerprint({ fingerprints }: KeyRecord, templateId: string): FingerprintListing {
  const isListed = fingerprints?.fingerprints.some((listed) => listed.templateId === templateId) ?? false;
  if (fingerprints === null || !isListed) throw new KeyFailure({ kind: 'fingerprint-not-found' });
  return fingerprints;
}

/** Returns the large blobs of this very plug-in, among which is one. Throws KeyFailure. */
export function requireListedBlob({ blobs }: KeyRecord, blobId: string): ReadBlobs {
  const isListed = blobs?.listing.blobs.some((listed) => listed.blobId === blobId) ?? false;
  if (blobs === null || !isListed) throw new KeyFailure({ kind: 'blob-not-found' });
  return blobs;
}

/**
 * Throws KeyFailure for what could only cost a try: a PIN that no key can have, a key that takes none at all. A key that says it
 * is locked until it is replugged is asked all the same: where it is, that costs nothing.
 */
export function requireUsablePin(pin: Pin, info: AuthenticatorInfo, lock: PinLockState): void {
  const clientPin = info.options.get('clientPin');
  if (clientPin === undefined) throw new KeyFailure({ kind: 'not-supported', feature: 'pin' });
  if (!clientPin) throw new KeyFailure({ kind: 'pin-not-set' });
  if (lock.blocked) throw new KeyFailure({ kind: 'pin-blocked' });
  if (pin.codePoints < shortestPin)
    throw new KeyFailure({ kind: 'pin-too-short', minimum: shortestPin, pin: 'present' });
  if (pin.byteLength > maxPinBytes) {
    const maximum = info.maxPinLength;
    throw new KeyFailure({ kind: 'pin-too-long', maximum, maximumBytes: maxPinBytes, pin: 'present' });
  }
}

/** Returns how the PIN is to be sent: as the person said, else in the best way that the key has not refused. Throws KeyFailure where we speak none. */
export function requirePinWay({ record, knowledge }: OpenedKey, info: AuthenticatorInfo): PinWay {
  const way = record.pinWays.next(info, knowledge.pinWay);
  if (way === null) throw new KeyFailure({ kind: 'not-supported', feature: 'pin-uv-auth-protocol' });
  return way;
}

/** Throws KeyFailure for a new PIN that breaks the key's own rules. */
export function requireValidNewPin(pin: Pin, info: AuthenticatorInfo): void {
  const failure = newPinFailure(pin, info);
  if (failure !== null) throw new KeyFailure(failure);
}
