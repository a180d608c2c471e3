import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';
import { encodeCbor } from '../../cbor/encode-cbor.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import type { CtapCommand } from '../ctap-command.ts';
import type { MessageAuthenticator } from '../pin-uv-auth/pin-uv-auth-token.ts';

interface ConfigRequest {
  /** Token with permission acfg; null for a key that nothing protects. */
  readonly token: MessageAuthenticator | null;
}

interface SetMinPinLengthRequest extends ConfigRequest {
  /** Code points; a key refuses fewer than it has now. */
  readonly newMinPinLength?: number | undefined;
  /** Replaces the list of the RP IDs that may ask for the length. */
  readonly rpIds?: readonly string[] | undefined;
  readonly forceChangePin?: true | undefined;
  /** CTAP 2.3. */
  readonly pinComplexityPolicy?: true | undefined;
}

const code = 0x0d;

/** CTAP 2.3 §6.11.1: stays on until the key is reset. */
export const enableEnterpriseAttestation = configCommand<ConfigRequest>('enableEnterpriseAttestation', 0x01);

/** CTAP 2.3 §6.11.2: flips alwaysUv, whatever it is now. */
export const toggleAlwaysUv = configCommand<ConfigRequest>('toggleAlwaysUv', 0x02);

/** CTAP 2.3 §6.11.4. */
export const setMinPinLength = configCommand<SetMinPinLengthRequest>('setMinPINLength', 0x03, (request) =>
  members([
    [0x01, request.newMinPinLength],
    [0x02, request.rpIds],
    [0x03, request.forceChangePin],
    [0x04, request.pinComplexityPolicy],
  ]),
);

/** CTAP 2.2 §6.11: stays on until the key is reset. */
export const enableLongTouchForReset = configCommand<ConfigRequest>('enableLongTouchForReset', 0x04);

function configCommand<Request extends ConfigRequest>(
  name: string,
  subCommand: number,
  paramsOf: (request: Request) => CborMap | null = () => null,
): CtapCommand<Request, undefined> {
  return {
    name: `authenticatorConfig.${name}`,
    code,
    statusOnly: true,
    encode: (request) => {
      const params = paramsOf(request);
      const body = new Map<number, CborValue>([[0x01, subCommand]]);
      if (params !== null) body.set(0x02, params);
      const { token } = request;
      if (token === null) return body;
      return body.set(0x03, token.protocol).set(0x04, token.authenticate(signedMessage(subCommand, params)));
    },
    decode: () => undefined,
  };
}

// CTAP 2.3 §6.11: 32 × FF, the command byte, the sub-command byte and the parameters exactly as they are sent.
function signedMessage(subCommand: number, params: CborMap | null): Uint8Array {
  const head = concatBytes(new Uint8Array(32).fill(0xff), Uint8Array.of(code, subCommand));
  return params === null ? head : concatBytes(head, encodeCbor(params));
}

function members(entries: readonly (readonly [number, CborValue | undefined])[]): CborMap {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}
