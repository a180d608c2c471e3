import type { CoverageAccount, CoverageReport, Gap, LossReport } from '../coverage/coverage-types.ts';
import type { Translate } from './translator.ts';

/** Says the whole report in one or a few plain sentences. */
export function headline(t: Translate, { totals }: Pick<CoverageReport, 'totals'>): string {
  const { accounts, lostWithOneKey: lost, notKnown, noWayIn, onePlace } = totals;
  if (accounts === 0) return t('headline.nothing');
  const sentences: string[] = [];
  if (lost > 0) sentences.push(t('headline.lost', { lost, accounts }));
  if (noWayIn > 0) sentences.push(t('headline.no-way-in', { noWayIn }));
  if (notKnown > 0) {
    sentences.push(
      sentences.length > 0
        ? t('headline.not-known', { notKnown })
        : t('headline.only-not-known', { notKnown, accounts }),
    );
  }
  if (sentences.length === 0) sentences.push(t('headline.all-survive', { accounts }));
  if (onePlace > 0) sentences.push(t('headline.one-place', { onePlace }));
  return joined(t, sentences);
}

/** Says what would happen if the lost keys of the report were lost; `labels` are their names. */
export function lossHeadline(t: Translate, loss: LossReport, labels: readonly string[]): string {
  const lockedOut = loss.lockedOut.length;
  const perhaps = loss.perhapsLockedOut.length;
  const accounts = lockedOut + perhaps + loss.stillOpen.length;
  if (accounts === 0) return t('headline.nothing');
  const keys = labels.join(t('list.separator'));
  if (lockedOut > 0) {
    const first = t('headline.loss.locked-out', { keys, lockedOut, accounts });
    return perhaps > 0 ? joined(t, [first, t('headline.loss.perhaps', { perhaps })]) : first;
  }
  return perhaps > 0
    ? t('headline.loss.only-perhaps', { keys, perhaps, accounts })
    : t('headline.loss.none', { keys, accounts });
}

/** Says a verdict in a few words, for the end of a row. */
export function verdictMessage(t: Translate, account: Pick<CoverageAccount, 'verdict' | 'otherWaysIn'>): string {
  if (account.verdict === 'one-key-service' && account.otherWaysIn.length > 0) {
    const kinds = [...new Set(account.otherWaysIn.map((way) => t(`way.${way.kind}`)))];
    return t('verdict.one-key-service.other-way', { ways: kinds.join(t('list.separator')) });
  }
  return t(`verdict.${account.verdict}`);
}

export interface GapMessage {
  /** What is missing, one sentence. */
  readonly text: string;
  /** What the person can do about it. */
  readonly next: string;
}

/** Says a gap in words, with the next step. */
export function gapMessage(t: Translate, gap: Gap): GapMessage {
  if (gap.kind === 'not-known' && gap.details['ssh'] === 1) {
    return { text: t('gap.not-known.ssh'), next: t('gap.not-known.ssh.next') };
  }
  return { text: t(`gap.${gap.kind}`, gap.details), next: t(`gap.${gap.kind}.next`, gap.details) };
}

function joined(t: Translate, sentences: readonly string[]): string {
  return sentences.reduce((first, second) => t('headline.joined', { first, second }));
}
