import type { RpIdOwner } from '../domain/catalogue-correction.ts';
import type { Device } from '../domain/device.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import { type OtherWayIn, type Requirement, unsaidOfOtherWay } from '../domain/other-way-in.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { Question, QuestionKind } from './question-types.ts';

/** The answers of a person to a question. */
export type Answer =
  | { readonly type: 'key'; readonly keyId: string }
  | { readonly type: 'device'; readonly deviceId: string }
  | { readonly type: 'place'; readonly place: string }
  | { readonly type: 'memory' | 'people' | 'nobody' | 'same' | 'separate' | 'yes' | 'no' }
  | { readonly type: 'account'; readonly accountId: string }
  | { readonly type: 'service'; readonly owner: RpIdOwner }
  | { readonly type: 'until'; readonly at: string };
export type AnswerType = Answer['type'];

/** The answers that each kind of question takes. A question about a vault without an account of its own takes the same as one with. */
export const answersOf: Readonly<Record<QuestionKind, readonly AnswerType[]>> = {
  'provider-access': ['key', 'memory', 'account', 'device', 'place', 'people', 'nobody'],
  'provider-which': ['account'],
  'which-account': ['account'],
  'same-account': ['same', 'separate'],
  'account-type': ['service'],
  'second-key': ['key'],
  'pass-end': ['until'],
  'takes-authenticator': ['yes', 'no'],
  'which-service': ['service'],
};

/** One change of the inventory that an answer makes. */
export type AnswerEdit =
  | {
      readonly edit: 'add-told';
      readonly told: Pick<Enrolment, 'keyId' | 'serviceId' | 'rpId' | 'userName' | 'accountId' | 'note'>;
    }
  | { readonly edit: 'add-way'; readonly way: Omit<OtherWayIn, 'id' | 'asOf'> }
  | { readonly edit: 'edit-way'; readonly id: string; readonly way: Omit<OtherWayIn, 'id' | 'asOf'> }
  | {
      readonly edit: 'attach';
      readonly kind: 'enrolment' | 'other-way';
      readonly id: string;
      readonly accountId: string;
    }
  | { readonly edit: 'join'; readonly accountId: string; readonly otherAccountId: string }
  | {
      readonly edit: 'assign-service';
      readonly serviceId: string;
      readonly userId: string;
      readonly userName: string | null;
    }
  /** A correction of the catalogue that says which service an RP ID belongs to (assign-rp-id.ts). */
  | { readonly edit: 'save-correction'; readonly rpId: string; readonly owner: RpIdOwner }
  | { readonly edit: 'dismiss'; readonly id: string };

/** The context of answers. */
export interface AnswerContext {
  readonly report: Pick<CoverageReport, 'services'>;
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly devices: readonly Device[];
  /** Name of a new way in by its answer, in the language of the person ("password", "emergency sheet"). */
  readonly nameOf: (answer: 'memory' | 'place' | 'people' | 'nobody' | 'device' | 'account') => string;
}

export type AnswerOutcome =
  | { readonly ok: true; readonly edits: readonly AnswerEdit[] }
  /** This question takes no such answer. */
  | { readonly ok: false; readonly reason: 'not-an-answer' };

