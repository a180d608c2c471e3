/**
 * Creates a memory of records, all of which have the same fields. It gives for records that have not changed the objects of the last
 * time, even where all were sent again. What comes in the order of the last time costs least. An id that comes twice may be given twice.
 */
export function createRecordKeeper<Item extends { readonly id: string }>(): (
  items: readonly Item[],
) => readonly Item[] {
  let kept: readonly Item[] = [];
  const same = (before: Item | undefined, item: Item): Item => {
    if (before === undefined || before === item) return item;
    for (const field in item) if (before[field] !== item[field]) return item;
    return before;
  };
  return (items) => {
    const before = kept;
    if (before.length === 0) return (kept = items);
    let places: ReadonlyMap<string, number> | null = null;
    let next = 0;
    kept = items.map((item) => {
      if (before[next]?.id !== item.id) {
        places ??= new Map(before.map(({ id }, place) => [id, place]));
        const place = places.get(item.id);
        if (place === undefined) return item;
        next = place;
      }
      return same(before[next++], item);
    });
    return kept;
  };
}
