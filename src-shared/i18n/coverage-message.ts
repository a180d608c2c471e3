import { assumedKind } from '../domain/assumed-kind.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { LossReport } from '../coverage/loss-report.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { Gap } from '../coverage/gap.ts';
import type { DoubtKind } from '../coverage/verdict.ts';
import { formatRecorded, type Translate } from './translator.ts';

/** Formats the whole report in one or a few plain sentences. What has no way in now comes before what might be lost. */
export function headline(t: Translate, report: Pick<CoverageReport, 'totals'> & Partial<ReadKeys>): string {
  const { totals } = report;
  const { accounts, lostWithOneKey: lost, notKnown, noWayIn, onePlace, helpdeskOnly } = totals;
  const readSoFar = readKeysMessage(t, report);
  if (accounts === 0) return joined(t, [t('headline.nothing'), ...readSoFar]);
  const sentences: string[] = [];
  if (noWayIn > 0) sentences.push(t('headline.no-way-in', { noWayIn, accounts }));
  if (lost > 0) sentences.push(t('headline.lost', { lost, accounts }));
  if (helpdeskOnly > 0) sentences.push(t('headline.helpdesk-only', { helpdeskOnly }));
  if (notKnown > 0) {
    sentences.push(
      sentences.length > 0
        ? t('headline.not-known', { notKnown })
        : t('headline.only-not-known', { notKnown, accounts }),
    );
  }
  if (sentences.length === 0) sentences.push(t('headline.all-survive', { accounts }));
  if (onePlace > 0) sentences.push(t('headline.one-place', { onePlace }));
  return joined(t, [...sentences, ...readSoFar]);
}

type ReadKeys = Pick<CoverageReport, 'keys' | 'unreadKeys'>;

/** Describes how many of the keys in use were read, where some never were. */
function readKeysMessage(t: Translate, { keys = [], unreadKeys = [] }: Partial<ReadKeys>): readonly string[] {
  const inUse = keys.filter(({ outOfUse }) => !outOfUse);
  const read = inUse.filter(({ lastRead }) => lastRead !== null).length;
  const all = inUse.length + unreadKeys.length;
  return read === 0 || read === all ? [] : [t('headline.read-so-far', { read, keys: all })];
}

/** Describes what would happen if the lost keys and ways of a report were lost; `labels` are their names. */
export function lossHeadline(
  t: Translate,
  { totals }: Pick<CoverageReport, 'totals'>,
  loss: Pick<LossReport, 'counts'>,
  labels: readonly string[],
): string {
  const { accounts } = totals;
  const { 'locked-out': lockedOut, perhaps, helpdesk } = loss.counts;
  if (accounts === 0) return t('headline.nothing');
  const keys = labels.join(t('list.separator'));
  const sentences: string[] = [];
  if (lockedOut > 0) sentences.push(t('headline.loss.locked-out', { keys, lockedOut, accounts }));
  if (perhaps > 0 && lockedOut > 0) sentences.push(t('headline.loss.perhaps', { perhaps }));
  else if (perhaps > 0) sentences.push(t('headline.loss.only-perhaps', { keys, perhaps, accounts }));
  // Accounts that nothing opens today already do not open without these keys either: "all would open" would be wrong.
  else if (lockedOut === 0 && helpdesk === 0) {
    const open = accounts - totals.noWayIn;
    sentences.push(
      totals.noWayIn > 0 ? t('headline.loss.no-change', { keys, open }) : t('headline.loss.none', { keys, accounts }),
    );
  }
  if (helpdesk > 0) sentences.push(t('headline.loss.helpdesk', { keys, helpdesk }));
  return joined(t, sentences);
}

