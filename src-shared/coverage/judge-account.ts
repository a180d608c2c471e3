import type { CoverageCell, CoverageKey, Gap, Verdict } from './coverage-types.ts';
import type { GroupedService } from './group-services.ts';
import { isSeparatePerKey, takesOneKey, waysIn } from './ways-in.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly survivesAnyOneLoss: boolean | null;
  readonly onlyKeyId: string | null;
  readonly gaps: readonly Gap[];
}

type KeyDetails = Pick<CoverageKey, 'label' | 'role' | 'place'>;

/**
 * Judges one account. It survives any one loss if another way in is recorded or two keys in use are known to open it; it
 * does not if no two keys could; anything between is not known, and never counted as safe.
 */
export function judgeAccount(
  service: GroupedService,
  cells: readonly CoverageCell[],
  countedWays: number,
  keys: ReadonlyMap<string, KeyDetails>,
): Judgement {
  const { known, possible } = waysIn(cells, keys);
  const labelOf = (keyId: string): string => keys.get(keyId)?.label ?? keyId;
  const [firstKnown] = known;
  const oneKeyService = takesOneKey(service) && known.length <= 1;

  if (countedWays > 0) {
    const verdict = oneKeyService && known.length === 1 ? 'one-key-service' : 'survives';
    return { verdict, survivesAnyOneLoss: true, onlyKeyId: null, gaps: [] };
  }
  if (known.length >= 2 && !isSeparatePerKey(service)) {
    const place = commonPlace(known, keys);
    if (place === null) return { verdict: 'survives', survivesAnyOneLoss: true, onlyKeyId: null, gaps: [] };
    const gap = gapOf('one-place', 'warning', null, { place, count: known.length });
    return { verdict: 'one-place', survivesAnyOneLoss: true, onlyKeyId: null, gaps: [gap] };
  }
  if (firstKnown !== undefined && oneKeyService) {
    const gap = gapOf('one-key-service-without-other-way', 'critical', firstKnown, { key: labelOf(firstKnown) });
    return { verdict: 'one-key-service', survivesAnyOneLoss: false, onlyKeyId: firstKnown, gaps: [gap] };
  }
  if (!oneKeyService && known.length + possible.length >= 2) {
    const details = isSeparatePerKey(service)
      ? { ssh: 1, unread: '', count: 0 }
      : { ssh: 0, unread: listed(possible.map(labelOf)), count: possible.length };
    const gap = gapOf('not-known', 'warning', possible.length === 1 ? (possible[0] ?? null) : null, details);
    return { verdict: 'not-known', survivesAnyOneLoss: null, onlyKeyId: null, gaps: [gap] };
  }
  if (firstKnown !== undefined) {
    const gap = gapOf('only-one-key', 'critical', firstKnown, { key: labelOf(firstKnown) });
    return { verdict: 'only-this-key', survivesAnyOneLoss: false, onlyKeyId: firstKnown, gaps: [gap] };
  }
  const gap = gapOf('no-way-in', 'critical', null, {});
  return { verdict: 'no-way-in', survivesAnyOneLoss: false, onlyKeyId: null, gaps: [gap] };
}

function gapOf(kind: Gap['kind'], severity: Gap['severity'], keyId: string | null, details: Gap['details']): Gap {
  return { kind, severity, keyId, details };
}

/** The place where all these keys are kept, as the first of them names it; null if it differs or is not recorded for one. */
function commonPlace(keyIds: readonly string[], keys: ReadonlyMap<string, KeyDetails>): string | null {
  const places = keyIds.map((keyId) => keys.get(keyId)?.place?.trim() ?? '');
  const distinct = new Set(places.map((place) => place.normalize('NFC').toLowerCase()));
  return distinct.size === 1 && !distinct.has('') ? (places[0] ?? null) : null;
}

function listed(labels: readonly string[]): string {
  return labels.length > 3 ? `${labels.slice(0, 3).join(', ')}, …` : labels.join(', ');
}
