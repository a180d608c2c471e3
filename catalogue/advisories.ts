import type { Advisory } from '../src-shared/domain/advisory.ts';
import data from './advisories.json' with { type: 'json' };

const severities = ['high', 'moderate', 'low', 'unrated'] as const;
let loaded: readonly Advisory[] | undefined;

/**
 * Returns the advisories about keys that concern FIDO and can be held against a key. Those about programs, servers, other functions
 * of a key, and keys that cannot be told from others stay in the file.
 */
export function loadAdvisories(): readonly Advisory[] {
  loaded ??= data.advisories
    .filter((entry) => entry.affectsFido && (entry.category === 'key' || entry.category === 'reliability'))
    .map((entry) => ({
      id: entry.id,
      title: entry.title,
      titleJa: entry.titleJa,
      summary: entry.summary,
      summaryJa: entry.summaryJa,
      severity: severities.find((severity) => severity === entry.severity) ?? 'unrated',
      aaguidsAlwaysAffected: hexOf(entry.affected.aaguidsAlwaysAffected),
      aaguidsPossiblyAffected: hexOf(entry.affected.aaguidsPossiblyAffected),
      firmware: entry.affected.firmware.map((range) => ({
        ...('aaguids' in range && { aaguids: hexOf(range.aaguids) }),
        ...('atLeast' in range && { atLeast: range.atLeast }),
        ...('lessThan' in range && { lessThan: range.lessThan }),
        ...('lessThanOrEqual' in range && { lessThanOrEqual: range.lessThanOrEqual }),
        ...('exact' in range && { exact: range.exact }),
      })),
      outsideRange: entry.outsideRange === 'not-known' ? 'not-known' : 'not-affected',
      usbNames: entry.usbNames,
      ...('listingIncomplete' in entry && { listingIncomplete: true as const }),
      url: entry.url,
    }));
  return loaded;
}

function hexOf(aaguids: readonly string[]): string[] {
  return aaguids.map((aaguid) => aaguid.replaceAll('-', ''));
}
