import type { PinProtocolNumber } from './authenticator/pin-protocol.ts';
import type { Quirks } from './quirks.ts';

export type PersonalityName =
  'yubikey52' | 'yubikey54' | 'strict21' | 'both21' | 'persistent23' | 'ctap20' | 'u2fOnly' | 'bio';

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
}

/** A kind of firmware: what it supports and how it deviates. */
export interface Personality {
  readonly name: PersonalityName;
  readonly usb: UsbIdentity;
  /** CTAPHID capability flags: 01 wink, 04 CBOR, 08 no MSG. */
  readonly capabilities: number;
  readonly deviceVersion: readonly [number, number, number];
  readonly aaguid: string;
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
  readonly touchTimeoutMs: number;
  readonly yubico: YubicoConfiguration | null;
  readonly quirks: Quirks;
}
