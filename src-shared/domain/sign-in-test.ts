/** RP ID of the throw-away credential: a name that no website can have (RFC 2606 §2). */
export const signInTestRpId = 'sign-in-test.invalid';

/** Answers of a key to a registration and a sign-in that were made up to try it; byte strings as hex. */
export interface SignInReading {
  /** The model that the key names in getInfo. */
  readonly aaguid: string;
  readonly created: {
    /** Client data as JSON, of which the key signed the hash. */
    readonly clientData: string;
    /** WebAuthn §6.5.4, as CBOR. */
    readonly attestationObject: string;
  };
  readonly asserted: {
    readonly clientData: string;
    /** Null where the key left it out, as it may for a list of one. */
    readonly credentialId: string | null;
    readonly authenticatorData: string;
    readonly signature: string;
    /** Whether it was asked for without a touch: the key verifies its user always, and a PIN that was typed once is sent once. */
    readonly silent: boolean;
  };
  /** Whether the key shows that nothing of this was stored; null where it shows neither. */
  readonly leftNothing: boolean | null;
}

/** Ways in which a registration or a sign-in is not what was asked for (i18n `sign-in-test.fault.*`). */
export const signInFaults = [
  'other-website',
  'no-touch',
  'algorithm-not-asked-for',
  'key-unusable',
  'other-credential',
  'signature-wrong',
  'counter-not-higher',
] as const;
export type SignInFault = (typeof signInFaults)[number];

/** Judgement on the answers of a key to a sign-in test. */
export interface SignInCheck {
  readonly works: boolean;
  readonly faults: readonly SignInFault[];
  /** COSE number of the algorithm; null where the credential names none. */
  readonly algorithm: number | null;
  /** Whether the key says that it verified its user, by PIN or finger, at the registration. */
  readonly userVerified: boolean;
  /** Whether the sign-in was asked for without a touch. */
  readonly silent: boolean;
  readonly leftNothing: boolean | null;
}
