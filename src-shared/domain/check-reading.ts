/** A passkey that is known from earlier, to be asked for without PIN and touch. */
export interface KnownPasskey {
  readonly rpId: string;
  readonly credentialId: string;
}

/**
 * Answer of a key to a silent request for a passkey: it signed (`present`), it said that it has none of that ID (`absent`), or nothing can be
 * concluded (`no-sign`): it asks for a PIN whatever is requested, refuses silent requests, or wanted a touch.
 */
export const silentAnswers = ['present', 'absent', 'no-sign'] as const;
export type SilentAnswer = (typeof silentAnswers)[number];

/** Vendor's own information about a key, as far as a check uses it. */
export interface VendorReading {
  readonly vendor: string;
  readonly serial: string | null;
  readonly firmware: string | null;
  readonly fips: boolean | null;
  /** NFC is off until the key was powered over USB once. */
  readonly nfcRestricted: boolean | null;
  readonly configLocked: boolean | null;
  /** Applications that are built in and switched off, by transport. */
  readonly switchedOff: { readonly usb: readonly string[]; readonly nfc: readonly string[] } | null;
}

/** Facts that a check reads of a key beside what every reading has: no PIN, no touch, nothing is written. */
export interface CheckReading {
  /** Members of getInfo; null for a key that speaks U2F only. */
  readonly info: {
    /** Code points; null where the key does not say. */
    readonly minPinLength: number | null;
    readonly alwaysUv: boolean | null;
    /** Option bioEnroll: fingerprints are on it (true), it has a sensor and none (false), or no sensor (null). */
    readonly fingerprints: boolean | null;
    /** Option ep: enterprise attestation is switched on. */
    readonly enterpriseAttestation: boolean | null;
    readonly longTouchForReset: boolean | null;
    readonly remaining: number | null;
    /** Firmware number of getInfo in words; null where it has no known meaning. */
    readonly firmware: string | null;
  } | null;
  readonly vendor: VendorReading | null;
  /** Messages that were sent to be echoed, by their length in bytes, and how many came back as they were. */
  readonly transport: { readonly lengths: readonly number[]; readonly echoed: number };
  /** Answers for the passkeys that were asked for, in that order; it ends with the first `present`. */
  readonly known: readonly SilentAnswer[];
  /** Requests that the check sent, those of the channel included. */
  readonly transactions: number;
}
