import type { Advisory, FirmwareRange } from '../domain/advisory.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import { compareVersions } from '../lib/compare-versions.ts';
import { plainAaguid } from '../lib/model-facts.ts';

export type AdvisedKey = Pick<InventoryKey, 'aaguid' | 'firmware' | 'model'> &
  Partial<Pick<InventoryKey, 'manufacturer' | 'product'>>;

/** An advisory that is about a key: `affected` for sure, or `check` where model and firmware do not decide it. */
export interface MatchedAdvisory {
  readonly advisory: Advisory;
  readonly state: 'affected' | 'check';
}

/**
 * Finds the advisories about a key. The firmware that was read from the key decides where an advisory names ranges for the model;
 * without it the AAGUID does. That nothing is found does not mean that the key has no weakness: most makers publish little.
 */
export function matchAdvisories(key: AdvisedKey, advisories: readonly Advisory[]): readonly MatchedAdvisory[] {
  const aaguid = key.aaguid === null ? null : plainAaguid(key.aaguid);
  const firmware = versionOf(key.firmware);
  return advisories.flatMap((advisory) => {
    const state = stateOf(advisory, aaguid, firmware, key);
    return state === null ? [] : [{ advisory, state }];
  });
}

/** Checks that a key to which these advisories belong lists all of its passkeys. Where it may not, what is not listed is not known. */
export function listsAllPasskeys(matched: readonly MatchedAdvisory[]): boolean {
  return matched.every(({ advisory }) => advisory.listingIncomplete !== true);
}

function stateOf(
  advisory: Advisory,
  aaguid: string | null,
  firmware: readonly number[] | null,
  key: AdvisedKey,
): MatchedAdvisory['state'] | null {
  const always = aaguid !== null && advisory.aaguidsAlwaysAffected.includes(aaguid);
  const possibly = aaguid !== null && advisory.aaguidsPossiblyAffected.includes(aaguid);
  if (!always && !possibly && !isNamed(advisory, aaguid, key)) return null;
  const ranges = advisory.firmware.filter(
    ({ aaguids }) => aaguids === undefined || (aaguid !== null && aaguids.includes(aaguid)),
  );
  if (firmware === null || ranges.length === 0) return always ? 'affected' : 'check';
  if (ranges.some((range) => isWithin(firmware, range))) return 'affected';
  return advisory.outsideRange === 'not-known' ? 'check' : null;
}

// Only U2F keys, which have no AAGUID, are known by name: of all others the AAGUID says more.
function isNamed(advisory: Advisory, aaguid: string | null, key: AdvisedKey): boolean {
  if (aaguid !== null && !/^0+$/.test(aaguid)) return false;
  const name = [key.manufacturer, key.product, key.model].join(' ').toLowerCase();
  return advisory.usbNames.some((words) => words.every((word) => name.includes(word)));
}

/** Returns null for text that is no plain version: of a beta nobody can say which fixes it holds. */
function versionOf(text: string | null): readonly number[] | null {
  return text !== null && /^\d{1,9}(?:\.\d{1,9}){1,3}$/.test(text) ? text.split('.').map(Number) : null;
}

function isWithin(version: readonly number[], range: FirmwareRange): boolean {
  const order = (bound: string): number => compareVersions(version, bound.split('.').map(Number));
  return (
    (range.atLeast === undefined || order(range.atLeast) >= 0) &&
    (range.lessThan === undefined || order(range.lessThan) < 0) &&
    (range.lessThanOrEqual === undefined || order(range.lessThanOrEqual) <= 0) &&
    (range.exact === undefined || range.exact.some((exact) => order(exact) === 0))
  );
}
