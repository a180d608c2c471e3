/** Removes from a map or a set what stands under other keys than `kept`. */
export function keepOnly<Key>(
  known: { keys(): Iterable<Key>; delete(key: Key): boolean },
  kept: ReadonlySet<Key>,
): void {
  for (const key of [...known.keys()]) if (!kept.has(key)) known.delete(key);
}
