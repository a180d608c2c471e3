import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { Locale } from '../domain/settings.ts';
import type { Translate } from './translator.ts';

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

/** Returns how accounts of a report are named within a sentence: by their service, with the user where the service has several. */
export function accountNames(
  t: Translate,
  locale: Locale,
  report: Pick<CoverageReport, 'services'>,
): (accountId: string) => string {
  const names = new Map<string, string>();
  for (const service of report.services) {
    const name = (locale === 'ja' ? service.nameJa : null) ?? service.name;
    for (const account of service.accounts) {
      const isOnly = service.accounts.length === 1;
      names.set(
        account.accountId,
        isOnly ? name : t('reminder.account', { service: name, user: userText(t, account) }),
      );
    }
  }
  return (accountId) => names.get(accountId) ?? accountId;
}
