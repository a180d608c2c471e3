import type { AccountAfterLoss, Fate, LossReport } from '../../../src-shared/coverage/coverage-types.ts';
import { groupOf, type MatrixEntry, type MatrixGrouping, type MatrixIndex, type MatrixSort } from './matrix-index.ts';

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

/** Lays the accounts out as rows: narrowed, sorted, grouped, and with what a loss touches lifted to the top. */
export function createRows(index: MatrixIndex, { sort, grouping, masks, loss }: RowQuery): RowModel {
  const { entries } = index;
  const kept = keptPlaces(index.order(sort, grouping), masks);
  // Row by row: a place in the index, or -1 - n for heading n.
  const codes = new Int32Array(2 * kept.length + sectionFates.length);
  const grouped = new Uint8Array(codes.length);
  const headings: Exclude<MatrixRow, AccountRow>[] = [];
  let count = 0;
  const addHeading = (heading: Exclude<MatrixRow, AccountRow>): void => {
    codes[count++] = -1 - headings.length;
    headings.push(heading);
  };
  const touched = new Map<number, AccountAfterLoss>();
  for (const after of loss?.touched ?? []) touched.set(index.placeOf.get(after.account) ?? -1, after);

  if (touched.size > 0) {
    for (const fate of inSections) {
      const places = kept.filter((place) => touched.get(place)?.fate === fate);
      if (places.length === 0) continue;
      addHeading({ type: 'section', fate, count: places.length });
      codes.set(places, count);
      count += places.length;
    }
  }
  const rest = touched.size === 0 ? kept : kept.filter((place) => !touched.has(place));
  if (loss !== null && rest.length > 0) addHeading({ type: 'section', fate: 'untouched', count: rest.length });
  addGroups(rest);

  return {
    count,
    accounts: kept.length,
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

  function addGroups(places: Int32Array): void {
    let from = 0;
    while (from < places.length) {
      const first = entries[places[from] ?? 0];
      if (first === undefined) return;
      const name = groupOf(first, grouping);
      let to = from + 1;
      let withGaps = first.account.gaps.length > 0 ? 1 : 0;
      while (grouping !== 'none' && to < places.length) {
        const next = entries[places[to] ?? 0];
        if (next === undefined || (next.service !== first.service && groupOf(next, grouping) !== name)) break;
        if (next.account.gaps.length > 0) withGaps++;
        to++;
      }
      // A heading over one row would only say the same twice.
      const headed = to - from > 1;
      if (headed) addHeading({ type: 'group', entry: first, count: to - from, withGaps });
      for (; from < to; from++) {
        grouped[count] = headed ? 1 : 0;
        codes[count++] = places[from] ?? 0;
      }
    }
  }
}

function keptPlaces(order: Int32Array, masks: readonly (Uint8Array | null)[]): Int32Array {
  const narrowing = masks.filter((mask) => mask !== null);
  return narrowing.length === 0 ? order : order.filter((place) => narrowing.every((mask) => mask[place] === 1));
}