/** Returns the changes that an answer to a question makes. */
export function answerEdits(question: Question, answer: Answer, context: AnswerContext): AnswerOutcome {
  if (!answersOf[question.kind].includes(answer.type)) return { ok: false, reason: 'not-an-answer' };
  const { kind, enrolmentIds, wayIds } = question;
  const ways = context.otherWaysIn.filter(({ id }) => wayIds.includes(id));
  const edited = (change: Partial<OtherWayIn>): AnswerOutcome => ({
    ok: true,
    edits: ways.map(({ id, asOf: _, ...way }) => ({ edit: 'edit-way', id, way: { ...way, ...change } })),
  });
  switch (answer.type) {
    case 'same': {
      const [first, ...others] = question.accountIds;
      const edits = others.map(
        (accountId) => ({ edit: 'join', accountId: first ?? '', otherAccountId: accountId }) as const,
      );
      return { ok: true, edits };
    }
    case 'separate':
      return { ok: true, edits: [{ edit: 'dismiss', id: question.id }] };
    case 'until':
      return edited({ validUntil: answer.at });
    case 'yes':
      return edited({ requires: [] });
    case 'no':
      return edited({ requires: [{ type: 'nobody' }] });
    case 'service':
      return kind === 'account-type'
        ? assigned(question, answer.owner)
        : { ok: true, edits: [{ edit: 'save-correction', rpId: question.name, owner: answer.owner }] };
    case 'account':
      if (kind === 'which-account') {
        const { accountId } = answer;
        const attach = (of: 'enrolment' | 'other-way') => (id: string) =>
          ({ edit: 'attach', kind: of, id, accountId }) as const;
        return { ok: true, edits: [...enrolmentIds.map(attach('enrolment')), ...wayIds.map(attach('other-way'))] };
      }
      break;
    case 'key':
      if (kind === 'second-key') return secondKey(question, answer.keyId, context);
      break;
    case 'device':
    case 'place':
    case 'memory':
    case 'people':
    case 'nobody':
      break;
  }
  const requirement = requirementOf(answer, context);
  if (requirement === null) return { ok: false, reason: 'not-an-answer' };
  // A vault or mailbox without a service in the catalogue has no account to record it at: each way in says itself what it needs.
  if (kind === 'provider-which' || question.serviceId === null) return edited({ requires: [requirement] });
  return { ok: true, edits: [accessEdit(question, answer, requirement, context)] };
}

function assigned({ userId, userName }: Question, owner: RpIdOwner): AnswerOutcome {
  if (userId === null || !('serviceId' in owner)) return { ok: false, reason: 'not-an-answer' };
  return { ok: true, edits: [{ edit: 'assign-service', serviceId: owner.serviceId, userId, userName }] };
}

function secondKey({ accountIds }: Question, keyId: string, { report }: AnswerContext): AnswerOutcome {
  const [accountId = ''] = accountIds;
  const account = accountOf(report, accountId);
  if (account === null) return { ok: false, reason: 'not-an-answer' };
  const { serviceId, userName } = account;
  return {
    ok: true,
    edits: [{ edit: 'add-told', told: { keyId, serviceId, rpId: null, userName, accountId, note: null } }],
  };
}

function requirementOf(answer: Answer, { report }: AnswerContext): Requirement | null {
  switch (answer.type) {
    case 'key':
      return { type: 'key', keyId: answer.keyId };
    case 'device':
      return { type: 'device', deviceId: answer.deviceId };
    case 'place':
      return { type: 'place', place: answer.place };
    case 'memory':
    case 'people':
    case 'nobody':
      return { type: answer.type };
    case 'account': {
      const account = accountOf(report, answer.accountId);
      return account === null
        ? null
        : { type: 'account', serviceId: account.serviceId, userName: account.userName, accountId: answer.accountId };
    }
    default:
      return null;
  }
}

/** Records at the account itself how the person gets into it: all ways in that need it are served by one answer. */
function accessEdit(
  question: Question,
  answer: Answer,
  requirement: Requirement,
  { nameOf }: AnswerContext,
): AnswerEdit {
  const { serviceId, userName, owner } = question;
  if (answer.type === 'key') {
    return {
      edit: 'add-told',
      told: { keyId: answer.keyId, serviceId, rpId: null, userName, accountId: null, note: null },
    };
  }
  const kinds = {
    memory: 'password',
    nobody: 'password',
    people: 'helpdesk',
    place: 'recovery-codes',
    device: 'other',
    account: 'sign-in-with',
  } as const;
  const type = answer.type as keyof typeof kinds;
  const place = answer.type === 'place' ? answer.place : null;
  const way = {
    ...unsaidOfOtherWay,
    serviceId,
    rpId: null,
    userId: null,
    userName,
    owner,
    place,
    kind: kinds[type],
    name: nameOf(type),
  };
  return { edit: 'add-way', way: { ...way, requires: [requirement] } };
}

function accountOf({ services }: AnswerContext['report'], accountId: string) {
  return services.flatMap(({ accounts }) => accounts).find((account) => account.accountId === accountId) ?? null;
}
