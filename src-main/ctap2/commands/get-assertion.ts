import type { CborMap } from '../../cbor/cbor-value.ts';
import { type AuthenticatorData, readAuthenticatorData } from '../authenticator-data.ts';
import type { CtapCommand, CtapResponse } from '../ctap-command.ts';
import { CtapResponseError } from '../ctap-error.ts';
import { isCborMap, isUint, requireBytes } from '../read-members.ts';
import { credentialDescriptor, optionsMap, type PinUvAuth, requestMap } from './descriptor.ts';

export interface GetAssertionRequest {
  readonly rpId: string;
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array;
  /** Left out where empty: keys refuse an empty list. */
  readonly allowCredentialIds?: readonly Uint8Array[];
  readonly extensions?: CborMap;
  readonly options?: { readonly up?: boolean; readonly uv?: boolean };
  readonly pinUvAuth?: PinUvAuth;
}

export interface Assertion {
  /** Null where the key left it out, valid in CTAP 2.0 for an allowList of one. */
  readonly credentialId: Uint8Array | null;
  readonly authenticatorData: AuthenticatorData;
  readonly authenticatorDataBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly user: {
    readonly id: Uint8Array | null;
    readonly name: string | null;
    readonly displayName: string | null;
  } | null;
  /** Number of assertions in all, to be fetched with getNextAssertion: untrusted. Null means one. */
  readonly numberOfCredentials: number | null;
  readonly userSelected: boolean;
  readonly largeBlobKey: Uint8Array | null;
  readonly unsignedExtensionOutputs: CborMap | null;
}

/** CTAP 2.3 §6.2 authenticatorGetAssertion. */
export const getAssertion: CtapCommand<GetAssertionRequest, Assertion> = {
  name: 'getAssertion',
  code: 0x02,
  encode: (request) => {
    const allowList = request.allowCredentialIds?.map(credentialDescriptor);
    return requestMap([
      [0x01, request.rpId],
      [0x02, request.clientDataHash],
      [0x03, allowList?.length === 0 ? undefined : allowList],
      [0x04, request.extensions],
      [0x05, optionsMap(request.options)],
      [0x06, request.pinUvAuth?.param],
      [0x07, request.pinUvAuth?.protocol],
    ]);
  },
  decode: (response) => readAssertion('getAssertion', response),
};

/** CTAP 2.3 §6.3 authenticatorGetNextAssertion. */
export const getNextAssertion: CtapCommand<null, Assertion> = {
  name: 'getNextAssertion',
  code: 0x08,
  encode: () => null,
  decode: (response) => readAssertion('getNextAssertion', response),
};

function readAssertion(command: string, { map }: CtapResponse): Assertion {
  const authenticatorDataBytes = requireBytes(command, map, 0x02, 'authData');
  const authenticatorData = readAuthenticatorData(authenticatorDataBytes);
  if (authenticatorData === null) throw new CtapResponseError(command, 'authData is malformed');
  const descriptor = map.get(0x01);
  const id = isCborMap(descriptor) ? descriptor.get('id') : undefined;
  const count = map.get(0x05);
  const largeBlobKey = map.get(0x07);
  const unsignedOutputs = map.get(0x08);
  return {
    credentialId: id instanceof Uint8Array ? id : null,
    authenticatorData,
    authenticatorDataBytes,
    signature: requireBytes(command, map, 0x03, 'signature'),
    user: readUser(map),
    numberOfCredentials: isUint(count) ? count : null,
    userSelected: map.get(0x06) === true,
    largeBlobKey: largeBlobKey instanceof Uint8Array ? largeBlobKey : null,
    unsignedExtensionOutputs: isCborMap(unsignedOutputs) ? unsignedOutputs : null,
  };
}

function readUser(map: CborMap): Assertion['user'] {
  const user = map.get(0x04);
  if (!isCborMap(user)) return null;
  const id = user.get('id');
  const name = user.get('name');
  const displayName = user.get('displayName');
  return {
    id: id instanceof Uint8Array ? id : null,
    name: typeof name === 'string' ? name : null,
    displayName: typeof displayName === 'string' ? displayName : null,
  };
}
