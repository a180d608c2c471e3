import type { InventoryKey } from '../domain/inventory-key.ts';
import { listsAllPasskeys, matchAdvisories, type MatchedAdvisory } from './advisories.ts';
import type { CoverageInput, UnreadKey } from './coverage-input.ts';
import type { CoverageKey } from './coverage-key.ts';
import type { CandidateKey } from './candidate-keys.ts';
import { type DoubtedPasskeys, doubtedPasskeys } from './doubted-passkeys.ts';
import { foldText } from '../lib/fold-text.ts';

/** The facts of a key that the verdicts on accounts use, worked out once. */
export interface AnalysedKey extends CandidateKey {
  readonly key: InventoryKey;
  readonly lost: boolean;
  /** Whether it opens, but is no full spare: no PIN, or an advisory is about it. */
  readonly weak: boolean;
  /** Its PIN is blocked: what is on it opens nothing until a reset, and then it is gone. */
  readonly blocked: boolean;
  /** Whether its last reading is older than the limit. */
  readonly readingStale: boolean;
  /** Whether it was not even plugged in since the limit. */
  readonly unseen: boolean;
  /** Passkeys of which an interrupted change makes it unknown whether they are there. */
  readonly doubted: DoubtedPasskeys;
  readonly advisories: readonly MatchedAdvisory[];
  /** One of them keeps it from being a full spare. */
  readonly advised: boolean;
  /** The time of the last complete reading, which shows what is not on it; null if none did. */
  readonly completeSince: string | null;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Checks whether an instant (ISO 8601) is longer ago than the limit, or in the future: neither says what is true now. */
export function isStale(
  instant: string,
  { now, staleAfterDays }: Pick<CoverageInput, 'now' | 'staleAfterDays'>,
): boolean {
  return Date.parse(now) - Date.parse(instant) > staleAfterDays * dayMs || isInFuture(instant, { now });
}

/** Checks whether an instant (ISO 8601) is in the future by more than clocks of two computers differ: it is no reading. */
export function isInFuture(instant: string, { now }: Pick<CoverageInput, 'now'>): boolean {
  return Date.parse(instant) - Date.parse(now) > dayMs;
}

/** Computes the facts of a key. */
export function analyseKey(key: InventoryKey, input: CoverageInput): AnalysedKey {
  const lost = key.lostAt !== null;
  const advisories = matchAdvisories(key, input.advisories);
  const doubted = doubtedPasskeys(key, input.interrupted);
  const isComplete = key.lastReadComplete && doubted !== 'all' && listsAllPasskeys(advisories);
  const completeSince = isComplete && key.lastRead !== null && !isInFuture(key.lastRead, input) ? key.lastRead : null;
  return {
    ...candidateKeyOf({ ...key, keyId: key.id, outOfUse: lost || key.role === 'retired', completeSince }),
    key,
    completeSince,
    doubted,
    lost,
    advised: advisories.some(weakens),
    weak: key.pinSet === false || advisories.some(weakens),
    blocked: key.pinBlocked === true,
    readingStale: key.lastRead !== null && isStale(key.lastRead, input),
    unseen: isStale(key.lastSeen, input),
    advisories,
  };
}

// What is rated low does not keep a key from opening its accounts safely. What nobody rated might.
function weakens({ advisory, state }: MatchedAdvisory): boolean {
  return state === 'affected' && advisory.severity !== 'low';
}

/** Returns a key that is plugged in and not remembered, as one that may open anything: nobody has read it. */
export function unreadCandidateKey({ keyId, label }: UnreadKey): CandidateKey {
  return { keyId, label, inUse: true, complete: false, owner: null, lossUnit: `key:${keyId}`, place: null };
}

type KeyStorage = Pick<
  CoverageKey,
  'keyId' | 'label' | 'role' | 'owner' | 'place' | 'carriedOn' | 'outOfUse' | 'completeSince'
>;

/** Reads where a key is kept and what it is lost together with. An off-site key without a place is at a place of its own. */
export function candidateKeyOf(key: KeyStorage): CandidateKey {
  const ring = foldText(key.carriedOn);
  const place = foldText(key.place);
  return {
    keyId: key.keyId,
    label: key.label,
    inUse: !key.outOfUse,
    complete: key.completeSince !== null,
    owner: foldText(key.owner),
    lossUnit: ring === null ? `key:${key.keyId}` : `ring:${ring}`,
    place: place !== null ? `at:${place}` : key.role === 'off-site' ? `off:${key.keyId}` : null,
  };
}
