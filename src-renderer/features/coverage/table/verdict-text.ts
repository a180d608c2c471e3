import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { verdictMessage } from '../../../../src-shared/i18n/coverage-message.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import type { Translation } from '../../../use-translation.tsx';
import type { OtherWayText } from './other-ways.tsx';

/**
 * Formats the verdict of an account in the few words of a row: what it hangs on and since when that was not looked at, or what keeps it open
 * whatever is lost.
 */
export function verdictText(
  { t, ago }: Pick<Translation, 't' | 'ago'>,
  account: CoverageAccount,
  ways: readonly OtherWayText[],
): string {
  const verdict = displayText(verdictMessage(t, account), 200);
  if (riskOf(account) === 'one-key') {
    const only = account.cells.find(({ keyId }) => keyId === account.onlyKeyId);
    return only?.stale === true && only.asOf !== null
      ? t('coverage.verdict.old', { verdict, ago: ago(only.asOf) })
      : verdict;
  }
  if (account.verdict !== 'survives') return verdict;
  const keys = account.cells.filter((cell) => isRecorded(cell) && cell.strength !== 'none').length;
  const helping = ways.filter(({ critical }) => !critical).map(({ word }) => word);
  return [...(keys > 0 ? [t('coverage.verdict.keys', { count: keys })] : []), ...helping].join(t('list.separator'));
}
