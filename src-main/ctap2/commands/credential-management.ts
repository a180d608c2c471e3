import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';
import { encodeCbor } from '../../cbor/encode-cbor.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import type { CtapCommand, CtapResponse } from '../ctap-command.ts';
import { CtapError } from '../ctap-error.ts';
import type { MessageAuthenticator } from '../pin-uv-auth/pin-uv-auth-token.ts';
import { isUint, requireUint } from '../read-members.ts';
import { readStoredCredential, readStoredRp, type StoredCredential, type StoredRp } from '../stored-credential.ts';
import { credentialDescriptor } from './descriptor.ts';

/** 0A, or 41 on keys from before CTAP 2.1 final: the same numbers inside, without updateUserInformation. */
export type CredentialManagementCode = 0x0a | 0x41;

export interface CredentialsMetadata {
  readonly existing: number;
  readonly remaining: number;
}

/** First answer of the RP list. */
export interface RpListHead {
  /** The number that the key announces: untrusted. Null where it gave an RP but no number. 0 for every kind of empty answer. */
  readonly total: number | null;
  /** Null where the key holds no passkeys. */
  readonly rp: StoredRp | null;
}

/** First answer of the credential list of one RP. */
export interface CredentialListHead {
  readonly total: number | null;
  readonly credential: StoredCredential | null;
}

interface AuthenticatedRequest {
  readonly token: MessageAuthenticator;
}

interface EnumerateCredentialsRequest extends AuthenticatedRequest {
  /** As the key gave it, never computed from the shown RP ID. */
  readonly rpIdHash: Uint8Array;
}

interface DeleteCredentialRequest extends AuthenticatedRequest {
  readonly credentialId: Uint8Array;
}

interface UpdateUserRequest extends AuthenticatedRequest {
  readonly credentialId: Uint8Array;
  /** As the key gave it: another one is refused by the key. */
  readonly userId: Uint8Array;
  /** Empty or absent removes the name. */
  readonly userName?: string | undefined;
  readonly userDisplayName?: string | undefined;
}

export interface CredentialManagementCommands {
  readonly getCredsMetadata: CtapCommand<AuthenticatedRequest, CredentialsMetadata>;
  readonly enumerateRpsBegin: CtapCommand<AuthenticatedRequest, RpListHead>;
  readonly enumerateRpsNext: CtapCommand<null, StoredRp>;
  readonly enumerateCredentialsBegin: CtapCommand<EnumerateCredentialsRequest, CredentialListHead>;
  readonly enumerateCredentialsNext: CtapCommand<null, StoredCredential>;
  readonly deleteCredential: CtapCommand<DeleteCredentialRequest, undefined>;
  readonly updateUserInformation: CtapCommand<UpdateUserRequest, undefined>;
}

/** Receives the large blob key of a listed credential: a secret in memory that the receiver copies, and wipes. */
export type TakeLargeBlobKey = (credentialId: Uint8Array, largeBlobKey: Uint8Array) => void;

/** Returns the credential management commands under one of the two command bytes (CTAP 2.3 §6.8). Large blob keys go to `take`, or nowhere. */
export function credentialManagementCommands(
  code: CredentialManagementCode,
  take?: TakeLargeBlobKey,
): CredentialManagementCommands {
  const prefix = code === 0x0a ? 'credentialManagement' : 'credentialManagementPreview';
  const metadataName = `${prefix}.getCredsMetadata`;
  return {
    getCredsMetadata: {
      name: metadataName,
      code,
      encode: ({ token }) => authenticated(0x01, null, token),
      decode: ({ map }) => ({
        existing: requireUint(metadataName, map, 0x01, 'existingResidentCredentialsCount'),
        remaining: requireUint(metadataName, map, 0x02, 'maxPossibleRemainingResidentCredentialsCount'),
      }),
    },
    enumerateRpsBegin: {
      name: `${prefix}.enumerateRPsBegin`,
      code,
      encode: ({ token }) => authenticated(0x02, null, token),
      decode: readRpListHead,
    },
    enumerateRpsNext: {
      name: `${prefix}.enumerateRPsGetNextRP`,
      code,
      encode: () => new Map([[0x01, 0x03]]),
      decode: readRp,
    },
    enumerateCredentialsBegin: {
      name: `${prefix}.enumerateCredentialsBegin`,
      code,
      encode: ({ token, rpIdHash }) => authenticated(0x04, new Map([[0x01, rpIdHash]]), token),
      decode: (response) => readCredentialListHead(response, take),
    },
    enumerateCredentialsNext: {
      name: `${prefix}.enumerateCredentialsGetNextCredential`,
      code,
      encode: () => new Map([[0x01, 0x05]]),
      decode: (response) => readCredential(response, take),
    },
    deleteCredential: {
      name: `${prefix}.deleteCredential`,
      code,
      statusOnly: true,
      encode: ({ token, credentialId }) =>
        authenticated(0x06, new Map([[0x02, credentialDescriptor(credentialId)]]), token),
      decode: () => undefined,
    },
    updateUserInformation: {
      name: `${prefix}.updateUserInformation`,
      code,
      statusOnly: true,
      encode: ({ token, ...request }) =>
        authenticated(
          0x07,
          new Map<number, CborValue>([
            [0x02, credentialDescriptor(request.credentialId)],
            [0x03, userOf(request)],
          ]),
          token,
        ),
      decode: () => undefined,
    },
  };
}

