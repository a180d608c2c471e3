import type { CheckStrength } from '../domain/check.ts';
import { compareVersions } from '../lib/compare-versions.ts';
import { versionOf } from '../lib/model-facts.ts';
import type { ReadQuestion } from './check-question.ts';

/**
 * Room of an empty key of one maker, from a firmware on. 100: the maker's manual of firmware 5.7, "Expanded Storage". 25: only others say it,
 * so it is no more than a sign.
 */
const published = [
  { vendor: 'Yubico', from: [5, 7], room: 100, strength: 'concluded' },
  { vendor: 'Yubico', from: [5, 2], room: 25, strength: 'sign' },
] as const;

/**
 * Returns the number of passkeys that fit on an empty key of this model: as its maker publishes it, else the largest that the inventory
 * saw on a key of this model and firmware. Null where neither is known.
 */
export function fullRoom({
  model,
  facts,
  others,
}: ReadQuestion): { readonly room: number; readonly strength: CheckStrength } | null {
  const version = versionOf(facts.firmware);
  const number = published.find(
    ({ vendor, from }) => vendor === model?.vendor && version !== null && compareVersions(version, from) >= 0,
  );
  if (number !== undefined) return { room: number.room, strength: number.strength };
  const seen = others
    .filter((key) => key.aaguid !== null && key.aaguid === facts.aaguid && key.firmware === facts.firmware)
    .flatMap(({ existing, remaining }) => (existing === null || remaining === null ? [] : [existing + remaining]));
  return seen.length === 0 ? null : { room: Math.max(...seen), strength: 'sign' };
}
