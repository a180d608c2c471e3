/**
 * Makes a memory of records. It gives for records that have not changed the objects of the last time, even where all were sent anew,
 * `fields` are what records are compared by. What comes in the order of the last time costs least. An id that comes twice may be
 * given twice.
 */
export function createRecordKeeper<Item extends { readonly id: string }>(
  fields: readonly (keyof Item)[],
): (items: readonly Item[]) => readonly Item[] {
  let kept: readonly Item[] = [];
  const same = (before: Item | undefined, item: Item): Item => {
    if (before === undefined || before === item) return item;
    for (const field of fields) if (before[field] !== item[field]) return item;
    return before;
  };
  return (items) => {
    if (kept.length === 0) kept = items;
    else kept = inOrder(kept, items, same) ?? inAnyOrder(kept, items, same);
    return kept;
  };
}

type Same<Item> = (before: Item | undefined, item: Item) => Item;

/** For records in the order of the last time, some left out and some added; null where the order is another, or an id comes twice. */
function inOrder<Item extends { readonly id: string }>(
  kept: readonly Item[],
  items: readonly Item[],
  same: Same<Item>,
): readonly Item[] | null {
  const result: Item[] = [];
  let places: Map<string, number> | null = null;
  let next = 0;
  for (const item of items) {
    if (kept[next]?.id !== item.id) {
      places ??= new Map(kept.map(({ id }, place) => [id, place]));
      const place = places.get(item.id);
      if (place === undefined) {
        // A second one with this id must not pass for new.
        places.set(item.id, -1);
        result.push(item);
        continue;
      }
      if (place < next) return null;
      next = place;
    }
    result.push(same(kept[next], item));
    next++;
  }
  return result;
}

function inAnyOrder<Item extends { readonly id: string }>(
  kept: readonly Item[],
  items: readonly Item[],
  same: Same<Item>,
): readonly Item[] {
  const before = new Map(kept.map((item) => [item.id, item]));
  const now = new Map<string, Item>();
  for (const item of items) now.set(item.id, same(before.get(item.id), item));
  return [...now.values()];
}
