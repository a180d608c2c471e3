/** Statuses of one sample of a finger in the order of their numbers (CTAP 2.1 §6.7.2; 0C is none of a sample), and `other` for one without a name. */
export const sampleStatuses = [
  'good',
  'too-high',
  'too-low',
  'too-left',
  'too-right',
  'too-fast',
  'too-slow',
  'poor-quality',
  'too-skewed',
  'too-short',
  'merge-failure',
  'exists', // the finger is enrolled already
  'no-user-activity', // nobody touched the sensor
  'no-user-presence-transition', // the finger was not lifted
  'other',
] as const;
export type SampleStatus = (typeof sampleStatuses)[number];

/** Most samples that are asked for in one enrolment: a key that always wants another one is not served for ever. */
export const mostSamples = 60;

/** Longest name that is asked for, in characters; a sensor may take fewer bytes. */
export const longestFingerprintName = 64;

export const sensorKinds = ['touch', 'swipe'] as const;

/** A fingerprint sensor as the key tells of it without a PIN. */
export interface FingerprintSensor {
  /** Null where the key does not tell, or names a kind that is not known. */
  readonly kind: (typeof sensorKinds)[number] | null;
  /** Number of good samples that an enrolment takes. */
  readonly samples: number | null;
  /** Longest name of a fingerprint in bytes of UTF-8. */
  readonly nameBytes: number | null;
  /** Tries left for recognising a finger; at 0 the key takes its PIN only, until that was right once. */
  readonly triesLeft: number | null;
}

/** One enrolled fingerprint. A key tells no more of it. */
export interface Fingerprint {
  /** Hex; the key's own name for it. */
  readonly templateId: string;
  readonly name: string | null;
}

/** The fingerprints of a key as last read. */
export interface FingerprintListing {
  readonly fingerprints: readonly Fingerprint[];
  readonly sensor: FingerprintSensor;
  /** ISO 8601. */
  readonly readAt: string;
}

/** Returns whether a sensor takes this name; one that does not tell its limit is asked. */
export function fitsSensor(name: string, { nameBytes }: FingerprintSensor): boolean {
  return nameBytes === null || new TextEncoder().encode(name).length <= nameBytes;
}