/** Checks whether an error means "the key holds nothing of what was asked for" (2E; old Solo 1 even for the metadata). */
export function meansNoCredentials(error: unknown): boolean {
  return error instanceof CtapError && error.status === 'NO_CREDENTIALS';
}

// CTAP 2.3 §6.8: authenticated are the sub-command byte and the parameters exactly as they are sent.
function authenticated(subCommand: number, params: CborMap | null, token: MessageAuthenticator): CborMap {
  const message = concatBytes(Uint8Array.of(subCommand), params === null ? new Uint8Array(0) : encodeCbor(params));
  const request = new Map<number, CborValue>([[0x01, subCommand]]);
  if (params !== null) request.set(0x02, params);
  return request.set(0x03, token.protocol).set(0x04, token.authenticate(message));
}

function userOf({ userId, userName, userDisplayName }: Omit<UpdateUserRequest, 'token'>): CborMap {
  const user = new Map<string, CborValue>([['id', userId]]);
  if (userName !== undefined && userName !== '') user.set('name', userName);
  if (userDisplayName !== undefined && userDisplayName !== '') user.set('displayName', userDisplayName);
  return user;
}

// CTAP 2.1 §6.8.3 and what keys do: "none" comes as status 2E, as total 0 without an RP (YubiKey ≤ 5.4, Token2, Trussed), as status 00
// alone (Feitian) and as a map without anything of it (Nitrokey FIDO2, Solo 1).
function readRpListHead(response: CtapResponse): RpListHead {
  const total = response.map.get(0x05);
  if (!response.map.has(0x03) && !response.map.has(0x04)) return { total: isUint(total) ? total : 0, rp: null };
  return { total: isUint(total) ? total : null, rp: readRp(response) };
}

function readRp(response: CtapResponse): StoredRp {
  const { unread, ...rp } = readStoredRp(response, { rp: 0x03, rpIdHash: 0x04 });
  return { ...rp, unread: without(unread, 0x05) };
}

function readCredentialListHead(response: CtapResponse, take: TakeLargeBlobKey | undefined): CredentialListHead {
  const total = response.map.get(0x09);
  if (!response.map.has(0x06) && !response.map.has(0x07)) return { total: isUint(total) ? total : 0, credential: null };
  return { total: isUint(total) ? total : null, credential: readCredential(response, take) };
}

const credentialMembers = {
  user: 0x06,
  credentialId: 0x07,
  publicKey: 0x08,
  credProtect: 0x0a,
  largeBlobKey: 0x0b,
  thirdPartyPayment: 0x0c,
} as const;

function readCredential(response: CtapResponse, take: TakeLargeBlobKey | undefined): StoredCredential {
  const { unread, ...credential } = readStoredCredential(response, credentialMembers);
  const largeBlobKey = response.map.get(credentialMembers.largeBlobKey);
  if (largeBlobKey instanceof Uint8Array) {
    if (credential.credentialId !== null) take?.(credential.credentialId, largeBlobKey);
    largeBlobKey.fill(0);
  }
  return { ...credential, unread: without(unread, 0x09) };
}

function without(map: CborMap, key: number): CborMap {
  return new Map([...map].filter(([candidate]) => candidate !== key));
}
