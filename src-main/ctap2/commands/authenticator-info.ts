import type { CborMap } from '../../cbor/cbor-value.ts';
import type { KeyFinding } from '../../../src-shared/domain/plugged-key.ts';

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
  /** Whether PINs have to keep to rules beyond their length; null where the key does not say. */
  readonly pinComplexityPolicy: boolean | null;
  /** Text of the key's making: untrusted, any scheme, any length. */
  readonly pinComplexityPolicyUrl: string | null;
  /** Code points, minPinLength to 63. */
  readonly maxPinLength: number;
  readonly encCredStoreState: Uint8Array | null;
  readonly authenticatorConfigCommands: readonly number[] | null;
  /** Numbers of the members that the key sent: what it left out has a default above. */
  readonly told: ReadonlySet<number>;
  /** Members and options that this version has no name for or whose value has the wrong type, as received. */
  readonly unread: CborMap;
  readonly unreadOptions: CborMap;
  /** Deviations of the answer. Never a reason to refuse the key. */
  readonly findings: readonly KeyFinding[];
  /** The response body. */
  readonly raw: Uint8Array;
}
