import type { SignInCheck } from './sign-in-test.ts';

/** Verdicts on a key's own proof of what it is. */
export const genuinenessVerdicts = ['genuine', 'not-genuine', 'not-proved'] as const;
export type GenuinenessVerdict = (typeof genuinenessVerdicts)[number];

/** Reasons of a verdict (i18n `genuineness.reason.*`). */
export const genuinenessReasons = [
  // genuine
  'chain-to-maker',
  // not-genuine
  'signature-wrong',
  'aaguid-differs',
  'chain-elsewhere',
  'certificate-missing',
  'statement-malformed',
  'sign-in-wrong',
  // not-proved
  'no-metadata',
  'model-unknown',
  'model-revoked',
  'self-attestation',
  'no-attestation',
  'format-unknown',
] as const;
export type GenuinenessReason = (typeof genuinenessReasons)[number];

/** Judgement on one throw-away credential of a key. */
export interface Genuineness {
  readonly verdict: GenuinenessVerdict;
  readonly reason: GenuinenessReason;
  /** Name of the model in the metadata; null where it is not in them. */
  readonly model: string | null;
  /** Reports of the metadata about the model, as they are called there. */
  readonly reports: readonly string[];
  /** A certificate of the chain is past its date: makers leave such dates behind. */
  readonly chainOutOfDate: boolean;
  /** The metadata that were used; null: none. */
  readonly metadata: MetadataState | null;
}

/** Metadata of models as they are kept. */
export interface MetadataState {
  /** Number of the BLOB: a later one has a higher number. */
  readonly number: number;
  /** Day on which a later one is published (YYYY-MM-DD). */
  readonly nextUpdate: string;
  /** That day has passed. */
  readonly outOfDate: boolean;
  /** Number of models. */
  readonly models: number;
}

/** Reasons why a file is not taken for metadata (i18n `invalid.metadata-*`). */
export type MetadataFault =
  | 'metadata-too-large'
  | 'metadata-not-a-blob'
  | 'metadata-algorithm-refused'
  | 'metadata-chain-missing'
  | 'metadata-chain-untrusted'
  | 'metadata-chain-expired'
  | 'metadata-signature-wrong'
  | 'metadata-payload-malformed'
  | 'metadata-duplicate-model';

/** Judgement on the answers of a key to a sign-in test. */
export interface SignInJudgement {
  readonly signIn: SignInCheck;
  readonly genuineness: Genuineness;
}
