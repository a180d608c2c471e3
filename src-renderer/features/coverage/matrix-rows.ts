import type {
  CoverageAccount,
  CoverageReport,
  CoverageService,
  LossReport,
} from '../../../src-shared/coverage/coverage-types.ts';

/** What becomes of an account in the question "what if these keys were lost?". */
export type Fate = 'locked-out' | 'perhaps' | 'open';
export const matrixSorts = ['risk', 'service', 'account'] as const;
export type MatrixSort = (typeof matrixSorts)[number];

export type MatrixRow =
  | { readonly type: 'section'; readonly fate: Fate; readonly count: number }
  | {
      readonly type: 'account';
      readonly service: CoverageService;
      readonly account: CoverageAccount;
      /** The row above belongs to the same service: its name need not be said again. */
      readonly continued: boolean;
      /** Null while nothing is assumed lost. */
      readonly fate: Fate | null;
    };

export interface MatrixQuery {
  readonly search: string;
  readonly sort: MatrixSort;
  readonly compare: (left: string, right: string) => number;
}

interface Entry {
  readonly service: CoverageService;
  readonly account: CoverageAccount;
}

/** Lays the accounts of a report out as rows: searched, sorted, and with what would be lost lifted to the top. */
export function matrixRows(report: CoverageReport, loss: LossReport | null, query: MatrixQuery): readonly MatrixRow[] {
  const entries = sortEntries(findEntries(report, query.search), query);
  if (loss === null) return accountRows(entries, null);
  const lockedOut = idsOf(loss.lockedOut);
  const perhaps = idsOf(loss.perhapsLockedOut);
  const fateOf = ({ account }: Entry): Fate =>
    lockedOut.has(account.accountId) ? 'locked-out' : perhaps.has(account.accountId) ? 'perhaps' : 'open';
  return (['locked-out', 'perhaps', 'open'] as const).flatMap((fate) => {
    const group = entries.filter((entry) => fateOf(entry) === fate);
    if (group.length === 0) return [];
    return [{ type: 'section' as const, fate, count: group.length }, ...accountRows(group, fate)];
  });
}

function accountRows(entries: readonly Entry[], fate: Fate | null): readonly MatrixRow[] {
  return entries.map(({ service, account }, index) => ({
    type: 'account',
    service,
    account,
    continued: entries[index - 1]?.service === service,
    fate,
  }));
}

function findEntries(report: CoverageReport, search: string): readonly Entry[] {
  const words = normalise(search).split(/\s+/).filter(Boolean);
  return report.services.flatMap((service) =>
    service.accounts.flatMap((account) => {
      if (words.length === 0) return [{ service, account }];
      const text = searchText(service, account);
      return words.every((word) => text.includes(word)) ? [{ service, account }] : [];
    }),
  );
}

/** The words of 5,000 accounts need not be made anew for every letter typed. */
const searchTexts = new WeakMap<CoverageAccount, string>();

function searchText(service: CoverageService, account: CoverageAccount): string {
  let text = searchTexts.get(account);
  if (text === undefined) {
    const words = [service.name, service.nameJa, account.rpId, account.userName, account.userDisplayName];
    searchTexts.set(account, (text = normalise(words.join(' '))));
  }
  return text;
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function sortEntries(entries: readonly Entry[], { sort, compare }: MatrixQuery): readonly Entry[] {
  if (sort === 'risk') return entries;
  const byService = (left: Entry, right: Entry) => compare(left.service.name, right.service.name);
  const byAccount = (left: Entry, right: Entry) => compare(left.account.userName ?? '', right.account.userName ?? '');
  const [first, second] = sort === 'service' ? [byService, byAccount] : [byAccount, byService];
  return entries.toSorted((left, right) => first(left, right) || second(left, right));
}

function idsOf(accounts: readonly CoverageAccount[]): ReadonlySet<string> {
  return new Set(accounts.map((account) => account.accountId));
}
