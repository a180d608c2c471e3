import type { AccountAfterLoss, Fate, LossReport } from '../../../../src-shared/coverage/coverage-types.ts';
import type { MatrixEntry, MatrixGrouping, MatrixIndex, MatrixSort } from './matrix-index.ts';

/** What a loss means for a section of rows; `untouched`: nothing changes. */
export const sectionFates = ['locked-out', 'perhaps', 'helpdesk', 'open', 'untouched'] as const;
export type SectionFate = (typeof sectionFates)[number];

export type MatrixRow =
  | { readonly type: 'section'; readonly fate: SectionFate; readonly count: number }
  | {
      readonly type: 'group';
      /** The first account of the group: it names service or domain. */
      readonly entry: MatrixEntry;
      readonly count: number;
      readonly withGaps: number;
    }
  | {
      readonly type: 'account';
      readonly entry: MatrixEntry;
      readonly place: number;
      /** A heading above says service or domain. */
      readonly grouped: boolean;
      /** What a loss means for it; null where nothing is assumed lost or nothing changes. */
      readonly after: AccountAfterLoss | null;
    };
export type AccountRow = MatrixRow & { readonly type: 'account' };

/** The rows of the matrix by number; nothing is copied for a row that nobody looks at. */
export interface RowModel {
  readonly count: number;
  /** Number of rows that are accounts. */
  readonly accounts: number;
  /** The rows that are headings, from the top. */
  readonly headingRows: readonly number[];
  at(row: number): MatrixRow | undefined;
  /** The place of the account of a row in the index, or -1 for a heading. */
  placeAt(row: number): number;
}

export interface RowQuery {
  readonly sort: MatrixSort;
  readonly grouping: MatrixGrouping;
  /** Entries that are kept (1), each null for all. */
  readonly masks: readonly (Uint8Array | null)[];
  readonly loss: LossReport | null;
}

const inSections = ['locked-out', 'perhaps', 'helpdesk', 'open'] as const satisfies readonly Fate[];

/**
 * Lays the accounts out as rows: narrowed, sorted, grouped, and with what a loss touches lifted to the top. Walks over numbers only; a
 * row is made when it is asked for.
 */
export function createRows(index: MatrixIndex, { sort, grouping, masks, loss }: RowQuery): RowModel {
  const { entries } = index;
  const kept = keptPlaces(index.order(sort, grouping), masks);
  const touched = new Map<number, AccountAfterLoss>();
  for (const after of loss?.touched ?? []) touched.set(index.placeOf.get(after.account) ?? -1, after);
  const { sections, rest } = split(kept, touched, entries.length);

  // Row by row: a place in the index, or -1 - n for heading n.
  const codes = new Int32Array(2 * kept.length + sectionFates.length);
  const grouped = new Uint8Array(codes.length);
  const headings: Heading[] = [];
  const headingRows: number[] = [];
  let count = 0;
  const addHeading = (heading: Heading): void => {
    headingRows.push(count);
    codes[count++] = -1 - headings.length;
    headings.push(heading);
  };
  for (const [fate, places] of sections) {
    addHeading({ type: 'section', fate, count: places.length });
    codes.set(places, count);
    count += places.length;
  }
  if (loss !== null && rest.length > 0) addHeading({ type: 'section', fate: 'untouched', count: rest.length });
  const groups = index.groups(grouping);
  if (groups === null) {
    codes.set(rest, count);
    count += rest.length;
  } else addGroups(groups);

  return {
    count,
    accounts: kept.length,
    headingRows,
    placeAt: (row) => Math.max(-1, row < count ? (codes[row] ?? -1) : -1),
    at: (row) => {
      const code = row >= 0 && row < count ? codes[row] : undefined;
      if (code === undefined) return undefined;
      if (code < 0) return headings[-1 - code];
      const entry = entries[code];
      if (entry === undefined) return undefined;
      const after = touched.get(code) ?? null;
      return { type: 'account', entry, place: code, grouped: grouped[row] === 1, after };
    },
  };

  function addGroups(numbers: Int32Array): void {
    let from = 0;
    while (from < rest.length) {
      const first = rest[from] ?? 0;
      const group = numbers[first];
      let to = from;
      let withGaps = 0;
      for (let place = first; to < rest.length && numbers[place] === group; place = rest[++to] ?? 0) {
        withGaps += index.withGaps[place] ?? 0;
      }
      // A heading over one row would only say the same twice.
      const entry = entries[first];
      const headed = to - from > 1 && entry !== undefined;
      if (headed) addHeading({ type: 'group', entry, count: to - from, withGaps });
      for (; from < to; from++) {
        if (headed) grouped[count] = 1;
        codes[count++] = rest[from] ?? 0;
      }
    }
  }
}

type Heading = Exclude<MatrixRow, AccountRow>;

function keptPlaces(order: Int32Array, masks: readonly (Uint8Array | null)[]): Int32Array {
  let kept = order;
  for (const mask of masks) {
    if (mask === null) continue;
    const next = new Int32Array(kept.length);
    let count = 0;
    // By number: an iterator over 50,000 places costs a frame.
    for (let at = 0; at < kept.length; at++) {
      const place = kept[at] ?? 0;
      if (mask[place] === 1) next[count++] = place;
    }
    kept = next.subarray(0, count);
  }
  return kept;
}

/** Parts what a loss touches, by its fate, from the rest. */
function split(
  kept: Int32Array,
  touched: ReadonlyMap<number, AccountAfterLoss>,
  size: number,
): { readonly sections: readonly (readonly [Fate, readonly number[]])[]; readonly rest: Int32Array } {
  if (touched.size === 0) return { sections: [], rest: kept };
  const isTouched = new Uint8Array(size);
  for (const place of touched.keys()) isTouched[place] = 1;
  const byFate = new Map<Fate, number[]>();
  const rest = new Int32Array(kept.length);
  let count = 0;
  for (let at = 0; at < kept.length; at++) {
    const place = kept[at] ?? 0;
    const fate = isTouched[place] === 1 ? touched.get(place)?.fate : undefined;
    if (fate === undefined) {
      rest[count++] = place;
      continue;
    }
    const places = byFate.get(fate);
    if (places === undefined) byFate.set(fate, [place]);
    else places.push(place);
  }
  const sections = inSections.flatMap((fate) => {
    const places = byFate.get(fate);
    return places === undefined ? [] : [[fate, places] as const];
  });
  return { sections, rest: rest.subarray(0, count) };
}
