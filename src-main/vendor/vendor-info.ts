/** The facts that a key gives about itself through its vendor's own commands. Null where it does not tell. */
export interface VendorInfo {
  readonly vendor: 'yubico' | 'nitrokey' | 'solokeys';
  /** The number of this one key: a decimal serial number (Yubico) or a hex UUID (Trussed). */
  readonly serial: string | null;
  /** Words, e.g. `5.7.4` or `5.8.0 beta 3`. */
  readonly firmware: string | null;
  /** Words for English eyes, e.g. `USB-C keychain`; a product name otherwise. */
  readonly formFactor: string | null;
  /** FIDO2 is built in and switched off for USB. */
  readonly fido2Off: boolean | null;
  /** Certified as a FIPS key. */
  readonly fips: boolean | null;
  /** Applications that run in their FIPS approved mode. */
  readonly fipsApproved: readonly string[] | null;
  readonly pinComplexity: boolean | null;
  /** The FIDO2 part cannot be reset by the FIDO2 command (YubiKey Bio Multi-protocol with PIV in use). */
  readonly resetBlocked: boolean | null;
  readonly partNumber: string | null;
  /** NFC stays off until the key has been powered over USB once (set at the factory). */
  readonly nfcRestricted: boolean | null;
  /** A code protects the configuration against changes. */
  readonly configLocked: boolean | null;
  /** Applications that are built in and switched off, by transport. */
  readonly switchedOff: { readonly usb: readonly string[]; readonly nfc: readonly string[] } | null;
}
