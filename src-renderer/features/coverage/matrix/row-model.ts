import type { AccountAfterLoss, LossImpact, LossReport } from '../../../../src-shared/coverage/loss-report.ts';
import type { FilteredAccounts } from './filtered-accounts.ts';
import type { MatrixEntry } from './matrix-index.ts';

/** The impact of a loss on a section of rows; `untouched`: nothing changes. */
const sectionImpacts = ['locked-out', 'perhaps', 'helpdesk', 'open', 'untouched'] as const;
type SectionImpact = (typeof sectionImpacts)[number];

export type MatrixRow =
  | { readonly type: 'section'; readonly lossImpact: SectionImpact; readonly count: number }
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
      readonly entryIndex: number;
      /** A heading above says service or domain. */
      readonly grouped: boolean;
      /** The impact of a loss on it; null where nothing is assumed lost or nothing changes. */
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
  /** Returns the index of the account of a row in the index, or -1 for a heading. */
  entryIndexAt(row: number): number;
}

type Heading = Exclude<MatrixRow, AccountRow>;

/** Accounts that stand in the rows as they stand in `places`, from one position on. */
interface Run {
  readonly type: 'run';
  readonly entryIndices: ArrayLike<number>;
  readonly from: number;
  readonly grouped: boolean;
}

const inSections = ['locked-out', 'perhaps', 'helpdesk', 'open'] as const satisfies readonly LossImpact[];

/**
 * Arranges accounts in rows: under the headings of their groups, and with what a loss touches lifted to the top. The cost grows with the
 * groups and with what the loss touches, not with the accounts: a press must not walk over 50,000 of them.
 */
export function createRows(visible: FilteredAccounts, loss: LossReport | null): RowModel {
  const { index, entryIndices } = visible;
  const touchedAccounts = touchedAccountsOf(visible, loss);
  const { starts, blocks, headingRows, count } = layOut(visible, loss, touchedAccounts);

  const blockAt = (row: number): { readonly block: Heading | Run | undefined; readonly within: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return { block: row >= 0 && row < count ? blocks[low] : undefined, within: row - (starts[low] ?? 0) };
  };
  return {
    count,
    accounts: entryIndices.length,
    headingRows,
    entryIndexAt: (row) => {
      const { block, within } = blockAt(row);
      return block?.type === 'run' ? (block.entryIndices[block.from + within] ?? -1) : -1;
    },
    at: (row) => {
      const { block, within } = blockAt(row);
      if (block?.type !== 'run') return block;
      const entryIndex = block.entryIndices[block.from + within] ?? -1;
      const entry = index.entries[entryIndex];
      if (entry === undefined) return undefined;
      return {
        type: 'account',
        entry,
        entryIndex,
        grouped: block.grouped,
        after: touchedAccounts.after.get(entryIndex) ?? null,
      };
    },
  };
}

interface TouchedAccounts {
  /** By the place of the account. */
  readonly after: ReadonlyMap<number, AccountAfterLoss>;
  /** Their positions among the filtered accounts, in that order. */
  readonly positions: Int32Array;
}

/** Finds what a loss touches among the accounts that are kept. */
function touchedAccountsOf(visible: FilteredAccounts, loss: LossReport | null): TouchedAccounts {
  const after = new Map<number, AccountAfterLoss>();
  const positions: number[] = [];
  for (const touched of loss?.touched ?? []) {
    const entryIndex = visible.index.entryIndexOf.get(touched.account) ?? -1;
    const position = visible.positionOf(entryIndex);
    if (position < 0) continue;
    after.set(entryIndex, touched);
    positions.push(position);
  }
  return { after, positions: Int32Array.from(positions).sort() };
}

function layOut(
  { index, entryIndices, groups }: FilteredAccounts,
  loss: LossReport | null,
  { after, positions }: TouchedAccounts,
) {
  const starts: number[] = [];
  const blocks: (Heading | Run)[] = [];
  const headingRows: number[] = [];
  let count = 0;
  const addHeading = (heading: Heading): void => {
    headingRows.push(count);
    starts.push(count++);
    blocks.push(heading);
  };
  const addRun = (run: Omit<Run, 'type'>, to: number): void => {
    if (to <= run.from) return;
    starts.push(count);
    blocks.push({ type: 'run', ...run });
    count += to - run.from;
  };

  const byLossImpact = Map.groupBy(positions, (position) => after.get(entryIndices[position] ?? -1)?.lossImpact);
  for (const lossImpact of inSections) {
    const section = byLossImpact.get(lossImpact)?.map((position) => entryIndices[position] ?? 0);
    if (section === undefined) continue;
    addHeading({ type: 'section', lossImpact, count: section.length });
    addRun({ entryIndices: section, from: 0, grouped: false }, section.length);
  }
  const rest = entryIndices.length - positions.length;
  if (loss !== null && rest > 0) addHeading({ type: 'section', lossImpact: 'untouched', count: rest });

  let next = 0;
  let start = 0;
  for (const [group, end] of (groups?.ends ?? [entryIndices.length]).entries()) {
    const firstLifted = next;
    let withGaps = groups?.withGaps[group] ?? 0;
    let first = start;
    for (let position = positions[next]; position !== undefined && position < end; position = positions[++next]) {
      if (position === first) first++;
      withGaps -= index.withGaps[entryIndices[position] ?? 0] ?? 0;
    }
    const left = end - start - (next - firstLifted);
    const entry = index.entries[entryIndices[first] ?? 0];
    // A heading over one row would only say the same twice.
    const grouped = groups !== null && left > 1 && entry !== undefined;
    if (grouped) addHeading({ type: 'group', entry, count: left, withGaps });
    for (let at = firstLifted; at < next; at++) {
      addRun({ entryIndices, from: start, grouped }, positions[at] ?? start);
      start = (positions[at] ?? start) + 1;
    }
    addRun({ entryIndices, from: start, grouped }, end);
    start = end;
  }
  return { starts, blocks, headingRows, count };
}
