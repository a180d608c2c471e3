/** The evidence of whether a key opens an account. */
export type Evidence = 'read' | 'told' | 'absent' | 'unknown';

/**
 * The weight of a cell: `full`, `weak` (it opens, but the key has no PIN or a published weakness), `perhaps` (not known, stale, or the PIN
 * is blocked), `none` (read and not there, or the key is out of use).
 */
export type CellStrength = 'full' | 'weak' | 'perhaps' | 'none';

/** One cell of the matrix: one key at one account. */
export interface CoverageCell {
  readonly keyId: string;
  readonly evidence: Evidence;
  readonly strength: CellStrength;
  /** Whether the record is older than the limit, or dated in the future. */
  readonly stale: boolean;
  /** Day (YYYY-MM-DD) since which the service takes the RP ID of this passkey no more; null: it does. */
  readonly retiredSince: string | null;
  /** ISO 8601 of the reading or telling; null for unknown. */
  readonly asOf: string | null;
  readonly enrolmentIds: readonly string[];
}
