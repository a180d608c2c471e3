/**
 * Further facts that a key reports of itself, as it sent them; null where it does not tell. What each means in words is made of them in
 * src-shared/i18n/key-fact-message.ts.
 */
export interface KeyDetails {
  /** Bytes. */
  readonly maxMsgSize: number | null;
  readonly pinUvAuthProtocols: readonly number[] | null;
  readonly maxCredentialCountInList: number | null;
  readonly maxCredentialIdLength: number | null;
  /** Bytes of all large blobs together. */
  readonly maxSerializedLargeBlobArray: number | null;
  /** Number in the format of the vendor. */
  readonly firmwareVersion: number | null;
  /** Bytes of the blob of one passkey. */
  readonly maxCredBlobLength: number | null;
  readonly maxRpIdsForSetMinPinLength: number | null;
  readonly preferredPlatformUvAttempts: number | null;
  /** Bit field of FIDO's registry of user verification methods. */
  readonly uvModality: number | null;
  /** Certifications that the key claims, with the level of each. */
  readonly certifications: Readonly<Record<string, number>> | null;
  /** 64-bit numbers, hex. */
  readonly vendorPrototypeConfigCommands: readonly string[] | null;
  readonly attestationFormats: readonly string[] | null;
  readonly uvCountSinceLastPinEntry: number | null;
  /** False: can be switched on; true: a reset needs a long touch. */
  readonly longTouchForReset: boolean | null;
  readonly transportsForReset: readonly string[] | null;
  /** Text of the key's making: untrusted. */
  readonly pinComplexityPolicyUrl: string | null;
  /** Hex, encrypted under a token and different at every read. */
  readonly encCredStoreState: string | null;
  readonly authenticatorConfigCommands: readonly number[] | null;
  /** Tries of built-in user verification (fingerprints) before the key wants the PIN. */
  readonly uvRetries: number | null;
  readonly vendor: VendorDetails | null;
}

/** Answer of the vendor's own command. */
export interface VendorDetails {
  readonly vendor: string;
  readonly partNumber: string | null;
  /** A model that is made to be certified as FIPS. */
  readonly fips: boolean | null;
  /** Applications that run in their FIPS approved mode. */
  readonly fipsApproved: readonly string[] | null;
  readonly pinComplexity: boolean | null;
  /** The FIDO2 part cannot be reset by the FIDO2 command. */
  readonly resetBlocked: boolean | null;
  /** NFC is off until the key was powered over USB once. */
  readonly nfcRestricted: boolean | null;
  /** A code protects the configuration against changes. */
  readonly configLocked: boolean | null;
  /** Applications that are built in and switched off, by transport. */
  readonly switchedOff: { readonly usb: readonly string[]; readonly nfc: readonly string[] } | null;
}
