import { assignRpId } from '../../../src-shared/public-suffix/assign-rp-id.ts';
import { applyCorrections } from '../../../src-shared/catalogue/apply-corrections.ts';
import { type Answer, type AnswerEdit, answerEdits } from '../../../src-shared/coverage/answer-question.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { Question, QuestionKind } from '../../../src-shared/coverage/question-types.ts';
import { manualOf } from './coverage-fixtures.ts';

/** Returns the only question of a kind; fails the test where there are more or none. */
export function onlyQuestion({ questions }: CoverageReport, kind: QuestionKind): Question {
  const [question, ...others] = questions.filter((one) => one.kind === kind);
  if (question === undefined || others.length > 0) {
    throw new Error(`expected one question of kind ${kind}, got ${questions.map((one) => one.kind).join(', ')}`);
  }
  return question;
}

/** Answers a question and applies the edits that the answer makes to the input. Fails the test where the answer is refused. */
export function answered(input: CoverageInput, question: Question, answer: Answer): CoverageInput {
  const outcome = answerEdits(question, answer, {
    report: analyseCoverage(input),
    otherWaysIn: input.otherWaysIn,
    devices: input.devices,
    nameOf: (type) => `answered: ${type}`,
  });
  if (!outcome.ok) throw new Error(`the answer was refused: ${outcome.reason}`);
  return outcome.edits.reduce(applyEdit, input);
}

/** Applies one edit to an input as the inventory would. */
function applyEdit(input: CoverageInput, edit: AnswerEdit): CoverageInput {
  const { enrolments, otherWaysIn, accountMarks, sameAccounts, now: asOf } = input;
  switch (edit.edit) {
    case 'add-told': {
      const { keyId, serviceId } = edit.told;
      const id = `told-${enrolments.length}-${keyId}`;
      const told = { ...manualOf(keyId, serviceId ?? '', null), ...edit.told, id, firstSeen: asOf, asOf };
      return { ...input, enrolments: [...enrolments, told] };
    }
    case 'add-way':
      return { ...input, otherWaysIn: [...otherWaysIn, { ...edit.way, id: `way-${otherWaysIn.length}`, asOf }] };
    case 'edit-way':
      return {
        ...input,
        otherWaysIn: otherWaysIn.map((way) => (way.id === edit.id ? { ...edit.way, id: way.id, asOf } : way)),
      };
    case 'attach': {
      const attached = <Item extends { readonly id: string }>(item: Item): Item =>
        item.id === edit.id ? { ...item, accountId: edit.accountId } : item;
      return edit.kind === 'enrolment'
        ? { ...input, enrolments: enrolments.map(attached) }
        : { ...input, otherWaysIn: otherWaysIn.map(attached) };
    }
    case 'join': {
      const accountIds: [string, string] = [edit.accountId, edit.otherAccountId];
      return { ...input, sameAccounts: [...sameAccounts, { id: `same-${sameAccounts.length}`, accountIds, asOf }] };
    }
    case 'assign-service': {
      const { serviceId, userId, userName } = edit;
      const mark = { id: `mark-${accountMarks.length}`, serviceId, userId, userName, importance: null, asOf };
      return { ...input, accountMarks: [...accountMarks, mark] };
    }
    case 'save-correction': {
      const { correction, problems } = assignRpId(input.services, [], edit.rpId, edit.owner, null);
      if (correction === null) throw new Error(`the correction was refused: ${JSON.stringify(problems)}`);
      return { ...input, services: applyCorrections(input.services, [{ ...correction, asOf }]) };
    }
    case 'dismiss':
      return { ...input, dismissedQuestions: [...input.dismissedQuestions, edit.id] };
  }
}
