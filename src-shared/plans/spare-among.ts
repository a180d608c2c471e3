/** A key that is plugged in, with the remembered key that it is known to be. */
export interface PluggedAs<Key> {
  readonly key: Key;
  readonly keyId: string | null;
  readonly label: string | null;
}

export type SpareChoice<Key> =
  | { readonly state: 'key'; readonly key: Key }
  | { readonly state: 'not-plugged-in' }
  | { readonly state: 'primary-plugged-in' }
  | { readonly state: 'other-key'; readonly labels: string[] }
  | { readonly state: 'several'; readonly count: number };

/** Finds the spare among the keys that are plugged in: recognised, or the only one that nobody can name yet. Never a guess. */
export function spareAmong<Key>(
  plugged: readonly PluggedAs<Key>[],
  { primary, spare }: { readonly primary: { readonly id: string }; readonly spare: { readonly id: string } },
): SpareChoice<Key> {
  const recognised = plugged.find(({ keyId }) => keyId === spare.id);
  if (recognised !== undefined) return { state: 'key', key: recognised.key };
  const nameless = plugged.filter(({ keyId }) => keyId === null);
  const [only] = nameless;
  if (nameless.length > 1) return { state: 'several', count: nameless.length };
  if (only !== undefined) return { state: 'key', key: only.key };
  if (plugged.length === 0) return { state: 'not-plugged-in' };
  return plugged.every(({ keyId }) => keyId === primary.id)
    ? { state: 'primary-plugged-in' }
    : { state: 'other-key', labels: plugged.map(({ label }) => label ?? '') };
}
