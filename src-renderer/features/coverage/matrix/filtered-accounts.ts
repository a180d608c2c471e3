import type { MatrixGrouping, MatrixIndex, MatrixSort } from './matrix-index.ts';

/** The accounts that are left after narrowing, in their order, and the groups they stand in. A question "what if" changes none of it. */
export interface FilteredAccounts {
  readonly index: MatrixIndex;
  /** Their places in the index, in order. */
  readonly entryIndices: Int32Array;
  /** Null where nothing is grouped. */
  readonly groups: FilteredGroups | null;
  /** Returns the position of an entry of the index among `entryIndices`; -1 where it was left out. */
  positionOf(entryIndex: number): number;
}

/** Groups are neighbours among `places`; of each: where it ends, and how many of its accounts have gaps. */
interface FilteredGroups {
  readonly ends: readonly number[];
  readonly withGaps: readonly number[];
}

export interface FilterQuery {
  readonly sort: MatrixSort;
  readonly grouping: MatrixGrouping;
  /** Entries that are kept (1), each null for all. */
  readonly masks: readonly (Uint8Array | null)[];
}

/** Narrows and sorts the accounts of an index. Walks over numbers only: this happens with every letter of a search. */
export function createFilteredAccounts(index: MatrixIndex, { sort, grouping, masks }: FilterQuery): FilteredAccounts {
  const entryIndices = filteredIndices(index.order(sort, grouping), masks);
  const numbers = index.groups(grouping);
  let positions: Int32Array | null = null;
  return {
    index,
    entryIndices,
    groups: numbers === null ? null : groupsOf(entryIndices, numbers, index.withGaps),
    positionOf: (entryIndex) => (positions ??= positionsOf(entryIndices, index.entries.length))[entryIndex] ?? -1,
  };
}

function filteredIndices(order: Int32Array, masks: readonly (Uint8Array | null)[]): Int32Array {
  let visible = order;
  for (const mask of masks) {
    if (mask === null) continue;
    // Counted first: buffers larger than need be, with every letter, would bring on the garbage collector.
    const next = new Int32Array(countMarked(visible, mask));
    let count = 0;
    // By number: an iterator over 50,000 places costs a frame.
    for (let at = 0; at < visible.length; at++) {
      const entryIndex = visible[at] ?? 0;
      if (mask[entryIndex] === 1) next[count++] = entryIndex;
    }
    visible = next;
  }
  return visible;
}

function countMarked(entryIndices: Int32Array, mask: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < entryIndices.length; at++) count += mask[entryIndices[at] ?? 0] ?? 0;
  return count;
}

function groupsOf(entryIndices: Int32Array, numbers: Int32Array, gaps: Uint8Array): FilteredGroups {
  const ends: number[] = [];
  const withGaps: number[] = [];
  let group = -1;
  let count = 0;
  for (let at = 0; at < entryIndices.length; at++) {
    const entryIndex = entryIndices[at] ?? 0;
    const number = numbers[entryIndex] ?? 0;
    if (number !== group && at > 0) {
      ends.push(at);
      withGaps.push(count);
      count = 0;
    }
    group = number;
    count += gaps[entryIndex] ?? 0;
  }
  if (entryIndices.length > 0) {
    ends.push(entryIndices.length);
    withGaps.push(count);
  }
  return { ends, withGaps };
}

function positionsOf(entryIndices: Int32Array, size: number): Int32Array {
  const positions = new Int32Array(size).fill(-1);
  for (let at = 0; at < entryIndices.length; at++) positions[entryIndices[at] ?? 0] = at;
  return positions;
}
