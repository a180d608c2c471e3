import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { Question } from '../coverage/question-types.ts';
import { foldText } from '../lib/fold-text.ts';
import { userText } from './account-text.ts';
import type { Locale } from '../domain/settings.ts';
import type { Translate } from './translator.ts';
import { serviceNameIn } from './service-name.ts';

type QuestionSources = Pick<CoverageReport, 'services' | 'keys' | 'devices'>;

/** Formats a question as one sentence. `report` is the one that asks it. */
export function questionMessage(t: Translate, locale: Locale, report: QuestionSources, question: Question): string {
  const { kind, name, serviceId, userName, owner, accountIds } = question;
  const found = report.services.find((one) => one.serviceId === serviceId);
  const service = found === undefined ? name : serviceNameIn(found, locale);
  switch (kind) {
    case 'provider-access': {
      if (serviceId === null && name.includes('@')) return t('question.mailbox', { address: name });
      const named = userName === null || userName === service;
      const account = named ? service : t('reminder.account', { service, user: userName });
      if (owner === null) return t('question.provider-access', { service: account });
      return t('question.provider-access.owner', { service: account, owner: ownerName(report, owner) });
    }
    case 'provider-which':
      return t('question.provider-which', { service });
    case 'which-account':
      return t('question.which-account', { record: name, service, count: accountIds.length });
    case 'same-account': {
      const accounts = report.services.flatMap((one) => one.accounts);
      const users = accountIds.map((accountId) => {
        const account = accounts.find((one) => one.accountId === accountId);
        return account === undefined ? accountId : userText(t, account);
      });
      const first = users.slice(0, -1).join(t('list.separator'));
      return t('question.same-account', { first, second: users.at(-1) ?? '', service });
    }
    case 'account-type':
      return t('question.account-type', { user: name });
    case 'second-key':
    case 'takes-authenticator':
      return t(`question.${kind}`, { service });
    case 'pass-end':
      return t('question.pass-end', { name });
    case 'which-service':
      return t('question.which-service', { rpId: name });
  }
}

/** Returns an owner as the records write it: a question has it folded. */
function ownerName({ keys, devices }: QuestionSources, owner: string): string {
  return [...keys, ...devices].find((one) => foldText(one.owner) === owner)?.owner ?? owner;
}
