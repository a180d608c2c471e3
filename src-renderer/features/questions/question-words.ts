import type { CoverageAccount, CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { Locale } from '../../../src-shared/i18n/catalogues.ts';
import { accountNames, userWords } from '../../../src-shared/i18n/account-words.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

/** More names than this are counted. */
const mostNamed = 4;

/** What words of questions are made from. */
export interface QuestionWorld {
  readonly t: Translate;
  readonly locale: Locale;
  readonly report: CoverageReport;
}

/** Formats a question as one sentence. */
export function questionWords(world: QuestionWorld, question: Question): string {
  return displayText(sentence(world, question), 400);
}

function sentence(world: QuestionWorld, question: Question): string {
  const { t, report } = world;
  const { kind, name, serviceId, userName, owner, accountIds } = question;
  const service = serviceWords(world, question);
  switch (kind) {
    case 'provider-access': {
      if (serviceId === null && name.includes('@')) return t('question.mailbox', { address: name });
      const account =
        userName === null || userName === service ? service : t('reminder.account', { service, user: userName });
      if (owner === null) return t('question.provider-access', { service: account });
      return t('question.provider-access.owner', { service: account, owner: ownerWords(report, owner) });
    }
    case 'provider-which':
      return t('question.provider-which', { service });
    case 'which-account':
      return t('question.which-account', { record: name, service, count: accountIds.length });
    case 'same-account': {
      const users = accountIds.map((accountId) => userOf(world, accountId));
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

/** Names the accounts of which the answer would say more; null where the question itself names them. */
export function aboutWords({ t, locale, report }: QuestionWorld, question: Question): string | null {
  const { kind, aboutAccountIds } = question;
  if (aboutAccountIds.length === 0 || kind === 'same-account' || kind === 'which-account') return null;
  const nameOf = accountNames(t, locale, report);
  const names = aboutAccountIds.slice(0, mostNamed).map(nameOf).join(t('list.separator'));
  const more = aboutAccountIds.length - mostNamed;
  const shown = more > 0 ? t('ask.more', { names, more }) : names;
  return displayText(t('ask.about', { names: shown, count: aboutAccountIds.length }), 600);
}

/** Finds an account of a report. */
export function accountOf(report: CoverageReport, accountId: string): CoverageAccount | null {
  for (const { accounts } of report.services) {
    const account = accounts.find((one) => one.accountId === accountId);
    if (account !== undefined) return account;
  }
  return null;
}

/** Names the service that a question is about, in the language of the window. */
function serviceWords({ locale, report }: QuestionWorld, { serviceId, name }: Question): string {
  const service = report.services.find((one) => one.serviceId === serviceId);
  if (service === undefined) return name;
  return (locale === 'ja' ? service.nameJa : null) ?? service.name;
}

function userOf({ t, report }: QuestionWorld, accountId: string): string {
  const account = accountOf(report, accountId);
  return account === null ? accountId : userWords(t, account);
}

/** Returns an owner as the records write it; questions have it folded. */
function ownerWords({ keys, devices }: CoverageReport, owner: string): string {
  const written = [...keys, ...devices].find((one) => foldText(one.owner) === owner)?.owner;
  return written ?? owner;
}
