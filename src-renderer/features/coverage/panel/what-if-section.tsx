import type { AccountAfterLoss } from '../../../../src-shared/coverage/loss-report.ts';
import { otherWayName } from '../../../../src-shared/i18n/recovery-message.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './account-panel.module.css';

/** Renders what would become of an account after the loss that is asked about: which accounts close it, and which to open first. */
export function WhatIfSection({
  after,
  nameOf,
}: {
  readonly after: AccountAfterLoss;
  readonly nameOf: (accountId: string) => string;
}) {
  const { t } = useTranslation();
  return (
    <ul className={styles['lines']} aria-label={t('details.what-if')}>
      {whatIfLines(t, after, nameOf).map((line) => (
        <li key={line}>
          <bdi>{displayText(line, 400)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function whatIfLines(t: Translate, after: AccountAfterLoss, nameOf: (accountId: string) => string): readonly string[] {
  const { account, lossImpact, isLost, lostThrough, openFirst } = after;
  const list = (accountIds: readonly string[]): string => accountIds.map(nameOf).join(t('list.separator'));
  return [
    isLost ? t('chain.lost-account', { account: nameOf(account.accountId) }) : t(`matrix.fate-word.${lossImpact}`),
    ...lostThrough.map(({ wayId, accountIds }) => {
      const way = account.otherWaysIn.find(({ id }) => id === wayId);
      return t('loss.step.lost-through', {
        way: way === undefined ? wayId : otherWayName(t, way),
        accounts: list(accountIds),
        count: accountIds.length,
      });
    }),
    ...(openFirst.length === 0
      ? []
      : [t('loss.step.open-first', { accounts: list(openFirst), count: openFirst.length })]),
  ];
}
