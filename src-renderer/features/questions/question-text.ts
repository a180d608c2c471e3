import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import { questionMessage } from '../../../src-shared/i18n/question-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';

/** More names than this are counted. */
const mostNamed = 4;

/** The context that texts of questions are made from. */
export interface QuestionContext {
  readonly t: Translate;
  readonly locale: Locale;
  readonly report: CoverageReport;
}

/** Formats a question as one sentence. */
export function questionText({ t, locale, report }: QuestionContext, question: Question): string {
  return displayText(questionMessage(t, locale, report, question), 400);
}

/** Formats the accounts of which the answer would say more; null where the question itself names them. */
export function aboutText({ t, locale, report }: QuestionContext, question: Question): string | null {
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
