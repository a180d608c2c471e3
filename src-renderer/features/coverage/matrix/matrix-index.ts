import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageAccount, CoverageService } from '../../../../src-shared/coverage/coverage-account.ts';

export const matrixSorts = ['risk', 'name'] as const;
export type MatrixSort = (typeof matrixSorts)[number];
export const matrixGroupings = ['service', 'domain', 'none'] as const;
export type MatrixGrouping = (typeof matrixGroupings)[number];

/** One account with its service; its place in `MatrixIndex.entries` names it everywhere in the matrix. */
export interface MatrixEntry {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
}

/** The accounts of one report, prepared once: what search, filters and what-if do per key press only walks over numbers. */
export interface MatrixIndex {
  readonly report: CoverageReport;
  /** In the order of the report: by risk. */
  readonly entries: readonly MatrixEntry[];
  readonly entryIndexOf: ReadonlyMap<CoverageAccount, number>;
  /** 1 where something needs to be done, by place. */
  readonly withGaps: Uint8Array;
  /** Returns the indices of the entries in this order; computed when first asked for, then kept. */
  order(sort: MatrixSort, grouping: MatrixGrouping): Int32Array;
  /** Returns the number of the group of each entry; null where nothing is grouped. */
  groups(grouping: MatrixGrouping): Int32Array | null;
}

const severityOrder = ['critical', 'warning', 'notice', undefined] as const;
const importanceOrder = ['high', 'normal', 'low'] as const;

/** Prepares a report for the matrix. `compare` sorts names as people of the window's language do. */
export function createMatrixIndex(
  report: CoverageReport,
  compare: (left: string, right: string) => number,
): MatrixIndex {
  const entries = report.services.flatMap((service) => service.accounts.map((account) => ({ service, account })));
  const orders = new Map<string, Int32Array>();
  const groupings = new Map<MatrixGrouping, Int32Array>();
  const compareNames = quickCompare(compare);
  return {
    report,
    entries,
    entryIndexOf: new Map(entries.map(({ account }, entryIndex) => [account, entryIndex])),
    withGaps: Uint8Array.from(entries, ({ account }) => (account.gaps.length > 0 ? 1 : 0)),
    groups: (grouping) => {
      if (grouping === 'none') return null;
      let groups = groupings.get(grouping);
      if (groups === undefined) groupings.set(grouping, (groups = numberGroups(entries, grouping)));
      return groups;
    },
    order: (sort, grouping) => {
      const name = `${sort} ${grouping}`;
      let order = orders.get(name);
      if (order === undefined) orders.set(name, (order = makeOrder(entries, sort, grouping, compareNames)));
      return order;
    },
  };
}

function numberGroups(entries: readonly MatrixEntry[], grouping: MatrixGrouping): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(entries, (entry) => {
    const name = groupOf(entry, grouping);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** Returns the name of the group of an entry; entries of one group stand together. */
function groupOf({ service }: MatrixEntry, grouping: MatrixGrouping): string {
  return grouping === 'domain' ? (service.domain ?? service.serviceId) : service.serviceId;
}

function makeOrder(
  entries: readonly MatrixEntry[],
  sort: MatrixSort,
  grouping: MatrixGrouping,
  compare: (left: string, right: string) => number,
): Int32Array {
  const entryIndices = entries.map((_, entryIndex) => entryIndex);
  const byUser = (left: number, right: number): number => compare(userOf(entries[left]), userOf(entries[right]));
  const byService = (left: number, right: number): number =>
    compare(entries[left]?.service.name ?? '', entries[right]?.service.name ?? '');
  if (grouping === 'none') {
    const byRisk = (left: number, right: number): number => riskOf(entries[left]) - riskOf(entries[right]);
    return Int32Array.from(
      entryIndices.sort((left, right) =>
        sort === 'risk' ? byRisk(left, right) : byUser(left, right) || byService(left, right),
      ),
    );
  }
  if (sort === 'risk' && grouping === 'service') return Int32Array.from(entryIndices);
  const groups = new Map<string, number[]>();
  for (const [entryIndex, entry] of entries.entries()) {
    const name = groupOf(entry, grouping);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entryIndex]);
    else group.push(entryIndex);
  }
  const inOrder = [...groups.values()];
  if (sort === 'name') {
    for (const group of inOrder) group.sort((left, right) => byService(left, right) || byUser(left, right));
    const nameOf = ([first = 0]: readonly number[]): string => {
      const entry = entries[first];
      return entry === undefined ? '' : grouping === 'domain' ? groupOf(entry, grouping) : entry.service.name;
    };
    inOrder.sort((left, right) => compare(nameOf(left), nameOf(right)));
  }
  return Int32Array.from(inOrder.flat());
}

function userOf(entry: MatrixEntry | undefined): string {
  return entry?.account.userName ?? '';
}

function riskOf(entry: MatrixEntry | undefined): number {
  if (entry === undefined) return 99;
  const { gaps, importance } = entry.account;
  return severityOrder.indexOf(gaps[0]?.severity) * 3 + importanceOrder.indexOf(importance);
}

// Fifty thousand names by the collator take half a second; most differ early, in letters and digits that need none.
function quickCompare(compare: (left: string, right: string) => number): (left: string, right: string) => number {
  return (left, right) => {
    const length = Math.min(left.length, right.length);
    for (let at = 0; at < length; at++) {
      const first = left.charCodeAt(at);
      const second = right.charCodeAt(at);
      if (first === second) continue;
      return isSmallLetter(first) && isSmallLetter(second) && isPlain(left) && isPlain(right)
        ? first - second
        : compare(left, right);
    }
    return left.length - right.length;
  };
}

function isSmallLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

// Nothing before the difference or after it can weigh more than that difference: no accents, no capitals.
function isPlain(text: string): boolean {
  return plain.test(text);
}

const plain = /^[a-z0-9@.-]*$/;
