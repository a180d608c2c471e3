import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { type Answer, type AnswerEdit, answerEdits } from '../../../src-shared/coverage/answer-question.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { questionMessage } from '../../../src-shared/i18n/question-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { answerFrom, answerOptions, unfit } from '../../program/arguments/answer-argument.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { questionDocument, questionLines } from './question-document.ts';
import { performEdit, recordedText, wayNameOf } from './record-answer.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** `inventory questions`: what a person would have to say for the answer to be surer. */
export const listQuestions = defineCommand({
  summary: 'cli.inventory.questions',
  options: {},
  run: async (context) => {
    const whole = reportOf((await openedInventory(context)).snapshot);
    return { view: { whole, nameOf: accountNames(context.t, context.locale, whole) } };
  },
  document: (context, { view }) => ({
    questions: view.whole.questions.map((question, index) => questionDocument(context, view, question, index + 1)),
  }),
  lines: (context, { view }) => {
    const { questions } = view.whole;
    return questions.length === 0 ? [context.t('cli.question.none')] : questionLines(context, view, questions);
  },
});

/** `inventory answer`: records the answer to a question, by its id or its number in the present list. */
export const answerQuestion = defineCommand({
  summary: 'cli.inventory.answer',
  args: '<question>',
  options: answerOptions,
  run: async (context, { args: [named = ''], ...given }) => {
    const { t, locale } = context;
    const { inventory, snapshot } = await openedInventory(context);
    const before = reportOf(snapshot);
    const question = questionNamed(context, before, named);
    const answer = answerFrom(context, { snapshot, report: before }, question, given);
    const edits = editsOf(context, snapshot, before, question, answer);
    for (const edit of edits) valueOf(await performEdit(context, inventory, snapshot, edit));
    const changed = valueOf(await inventory.snapshot());
    const after = reportOf(changed);
    return {
      question: {
        id: question.id,
        kind: question.kind,
        text: questionMessage(t, locale, before, question),
        stillOpen: after.questions.some(({ id }) => id === question.id),
      },
      edits,
      recorded: recordedText(context, snapshot, changed, edits),
      verdicts: changedVerdicts(before, after),
      nameOf: accountNames(t, locale, after),
      questionsLeft: after.questions.length,
    };
  },
  document: ({ t }, { question, edits, recorded, verdicts, nameOf, questionsLeft }) => ({
    done: true,
    question,
    edits: edits.map(({ edit }) => edit),
    recorded,
    changed: verdicts.map(({ account, was }) => ({
      accountId: account.accountId,
      name: nameOf(account.accountId),
      before: was?.verdict ?? null,
      verdict: account.verdict,
      verdictText: verdictMessage(t, account),
    })),
    questionsLeft,
  }),
  lines: ({ t }, { question, recorded, verdicts, nameOf, questionsLeft }) => {
    const changes = verdicts.map(({ account, was }) => {
      const now = verdictMessage(t, account);
      const name = nameOf(account.accountId);
      return was === null
        ? t('cli.answer.verdict', { account: name, now })
        : t('cli.answer.changed', { account: name, was: verdictMessage(t, was), now });
    });
    return [
      ...recorded,
      ...(changes.length === 0 ? [t('cli.answer.no-verdict')] : changes),
      ...(question.stillOpen ? [t('cli.answer.still-open')] : []),
      t('cli.answer.left', { count: questionsLeft }),
    ].map((line) => displayText(line, 400));
  },
});

function reportOf(snapshot: InventorySnapshot): CoverageReport {
  return analyseCoverage(coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString()));
}

function questionNamed({ t }: CommandContext, { questions }: CoverageReport, named: string): Question {
  const question =
    questions.find(({ id }) => id === named) ?? (/^[1-9]\d*$/.test(named) ? questions[Number(named) - 1] : undefined);
  if (question === undefined)
    throw new UsageError(t('cli.usage.no-such-question', { question: displayText(named, 80) }));
  return question;
}

function editsOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  report: CoverageReport,
  question: Question,
  answer: Answer,
): readonly AnswerEdit[] {
  const { otherWaysIn, devices } = snapshot;
  const made = answerEdits(question, answer, {
    report,
    otherWaysIn,
    devices,
    nameOf: () => wayNameOf(context, snapshot, report, answer),
  });
  if (made.ok) return made.edits;
  throw unfit(context, question);
}

function changedVerdicts(before: CoverageReport, after: CoverageReport) {
  const was = new Map(
    before.services.flatMap(({ accounts }) => accounts.map((account) => [account.accountId, account])),
  );
  return after.services
    .flatMap(({ accounts }) => accounts)
    .map((account) => ({ account, was: was.get(account.accountId) ?? null }))
    .filter((one) => one.was?.verdict !== one.account.verdict);
}
