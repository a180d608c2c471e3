import type { TestFailure } from '../domain/check.ts';
import type { CheckRules, testRules } from '../domain/check-profile.ts';
import type { FailureKind } from '../domain/operation-failure.ts';
import type { Genuineness, SignInJudgement } from '../domain/genuineness.ts';
import type { CheckQuestion, DraftFinding } from './check-question.ts';

type TestPoint = keyof Pick<CheckRules, 'genuine' | 'sign-in'>;
/** Finding of a test before point, strength and time are added. */
type TestResult = Pick<DraftFinding, 'variant' | 'state'> & Partial<Pick<DraftFinding, 'values' | 'always'>>;

const untestedVariants: Readonly<Record<(typeof testRules)[number], string>> = {
  required: 'not-tested-needed',
  wanted: 'not-tested-wanted',
  off: 'not-tested',
};

/** Failures of a test that have a sentence of their own; all others are `other`. */
const reasons: Partial<Record<FailureKind, TestFailure>> = {
  'touch-timed-out': 'no-touch',
  'touch-refused': 'refused',
  'pin-wrong': 'pin',
  'pin-blocked': 'pin',
  'pin-needs-replug': 'pin',
  'pin-not-set': 'pin',
  'pin-required': 'pin',
  'outcome-unknown': 'no-answer',
  'key-not-answering': 'no-answer',
  'key-broke-protocol': 'broken',
};

/** Finds whether the key proved by its attestation that it is the model that it says it is. */
export function genuineFinding(question: CheckQuestion): DraftFinding {
  return testFinding('genuine', question, ({ genuineness }) => genuineResult(genuineness));
}

/** Finds whether the key created a credential, signed in with it, and kept nothing of that. */
export function signInFinding(question: CheckQuestion): DraftFinding {
  return testFinding('sign-in', question, ({ signIn }) => {
    const { works, faults, leftNothing } = signIn;
    if (!works) return { variant: 'fails', state: 'failed', values: { faults: faults.join(' ') }, always: true };
    if (leftNothing === false) return { variant: 'left-something', state: 'failed', always: true };
    return { variant: leftNothing === null ? 'works-left-unknown' : 'works', state: 'ok', always: true };
  });
}

/** Returns the finding of a test: one that was begun counts whatever the profile asks for, and one that gave no answer is not one that failed. */
function testFinding(
  point: TestPoint,
  { rules, test }: CheckQuestion,
  resultOf: (judgement: SignInJudgement) => TestResult,
): DraftFinding {
  if (test === null) {
    return { point, variant: untestedVariants[rules[point] ?? 'off'], state: 'unknown', strength: 'untested' };
  }
  if (!test.outcome.ok) {
    const values = { failure: reasons[test.outcome.failure.kind] ?? 'other' };
    return { point, variant: 'test-failed', state: 'unknown', strength: 'untested', values, always: true };
  }
  const { values, ...result } = resultOf(test.outcome.value);
  return { point, strength: 'tested', ...result, values: { ...values, testedAt: test.at } };
}

/** Returns the result of a proof. "Not proved" is often for want of a list of models: it counts where the profile requires a proof. */
function genuineResult({ verdict, reason, reports, metadata }: Genuineness): TestResult {
  const values = {
    reason,
    reports: reports.join(' '),
    ...(metadata !== null && {
      list: metadata.number,
      due: metadata.nextUpdate,
      overdue: metadata.outOfDate ? 1 : 0,
    }),
  };
  if (verdict === 'not-genuine') return { variant: 'not-genuine', state: 'failed', values, always: true };
  if (verdict === 'genuine') {
    return { variant: 'genuine', state: reports.length === 0 ? 'ok' : 'notice', values, always: true };
  }
  const isListMissing = reason === 'no-metadata' || reason === 'model-unknown';
  return { variant: isListMissing ? 'no-list' : 'not-proved', state: 'unknown', values };
}
