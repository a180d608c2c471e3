import type { MakerName } from './attestation/makers.ts';
import type { PinProtocolNumber } from './authenticator/pin-protocol.ts';
import type { Quirks } from './quirks.ts';

export type PersonalityName =
  | 'yubikey52'
  | 'yubikey54'
  | 'yubikey57'
  | 'copied'
  | 'imitation'
  | 'strict21'
  | 'both21'
  | 'persistent23'
  | 'ctap20'
  | 'u2fOnly'
  | 'bio';

/** USB descriptor data; strings may be absent as on real keys. */
export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serialNumber: string | null;
}

/** The contents of Yubico's device configuration (CTAPHID vendor command 42). */
export interface YubicoConfiguration {
  readonly firmware: readonly [number, number, number];
  readonly formFactor: number;
  readonly capabilities: number;
  readonly partNumber: string | null;
  /** Tag 18: capabilities whose own reset is refused (a Bio Multi-protocol key with PIV in use). Default: not sent. */
  readonly resetBlocked?: number;
  /** Whether NFC is off until the key was powered over USB; left out where its firmware does not tell. */
  readonly nfcRestricted?: boolean;
}

/** A kind of firmware: what it supports and how it deviates. */
export interface Personality {
  readonly name: PersonalityName;
  readonly usb: UsbIdentity;
  /** CTAPHID capability flags: 01 wink, 04 CBOR, 08 no MSG. */
  readonly capabilities: number;
  readonly deviceVersion: readonly [number, number, number];
  readonly aaguid: string;
  /**
   * Way in which new credentials are attested: by a certificate of the model (`maker`), by one of somebody else that looks alike (`copyist`), as U2F does, by
   * the credential itself, or not at all.
   */
  readonly attestation: MakerName | 'fido-u2f' | 'self' | 'none';
  readonly versions: readonly string[];
  readonly extensions: readonly string[];
  readonly protocols: readonly PinProtocolNumber[];
  /** CTAP command bytes that are carried out; all others answer 01. */
  readonly commands: readonly number[];
  /** Members 07 and following of getInfo are sent. */
  readonly fullInfo: boolean;
  /** Subcommands 06 and 09, tokens with permissions (option pinUvAuthToken). */
  readonly permissions: boolean;
  /** Option setMinPINLength, alwaysUv and the config command's part in getInfo. */
  readonly configurable: boolean;
  /** Option ep and config command 01. */
  readonly enterpriseAttestation: boolean;
  /** Member 18 and config command 04 (CTAP 2.2): a reset that needs a long touch. */
  readonly longTouchForReset: boolean;
  /** Member 1B and parameter 04 of setMinPINLength (CTAP 2.3): PINs of one repeated character are refused. */
  readonly pinComplexity: boolean;
  readonly makeCredUvNotRqd: boolean;
  readonly fingerprint: boolean;
  /** Permission pcmr, encIdentifier and encCredStoreState (CTAP 2.3). */
  readonly persistentToken: boolean;
  /** Member 14. */
  readonly tellsRemaining: boolean;
  /** Member 0D. */
  readonly tellsMinPinLength: boolean;
  readonly maxMessageSize: number;
  readonly maxListCount: number;
  readonly maxIdLength: number;
  readonly transports: readonly string[];
  readonly firmwareVersion: number | null;
  readonly capacity: number;
  readonly resetWindowMs: number;
  /** Member 1A (CTAP 2.2); null: a reset over every transport. */
  readonly transportsForReset: readonly string[] | null;
  readonly touchTimeoutMs: number;
  readonly yubico: YubicoConfiguration | null;
  readonly quirks: Quirks;
}
