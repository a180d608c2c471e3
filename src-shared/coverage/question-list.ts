import { type Question, questionKinds } from './question-types.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { sha256Hex } from '../lib/sha256.ts';

type NewQuestion = Pick<Question, 'kind' | 'name'> & Partial<Omit<Question, 'id' | 'kind' | 'name'>>;

/** The questions of a report. The same thing is asked once, whoever needs to know it. */
export interface QuestionList {
  /** Adds a question, or what it is about to the one that asks the same; returns its id. */
  ask(question: NewQuestion): string;
  /** Returns the questions by kind and name; lists in them are sorted, and name nothing twice. */
  all(): readonly Question[];
}

export function createQuestionList(): QuestionList {
  const questions = new Map<string, Question>();
  return {
    ask(given) {
      const question = { ...unasked, ...given };
      const { kind, serviceId, name, userName, owner, userId, accountIds } = question;
      // Another choice of accounts is another question: an answer given to it would be about other things.
      const about = [
        kind,
        serviceId ?? foldText(name),
        userName === null ? null : foldText(userName),
        owner,
        userId,
        accountIds,
      ];
      const isOfProvider = kind === 'provider-access' || kind === 'provider-which';
      const text = JSON.stringify(isOfProvider ? about : [...about, name, question.enrolmentIds, question.wayIds]);
      const id = `${kind}:${sha256Hex(text).slice(0, 20)}`;
      const before = questions.get(id);
      questions.set(id, {
        ...question,
        id,
        name: before?.name ?? name,
        enrolmentIds: union(before?.enrolmentIds, question.enrolmentIds),
        wayIds: union(before?.wayIds, question.wayIds),
        aboutAccountIds: union(before?.aboutAccountIds, question.aboutAccountIds),
      });
      return id;
    },
    all: () =>
      [...questions.values()].toSorted(
        (left, right) =>
          questionKinds.indexOf(left.kind) - questionKinds.indexOf(right.kind) ||
          compareText(left.name, right.name) ||
          compareText(left.id, right.id),
      ),
  };
}

const unasked = {
  serviceId: null,
  userName: null,
  owner: null,
  accountIds: [],
  serviceIds: [],
  userId: null,
  enrolmentIds: [],
  wayIds: [],
  aboutAccountIds: [],
} as const;

function union(before: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...before, ...more])].toSorted(compareText);
}
