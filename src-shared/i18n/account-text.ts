import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { Locale } from '../domain/settings.ts';
import { computedOnce } from '../lib/computed-once.ts';
import { shortServiceName } from '../lib/short-service-name.ts';
import type { Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

type AccountNames = Pick<
  CoverageAccount,
  'userName' | 'userDisplayName' | 'computer' | 'exceptComputers' | 'distinguishedBy'
>;

/** Returns the user name of an account, with the computer that it signs in to, and what tells it apart where others look the same. */
export function userText(t: Translate, account: AccountNames): string {
  const { userName, userDisplayName, computer, exceptComputers, distinguishedBy: sign } = account;
  const name = userName ?? userDisplayName ?? t('account.unnamed');
  const user = sign === null ? name : t('account.distinguished', { user: name, sign });
  if (computer !== null) return t('account.on-computer', { user, computer });
  return exceptComputers.length > 0 ? t('account.other-computers', { user }) : user;
}

const indexOf = computedOnce(
  (services: CoverageReport['services']) =>
    new Map(
      services.flatMap((service) => service.accounts.map((account) => [account.accountId, { service, account }])),
    ),
);

/**
 * Returns how accounts of a report are named within a sentence: by their service, with the user where the service has several. A name is made
 * when it is asked for.
 */
export function accountNames(
  t: Translate,
  locale: Locale,
  report: Pick<CoverageReport, 'services'>,
): (accountId: string) => string {
  return (accountId) => {
    const entry = indexOf(report.services).get(accountId);
    if (entry === undefined) return accountId;
    const { service, account } = entry;
    const whole = serviceNameIn(service, locale);
    const name = service.kind === 'os' ? whole : shortServiceName(whole);
    return service.accounts.length === 1 ? name : t('reminder.account', { service: name, user: userText(t, account) });
  };
}
