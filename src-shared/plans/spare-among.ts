import { isExcluded, type LastingFacts } from '../lib/key-exclusion.ts';

/** A key that is plugged in, with the remembered key that it is known to be. */
export interface PluggedAs<Key> {
  readonly key: Key;
  readonly keyId: string | null;
  /** Its name here, else what it looks like. */
  readonly name: string;
  readonly facts: LastingFacts;
}

export type SpareChoice<Key> =
  | { readonly state: 'key'; readonly key: Key }
  | { readonly state: 'not-plugged-in' }
  | { readonly state: 'primary-plugged-in' }
  | { readonly state: 'other-key'; readonly labels: string[] }
  | { readonly state: 'several'; readonly count: number };

/**
 * Finds the spare among the keys that are plugged in: recognised, or the only one that could be it by its model and serial number. A key
 * that is known to be another one is never taken.
 */
export function spareAmong<Key>(
  plugged: readonly PluggedAs<Key>[],
  {
    primary,
    spare,
  }: { readonly primary: { readonly id: string }; readonly spare: { readonly id: string } & LastingFacts },
): SpareChoice<Key> {
  const recognised = plugged.find(({ keyId }) => keyId === spare.id);
  if (recognised !== undefined) return { state: 'key', key: recognised.key };
  const possible = plugged.filter(({ keyId, facts }) => keyId === null && !isExcluded(spare, facts));
  const [only] = possible;
  if (possible.length > 1) return { state: 'several', count: possible.length };
  if (only !== undefined) return { state: 'key', key: only.key };
  if (plugged.length === 0) return { state: 'not-plugged-in' };
  return plugged.every(({ keyId }) => keyId === primary.id)
    ? { state: 'primary-plugged-in' }
    : { state: 'other-key', labels: plugged.map(({ name }) => name) };
}
