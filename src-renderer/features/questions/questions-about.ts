import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';

/** Returns the questions of which the answer would say more about an account; with null all of them. */
export function questionsAbout(
  { questions }: Pick<CoverageReport, 'questions'>,
  accountId: string | null,
): readonly Question[] {
  return accountId === null
    ? questions
    : questions.filter(({ aboutAccountIds }) => aboutAccountIds.includes(accountId));
}
