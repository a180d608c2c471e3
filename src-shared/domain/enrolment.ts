/** Ways in which an enrolment got on record: read from the key, or recorded by hand. */
export const recordedEvidence = ['read', 'told'] as const;

/** Reasons why an enrolment no longer exists. */
export const vanishings = ['not-listed', 'deleted', 'reset'] as const;

/** "This key opens this account", as stored: read from the key, or told by a person. */
export interface Enrolment {
  readonly id: string;
  readonly keyId: string;
  readonly evidence: (typeof recordedEvidence)[number];
  /** Account that a record by hand was attached to by the person (an account id of coverage); null: found by service and user name. */
  readonly accountId: string | null;
  /** Catalogue service where the person chose one (told); read ones are grouped by RP ID. */
  readonly serviceId: string | null;
  readonly rpId: string | null;
  /** Byte strings are hex. */
  readonly rpIdHash: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly credentialId: string | null;
  readonly algorithm: number | null;
  readonly credProtect: number | null;
  readonly firstSeen: string;
  /** Last time it was seen on the key, or told. */
  readonly asOf: string;
  /** Set when a complete later read no longer listed it, or it was deleted or lost by a reset. */
  readonly vanishedAt: string | null;
  readonly vanishedBy: (typeof vanishings)[number] | null;
  readonly note: string | null;
}
