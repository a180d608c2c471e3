import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';
import type { CtapCommand } from '../ctap-command.ts';
import { requireBytes, requireMap, requireUint } from '../read-members.ts';

/** CTAP 2.3 §6.5.5.7: permissions of a pinUvAuthToken, bits of member 09. */
export const TokenPermission = {
  makeCredential: 0x01,
  getAssertion: 0x02,
  credentialManagement: 0x04,
  bioEnrollment: 0x08,
  largeBlobWrite: 0x10,
  authenticatorConfig: 0x20,
  /** CTAP 2.2: read-only persistent token; must be asked for alone. */
  persistentCredentialManagementReadOnly: 0x40,
} as const;

export interface PinRetries {
  /** As the key says it: untrusted, any unsigned integer. */
  readonly retries: number;
  /** True: the key takes no PIN before it has been unplugged. Null where the key does not tell. */
  readonly powerCycleState: boolean | null;
}

interface ProtocolRequest {
  readonly protocol: number;
}

interface KeyAgreementRequest extends ProtocolRequest {
  /** Our public key of this exchange as a COSE_Key map. */
  readonly keyAgreement: CborMap;
}

export interface SetPinRequest extends KeyAgreementRequest {
  readonly newPinEnc: Uint8Array;
  readonly pinUvAuthParam: Uint8Array;
}

export interface ChangePinRequest extends SetPinRequest {
  readonly pinHashEnc: Uint8Array;
}

export interface GetPinTokenRequest extends KeyAgreementRequest {
  readonly pinHashEnc: Uint8Array;
}

interface Permissions {
  readonly permissions: number;
  /** Binds the token to one RP; required by most keys for mc and ga. */
  readonly rpId?: string | undefined;
}

export type GetTokenUsingPinRequest = GetPinTokenRequest & Permissions;
export type GetTokenUsingUvRequest = KeyAgreementRequest & Permissions;

const code = 0x06;

function clientPinCommand<Request, Response>(
  name: string,
  subCommand: number,
  encode: (request: Request) => readonly (readonly [number, CborValue | undefined])[],
  decode: CtapCommand<Request, Response>['decode'],
): CtapCommand<Request, Response> {
  return {
    name: `clientPin.${name}`,
    code,
    encode: (request) =>
      new Map<number, CborValue>([[0x02, subCommand], ...encode(request).filter(([, value]) => value !== undefined)]),
    decode,
  };
}

/**
 * CTAP 2.3 §6.5.5.2. The protocol is sent although the specification does not ask for it here: Trussed keys demanded it
 * before Nitrokey 3 firmware 1.8.2, others ignore it.
 */
export const getPinRetries: CtapCommand<ProtocolRequest, PinRetries> = clientPinCommand(
  'getPINRetries',
  0x01,
  ({ protocol }) => [[0x01, protocol]],
  ({ map }) => {
    const powerCycleState = map.get(0x04);
    return {
      retries: requireUint('clientPin.getPINRetries', map, 0x03, 'pinRetries'),
      powerCycleState: typeof powerCycleState === 'boolean' ? powerCycleState : null,
    };
  },
);

/** CTAP 2.3 §6.5.5.4: the key's public key of this exchange, unchecked (pin-uv-auth/cose-key.ts checks it). */
export const getKeyAgreement: CtapCommand<ProtocolRequest, CborMap> = clientPinCommand(
  'getKeyAgreement',
  0x02,
  ({ protocol }) => [[0x01, protocol]],
  ({ map }) => requireMap('clientPin.getKeyAgreement', map, 0x01, 'keyAgreement'),
);

/** CTAP 2.3 §6.5.5.5. */
export const setPinCommand: CtapCommand<SetPinRequest, undefined> = {
  ...clientPinCommand(
    'setPIN',
    0x03,
    ({ protocol, keyAgreement, newPinEnc, pinUvAuthParam }: SetPinRequest) => [
      [0x01, protocol],
      [0x03, keyAgreement],
      [0x04, pinUvAuthParam],
      [0x05, newPinEnc],
    ],
    () => undefined,
  ),
  statusOnly: true,
};

/** CTAP 2.3 §6.5.5.6. */
export const changePinCommand: CtapCommand<ChangePinRequest, undefined> = {
  ...clientPinCommand(
    'changePIN',
    0x04,
    ({ protocol, keyAgreement, newPinEnc, pinUvAuthParam, pinHashEnc }: ChangePinRequest) => [
      [0x01, protocol],
      [0x03, keyAgreement],
      [0x04, pinUvAuthParam],
      [0x05, newPinEnc],
      [0x06, pinHashEnc],
    ],
    () => undefined,
  ),
  statusOnly: true,
};

/** CTAP 2.0 token without permissions (CTAP 2.3 §6.5.5.7.1). Gives the encrypted token. */
export const getPinToken: CtapCommand<GetPinTokenRequest, Uint8Array> = clientPinCommand(
  'getPinToken',
  0x05,
  ({ protocol, keyAgreement, pinHashEnc }) => [
    [0x01, protocol],
    [0x03, keyAgreement],
    [0x06, pinHashEnc],
  ],
  ({ map }) => requireBytes('clientPin.getPinToken', map, 0x02, 'pinUvAuthToken'),
);

/** CTAP 2.3 §6.5.5.7.3: token by built-in verification (the key waits for the finger). Gives the encrypted token. */
export const getTokenUsingUv: CtapCommand<GetTokenUsingUvRequest, Uint8Array> = clientPinCommand(
  'getPinUvAuthTokenUsingUvWithPermissions',
  0x06,
  ({ protocol, keyAgreement, permissions, rpId }) => [
    [0x01, protocol],
    [0x03, keyAgreement],
    [0x09, permissions],
    [0x0a, rpId],
  ],
  ({ map }) => requireBytes('clientPin.getPinUvAuthTokenUsingUvWithPermissions', map, 0x02, 'pinUvAuthToken'),
);

/** CTAP 2.3 §6.5.5.3. */
export const getUvRetries: CtapCommand<ProtocolRequest, number> = clientPinCommand(
  'getUVRetries',
  0x07,
  ({ protocol }) => [[0x01, protocol]],
  ({ map }) => requireUint('clientPin.getUVRetries', map, 0x05, 'uvRetries'),
);

/** CTAP 2.3 §6.5.5.7.2. Gives the encrypted token. */
export const getTokenUsingPin: CtapCommand<GetTokenUsingPinRequest, Uint8Array> = clientPinCommand(
  'getPinUvAuthTokenUsingPinWithPermissions',
  0x09,
  ({ protocol, keyAgreement, pinHashEnc, permissions, rpId }) => [
    [0x01, protocol],
    [0x03, keyAgreement],
    [0x06, pinHashEnc],
    [0x09, permissions],
    [0x0a, rpId],
  ],
  ({ map }) => requireBytes('clientPin.getPinUvAuthTokenUsingPinWithPermissions', map, 0x02, 'pinUvAuthToken'),
);
