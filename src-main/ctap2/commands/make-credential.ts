import type { CborMap } from '../../cbor/cbor-value.ts';
import { type AuthenticatorData, readAuthenticatorData } from '../authenticator-data.ts';
import type { CtapCommand } from '../ctap-command.ts';
import { CtapResponseError } from '../ctap-error.ts';
import { isCborMap, requireBytes, requireMap, requireText } from '../read-members.ts';
import { credentialDescriptor, optionsMap, type PinUvAuth, requestMap } from './descriptor.ts';

export interface MakeCredentialRequest {
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array;
  /** CTAP 2.0 keys want a name. */
  readonly rp: { readonly id: string; readonly name?: string };
  /** YubiKeys before 5.3 want a name. `id` has 1 to 64 bytes. */
  readonly user: { readonly id: Uint8Array; readonly name?: string; readonly displayName?: string };
  /** COSE algorithm numbers, best first. */
  readonly algorithms: readonly number[];
  readonly excludeCredentialIds?: readonly Uint8Array[];
  readonly extensions?: CborMap;
  readonly options?: { readonly rk?: boolean; readonly uv?: boolean };
  readonly pinUvAuth?: PinUvAuth;
  readonly enterpriseAttestation?: 1 | 2;
  readonly attestationFormats?: readonly string[];
}

export interface MakeCredentialResponse {
  readonly format: string;
  readonly authenticatorData: AuthenticatorData;
  readonly authenticatorDataBytes: Uint8Array;
  readonly attestationStatement: CborMap;
  readonly enterpriseAttestation: boolean;
  readonly largeBlobKey: Uint8Array | null;
  readonly unsignedExtensionOutputs: CborMap | null;
}

const name = 'makeCredential';

/** CTAP 2.3 §6.1 authenticatorMakeCredential. */
export const makeCredential: CtapCommand<MakeCredentialRequest, MakeCredentialResponse> = {
  name,
  code: 0x01,
  encode: (request) =>
    requestMap([
      [0x01, request.clientDataHash],
      [0x02, new Map(Object.entries(request.rp))],
      [0x03, new Map(Object.entries(request.user))],
      [
        0x04,
        request.algorithms.map(
          (alg) =>
            new Map<string, number | string>([
              ['alg', alg],
              ['type', 'public-key'],
            ]),
        ),
      ],
      [0x05, request.excludeCredentialIds?.map(credentialDescriptor)],
      [0x06, request.extensions],
      [0x07, optionsMap(request.options)],
      [0x08, request.pinUvAuth?.param],
      [0x09, request.pinUvAuth?.protocol],
      [0x0a, request.enterpriseAttestation],
      [0x0b, request.attestationFormats],
    ]),
  decode: ({ map }) => {
    const authenticatorDataBytes = requireBytes(name, map, 0x02, 'authData');
    const authenticatorData = readAuthenticatorData(authenticatorDataBytes);
    if (authenticatorData?.attestedCredential == null) throw new CtapResponseError(name, 'authData is malformed');
    const largeBlobKey = map.get(0x05);
    const unsignedOutputs = map.get(0x06);
    return {
      format: requireText(name, map, 0x01, 'fmt'),
      authenticatorData,
      authenticatorDataBytes,
      attestationStatement: requireMap(name, map, 0x03, 'attStmt'),
      enterpriseAttestation: map.get(0x04) === true,
      largeBlobKey: largeBlobKey instanceof Uint8Array ? largeBlobKey : null,
      unsignedExtensionOutputs: isCborMap(unsignedOutputs) ? unsignedOutputs : null,
    };
  },
};
