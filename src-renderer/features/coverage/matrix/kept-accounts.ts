import type { MatrixGrouping, MatrixIndex, MatrixSort } from './matrix-index.ts';

/** The accounts that are left after narrowing, in their order, and the groups they stand in. A question "what if" changes none of it. */
export interface KeptAccounts {
  readonly index: MatrixIndex;
  /** Their places in the index, in order. */
  readonly places: Int32Array;
  /** Null where nothing is grouped. */
  readonly groups: KeptGroups | null;
  /** Where a place of the index stands among `places`; -1 where it was left out. */
  positionOf(place: number): number;
}

/** Groups are neighbours among `places`; of each: where it ends, and how many of its accounts have gaps. */
export interface KeptGroups {
  readonly ends: readonly number[];
  readonly withGaps: readonly number[];
}

export interface KeptQuery {
  readonly sort: MatrixSort;
  readonly grouping: MatrixGrouping;
  /** Entries that are kept (1), each null for all. */
  readonly masks: readonly (Uint8Array | null)[];
}

/** Narrows and sorts the accounts of an index. Walks over numbers only: this happens with every letter of a search. */
export function createKeptAccounts(index: MatrixIndex, { sort, grouping, masks }: KeptQuery): KeptAccounts {
  const places = keptPlaces(index.order(sort, grouping), masks);
  const numbers = index.groups(grouping);
  let positions: Int32Array | null = null;
  return {
    index,
    places,
    groups: numbers === null ? null : groupsOf(places, numbers, index.withGaps),
    positionOf: (place) => (positions ??= positionsOf(places, index.entries.length))[place] ?? -1,
  };
}

function keptPlaces(order: Int32Array, masks: readonly (Uint8Array | null)[]): Int32Array {
  let kept = order;
  for (const mask of masks) {
    if (mask === null) continue;
    // Counted first: buffers larger than need be, with every letter, would bring on the garbage collector.
    const next = new Int32Array(countMarked(kept, mask));
    let count = 0;
    // By number: an iterator over 50,000 places costs a frame.
    for (let at = 0; at < kept.length; at++) {
      const place = kept[at] ?? 0;
      if (mask[place] === 1) next[count++] = place;
    }
    kept = next;
  }
  return kept;
}

function countMarked(places: Int32Array, mask: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < places.length; at++) count += mask[places[at] ?? 0] ?? 0;
  return count;
}

function groupsOf(places: Int32Array, numbers: Int32Array, gaps: Uint8Array): KeptGroups {
  const ends: number[] = [];
  const withGaps: number[] = [];
  let group = -1;
  let count = 0;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    const number = numbers[place] ?? 0;
    if (number !== group && at > 0) {
      ends.push(at);
      withGaps.push(count);
      count = 0;
    }
    group = number;
    count += gaps[place] ?? 0;
  }
  if (places.length > 0) {
    ends.push(places.length);
    withGaps.push(count);
  }
  return { ends, withGaps };
}

function positionsOf(places: Int32Array, size: number): Int32Array {
  const positions = new Int32Array(size).fill(-1);
  for (let at = 0; at < places.length; at++) positions[places[at] ?? 0] = at;
  return positions;
}
