import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';

/** The most names that are listed; others are counted. */
const namedAtMost = 3;

/** Formats the name of a loss by what was lost. */
export function lossName(
  t: Translate,
  { keyLabels, deviceLabels, accountIds }: Pick<LossRecord, 'keyLabels' | 'deviceLabels' | 'accountIds'>,
): string {
  const labels = [...keyLabels, ...deviceLabels];
  if (labels.length === 0) {
    return accountIds.length > 0 ? t('window.loss.accounts', { count: accountIds.length }) : t('loss.other-ways-only');
  }
  const names = labels
    .slice(0, namedAtMost)
    .map((label) => displayText(label, 60))
    .join(t('list.separator'));
  const more = labels.length - namedAtMost;
  return more > 0 ? t('reminder.more-accounts', { shown: names, more }) : names;
}
