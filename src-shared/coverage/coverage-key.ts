import type { KeyRole } from '../domain/inventory-key.ts';
import type { Gap } from './gap.ts';

export interface CoverageKey {
  readonly keyId: string;
  readonly label: string;
  readonly role: KeyRole | null;
  readonly owner: string | null;
  readonly place: string | null;
  readonly carriedOn: string | null;
  readonly lastRead: string | null;
  /** The time of the last complete reading, which shows what is not on it; null if none did (or it must be read again). */
  readonly completeSince: string | null;
  /** Whether it opens nothing any more: retired, or recorded as lost. */
  readonly outOfUse: boolean;
  readonly lost: boolean;
  /** Last read or seen longer ago than the limit. */
  readonly stale: boolean;
  /** Number of accounts that would be lost with this key and what hangs on the same ring, chains included. */
  readonly aloneHolds: number;
  readonly blast: BlastRadius;
  readonly gaps: readonly Gap[];
}

/** The accounts that would be lost with one thing. */
export interface BlastRadius {
  /** Number of accounts that it opens itself, and that would be lost. */
  readonly direct: number;
  /** Numbers of accounts that would be lost only because another account is, by that account. */
  readonly through: readonly { readonly accountId: string; readonly count: number }[];
}