/** Formats a verdict in a few words, for the end of a row. */
export function verdictMessage(
  t: Translate,
  account: Pick<CoverageAccount, 'verdict' | 'otherWaysIn' | 'gaps'>,
): string {
  const { verdict } = account;
  if (verdict === 'only-this-key' || verdict === 'one-ring') return hangingVerdict(t, verdict, account.gaps);
  // That the service takes one key only matters less than that all ways hang on one, through another account.
  if (verdict === 'one-key-service' && account.gaps.some(hangsThrough))
    return hangingVerdict(t, 'only-this-key', account.gaps);
  if (verdict === 'not-known') return unknownVerdict(t, account.gaps);
  if (account.verdict === 'one-key-service' && account.otherWaysIn.length > 0) {
    const known = account.otherWaysIn.filter((way) => assumedKind(way) !== 'other');
    if (known.length === 0) return t('verdict.one-key-service.another');
    const kinds = [...new Set(known.map((way) => t(`way.${assumedKind(way)}`)))];
    return t('verdict.one-key-service.other-way', { ways: kinds.join(t('list.separator')) });
  }
  return t(`verdict.${verdict}`);
}

function hangsThrough({ kind, details }: Gap): boolean {
  return kind === 'only-one-key' && (details['through'] ?? '') !== '';
}

/** Formats what the account hangs on, by name. */
function hangingVerdict(t: Translate, verdict: 'only-this-key' | 'one-ring', gaps: readonly Gap[]): string {
  const gap = gaps.find(({ kind }) => kind === (verdict === 'one-ring' ? 'one-ring' : 'only-one-key'));
  const details = { key: '–', ring: '–', ...detailsIn(t, gap?.details ?? {}) };
  const isThrough = (gap?.details['through'] ?? '') !== '';
  return formatRecorded(t, isThrough ? `verdict.${verdict}.through` : `verdict.${verdict}`, details);
}

/** Formats what would make it known, where reading a key does. */
function unknownVerdict(t: Translate, gaps: readonly Gap[]): string {
  const details = gaps.find(({ kind }) => kind === 'not-known')?.details ?? {};
  return details['toRead'] === 1 ? formatRecorded(t, 'verdict.not-known.until', details) : t('verdict.not-known');
}

export interface GapMessage {
  /** The gap, one sentence. */
  readonly text: string;
  /** The next step of the person. */
  readonly next: string;
}

/** Formats a gap in words, with the next step. */
export function gapMessage(t: Translate, gap: Gap): GapMessage {
  const details = detailsIn(t, gap.details);
  const special = specialGap(gap);
  const key = special ?? (`gap.${gap.kind}` as const);
  return { text: formatRecorded(t, key, details), next: formatRecorded(t, `${key}.next`, details) };
}

/** Chooses names in the language of the translator: a detail "names" may have its Japanese form in "namesJa". */
function detailsIn(t: Translate, details: Gap['details']): Gap['details'] {
  if (t('language.tag') !== 'ja') return details;
  const japanese = Object.entries(details)
    .filter(([name]) => name.endsWith('Ja'))
    .map(([name, value]) => [name.slice(0, -2), value] as const);
  return { ...details, ...Object.fromEntries<string | number>(japanese) };
}

const throughGaps = {
  'only-one-key': 'gap.only-one-key.through',
  'one-ring': 'gap.one-ring.through',
  'one-other-way': 'gap.one-other-way.through',
} as const;

function specialGap({ kind, details }: Gap) {
  const isThrough = (details['through'] ?? '') !== '';
  if (isThrough && (kind === 'only-one-key' || kind === 'one-ring' || kind === 'one-other-way'))
    return throughGaps[kind];
  if (kind === 'circular' && details['held'] === 1) return 'gap.circular.held';
  if (kind === 'only-one-key' && details['local'] === 1) return 'gap.only-one-key.local';
  if (kind === 'not-known' && details['ssh'] === 1) return 'gap.not-known.ssh';
  if (kind === 'not-known' && details['blocked'] === 1) return 'gap.not-known.blocked';
  if (kind === 'not-known' && details['toRead'] === 1) return 'gap.unread';
  if (kind === 'weak-spare' && details['reason'] === 'hello') return 'gap.weak-spare.hello';
  return null;
}

/** Describes why less is sure about an account than its verdict says. */
export function doubtMessage(t: Translate, doubt: DoubtKind): string {
  return t(`doubt.${doubt}`);
}

function joined(t: Translate, sentences: readonly string[]): string {
  return sentences.reduce((first, second) => t('headline.joined', { first, second }));
}
