import { entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import { answersOf } from '../../../src-shared/coverage/answer-question.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import { questionMessage } from '../../../src-shared/i18n/question-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { optionsThatAnswer } from '../../program/arguments/answer-argument.ts';
import type { CommandContext } from '../../program/command-context.ts';
import type { CoverageView } from '../coverage/coverage-view.ts';
import { accountLabel } from '../../program/arguments/find-account.ts';

/** More accounts than this are counted. */
const mostNamed = 4;

/** Returns the JSON of a question (docs/cli.md). */
export function questionDocument(
  { t, locale }: CommandContext,
  { whole, nameOf }: Pick<CoverageView, 'whole' | 'nameOf'>,
  question: Question,
  number: number,
): Record<string, unknown> {
  const named = (accountId: string) => ({ accountId, name: nameOf(accountId) });
  return {
    id: question.id,
    number,
    kind: question.kind,
    text: questionMessage(t, locale, whole, question),
    answers: answersOf[question.kind],
    accounts: question.accountIds.map(named),
    services: question.serviceIds,
    about: question.aboutAccountIds.map(named),
  };
}

/** Lists questions with their numbers, the accounts they are about and how to answer each. */
export function questionLines(
  { t, locale }: CommandContext,
  { whole, nameOf }: Pick<CoverageView, 'whole' | 'nameOf'>,
  questions: readonly Question[],
): string[] {
  const accounts = new Map(entriesOf(whole).map((entry) => [entry.account.accountId, entry]));
  /** Returns the text that `--account` accepts for an account. */
  const accountArgument = (accountId: string): string => {
    const found = accounts.get(accountId);
    return found === undefined ? accountId : accountLabel(found);
  };
  return questions.flatMap((question, index) => {
    const number = String(index + 1);
    const { kind, aboutAccountIds, accountIds } = question;
    const names = aboutAccountIds.slice(0, mostNamed).map(nameOf).join(t('list.separator'));
    const more = Math.max(0, aboutAccountIds.length - mostNamed);
    const isNamed = kind === 'same-account' || kind === 'which-account';
    const about = isNamed || aboutAccountIds.length === 0 ? [] : [t('cli.question.about', { names, more })];
    const choices = [...accountIds.filter(() => accountIds.length > 1).map(accountArgument), ...question.serviceIds];
    const oneOf = choices.length === 0 ? [] : [t('cli.question.one-of', { names: choices.join(t('list.separator')) })];
    const how = t('cli.question.how', {
      command: `sparekey inventory answer ${number} ${optionsThatAnswer(kind).join(' | ')}`,
    });
    return [
      `${number}. ${displayText(questionMessage(t, locale, whole, question), 300)}`,
      ...[...about, ...oneOf, how].map((line) => `   ${displayText(line, 400)}`),
    ];
  });
}
