import type { CborMap } from '../../cbor/cbor-value.ts';
import type { KeyFinding } from '../../../src-shared/domain/plugged-key.ts';
import type { CtapCommand } from '../ctap-command.ts';
import { CtapResponseError } from '../ctap-error.ts';
import { requireBytes } from '../read-members.ts';
import { infoInconsistencies } from './get-info-consistency.ts';
import { InfoMembers } from './get-info-members.ts';

export interface PublicKeyAlgorithm {
  /** COSE algorithm number. */
  readonly alg: number;
  readonly type: string;
}

/** The statement of a key about itself (CTAP 2.3 §6.4), by name. Limits are clamped to what the specification allows. */
export interface AuthenticatorInfo {
  readonly versions: readonly string[];
  readonly extensions: readonly string[];
  /** 16 bytes; the model, not the single key; all zero is valid. */
  readonly aaguid: Uint8Array;
  /** Options with a boolean value, unknown ones included. Absent and false are different things for some. */
  readonly options: ReadonlyMap<string, boolean>;
  /** 1024 to 7609 bytes. */
  readonly maxMsgSize: number;
  /** In the key's order of preference, without repetitions; unknown numbers kept. */
  readonly pinUvAuthProtocols: readonly number[];
  /** At least 1. */
  readonly maxCredentialCountInList: number;
  readonly maxCredentialIdLength: number | null;
  readonly transports: readonly string[];
  readonly algorithms: readonly PublicKeyAlgorithm[];
  readonly maxSerializedLargeBlobArray: number | null;
  readonly forcePinChange: boolean;
  /** Code points, 4 to 63. */
  readonly minPinLength: number;
  /** Vendor format (see vendor/firmware-text.ts); null where absent or no unsigned integer. */
  readonly firmwareVersion: number | null;
  readonly maxCredBlobLength: number | null;
  readonly maxRpIdsForSetMinPinLength: number | null;
  readonly preferredPlatformUvAttempts: number | null;
  /** Bit field of FIDO's registry of user verification methods. */
  readonly uvModality: number | null;
  readonly certifications: ReadonlyMap<string, number>;
  /** An estimate of the key; null where it does not tell or tells nonsense. */
  readonly remainingDiscoverableCredentials: number | null;
  readonly vendorPrototypeConfigCommands: readonly (number | bigint)[] | null;
  readonly attestationFormats: readonly string[] | null;
  readonly uvCountSinceLastPinEntry: number | null;
  /** Null: not supported; false: can be switched on; true: a reset needs a long touch. */
  readonly longTouchForReset: boolean | null;
  /** 32 bytes, 16-byte IV first, fresh at every read (persistent-identifiers.ts reads it). */
  readonly encIdentifier: Uint8Array | null;
  /** Null: a reset is possible over every transport. */
  readonly transportsForReset: readonly string[] | null;
  readonly pinComplexityPolicy: boolean;
  /** Text of the key's making: untrusted, any scheme, any length. */
  readonly pinComplexityPolicyUrl: string | null;
  /** Code points, minPinLength to 63. */
  readonly maxPinLength: number;
  readonly encCredStoreState: Uint8Array | null;
  readonly authenticatorConfigCommands: readonly number[] | null;
  /** Members and options that this version has no name for or whose value has the wrong type, as received. */
  readonly unread: CborMap;
  readonly unreadOptions: CborMap;
  /** Deviations of the answer. Never a reason to refuse the key. */
  readonly findings: readonly KeyFinding[];
  /** The response body. */
  readonly raw: Uint8Array;
}

const name = 'getInfo';

/** CTAP 2.3 §6.4 authenticatorGetInfo. */
export const getInfo: CtapCommand<null, AuthenticatorInfo> = {
  name,
  code: 0x04,
  encode: () => null,
  decode: (response) => {
    const aaguid = requireBytes(name, response.map, 0x03, 'aaguid');
    if (aaguid.length !== 16) throw new CtapResponseError(name, `aaguid has ${aaguid.length} bytes`);
    const members = new InfoMembers(response);
    const versions = members.texts(0x01, 'versions');
    if (versions === null || versions.length === 0) throw new CtapResponseError(name, 'versions are missing');
    members.markRead(0x03);
    const { options, unread: unreadOptions } = members.options(0x04);
    const minPinLength = members.clamped(0x0d, 'minPINLength', { low: 4, high: 63, absent: 4 });
    const info = {
      versions,
      extensions: members.texts(0x02, 'extensions') ?? [],
      aaguid,
      options,
      maxMsgSize: members.clamped(0x05, 'maxMsgSize', { low: 1024, high: 7609, absent: 1024 }),
      pinUvAuthProtocols: members.uints(0x06, 'pinUvAuthProtocols') ?? (options.has('clientPin') ? [1] : []),
      maxCredentialCountInList: members.clamped(0x07, 'maxCredentialCountInList', { low: 1, high: 1024, absent: 1 }),
      maxCredentialIdLength: members.uint(0x08, 'maxCredentialIdLength'),
      transports: members.texts(0x09, 'transports') ?? [],
      algorithms: members.algorithms(0x0a),
      maxSerializedLargeBlobArray: members.uint(0x0b, 'maxSerializedLargeBlobArray'),
      forcePinChange: members.bool(0x0c, 'forcePINChange') ?? false,
      minPinLength,
      firmwareVersion: members.uint(0x0e, 'firmwareVersion'),
      maxCredBlobLength: members.uint(0x0f, 'maxCredBlobLength'),
      maxRpIdsForSetMinPinLength: members.uint(0x10, 'maxRPIDsForSetMinPINLength'),
      preferredPlatformUvAttempts: members.uint(0x11, 'preferredPlatformUvAttempts'),
      uvModality: members.uint(0x12, 'uvModality'),
      certifications: members.certifications(0x13),
      remainingDiscoverableCredentials: members.uint(0x14, 'remainingDiscoverableCredentials'),
      vendorPrototypeConfigCommands: members.uint64s(0x15, 'vendorPrototypeConfigCommands'),
      attestationFormats: members.texts(0x16, 'attestationFormats'),
      uvCountSinceLastPinEntry: members.uint(0x17, 'uvCountSinceLastPinEntry'),
      longTouchForReset: members.bool(0x18, 'longTouchForReset'),
      encIdentifier: members.ivAndBlock(0x19, 'encIdentifier'),
      transportsForReset: members.texts(0x1a, 'transportsForReset'),
      pinComplexityPolicy: members.bool(0x1b, 'pinComplexityPolicy') ?? false,
      pinComplexityPolicyUrl: members.textOrUtf8(0x1c, 'pinComplexityPolicyURL'),
      maxPinLength: members.clamped(0x1d, 'maxPINLength', { low: Math.max(8, minPinLength), high: 63, absent: 63 }),
      encCredStoreState: members.ivAndBlock(0x1e, 'encCredStoreState'),
      authenticatorConfigCommands: members.uints(0x1f, 'authenticatorConfigCommands'),
      unread: members.unread(),
      unreadOptions,
      raw: response.raw,
    };
    return { ...info, findings: [...members.findings, ...infoInconsistencies(info, response.map)] };
  },
};
