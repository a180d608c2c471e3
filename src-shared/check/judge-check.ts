import { type CheckRule, type CheckRules, isRuleAsked } from '../domain/check-profile.ts';
import { type CheckFinding, type CheckPoint, checkPoints, checkStates, type CheckVerdict } from '../domain/check.ts';
import { answerFinding } from './answer-point.ts';
import type { CheckQuestion, DraftFinding, ReadQuestion } from './check-question.ts';
import { applicationsFinding, nfcFinding, transportFinding } from './device-points.ts';
import { goodsInFinding, serialFinding } from './identity-points.ts';
import {
  blankFinding,
  fingerprintsFinding,
  knownPasskeysFinding,
  passkeysFinding,
  reissueFinding,
} from './leftover-points.ts';
import { advisoriesFinding, certificationFinding, firmwareFinding, modelFinding } from './model-points.ts';
import { ownFactsFinding } from './own-facts.ts';
import {
  alwaysUvFinding,
  minimumLengthFinding,
  pinChangeFinding,
  pinFinding,
  settingsFinding,
  triesFinding,
} from './pin-points.ts';
import { genuineFinding, signInFinding } from './test-points.ts';

export interface CheckJudgement {
  readonly verdict: CheckVerdict;
  /** Those that are not in order first, then in the order of the points. */
  readonly findings: readonly CheckFinding[];
}

/** Point that each rule makes count. */
export const pointOfRule: Readonly<Record<CheckRule, CheckPoint>> = {
  'known-model': 'model',
  'allowed-models': 'model',
  'forbidden-models': 'model',
  certified: 'certification',
  'firmware-floor': 'firmware',
  'forbidden-advisories': 'advisories',
  serial: 'serial',
  'goods-in': 'goods-in',
  pin: 'pin',
  'all-tries': 'pin-tries',
  'pin-change': 'pin-change',
  'always-uv': 'always-uv',
  'minimum-pin-length': 'minimum-pin-length',
  nfc: 'nfc',
  'all-applications': 'applications',
  fingerprints: 'fingerprints',
  'no-passkeys': 'passkeys',
  'no-known-passkeys': 'known-passkeys',
  'untouched-settings': 'settings',
  blank: 'blank',
  reissue: 'reissue',
  'own-facts': 'own-facts',
  transport: 'transport',
  genuine: 'genuine',
  'sign-in': 'sign-in',
};

/** Points that are left out where nothing asks for them and the key does not tell. */
const quiet: ReadonlySet<CheckPoint> = new Set([
  'certification',
  'nfc',
  'applications',
  'minimum-pin-length',
  'pin-tries',
]);

/** Assesses a key: each point of the profile by what was read, and the verdict by the points that count. */
export function judgeCheck(question: CheckQuestion): CheckJudgement {
  const required = requiredPoints(question.rules);
  const findings = draftsOf(question)
    .map(({ always, ...draft }): CheckFinding => {
      const isRequired = always === true || required.has(draft.point);
      const { point, variant, state, strength = 'read', values = {}, url = null } = draft;
      // Against what nobody asked for there is nothing to hold.
      return {
        point,
        variant,
        state: state === 'failed' && !isRequired ? 'notice' : state,
        required: isRequired,
        strength,
        values,
        url,
      };
    })
    .filter(({ point, state, required: counts }) => counts || state !== 'unknown' || !quiet.has(point));
  return { verdict: verdictOf(findings), findings: findings.toSorted(byState) };
}

/** Returns the verdict of findings: one that fails decides, then one that cannot be seen. */
export function verdictOf(findings: readonly CheckFinding[]): CheckVerdict {
  const states = new Set(findings.filter(({ required }) => required).map(({ state }) => state));
  if (states.has('failed')) return 'do-not-issue';
  return states.has('unknown') ? 'cannot-tell' : 'issue';
}

function requiredPoints(rules: CheckRules): ReadonlySet<CheckPoint> {
  // What a desk is only asked to test counts once it was tested.
  const asked = (Object.keys(rules) as CheckRule[]).filter(
    (rule) => isRuleAsked(rule, rules) && rules[rule] !== 'wanted',
  );
  return new Set(asked.map((rule) => pointOfRule[rule]));
}

function draftsOf(question: CheckQuestion): readonly DraftFinding[] {
  const answer = answerFinding(question);
  const { reading } = question;
  const facts = question.key.facts;
  if (reading === null || facts === null) return [answer];
  const read: ReadQuestion = { ...question, reading, facts };
  const ofAny = [serialFinding(question), goodsInFinding(question), transportFinding(read)];
  const ofFido2 = answer.state === 'ok' ? fido2Drafts(read) : [];
  return [answer, ...ofAny, ...ofFido2].filter((draft) => draft !== null);
}

function fido2Drafts(question: ReadQuestion): readonly (DraftFinding | null)[] {
  const drafts = [
    modelFinding(question),
    certificationFinding(question),
    firmwareFinding(question),
    advisoriesFinding(question),
    passkeysFinding(question),
    knownPasskeysFinding(question),
    fingerprintsFinding(question),
    pinFinding(question),
    triesFinding(question),
    pinChangeFinding(question),
    alwaysUvFinding(question),
    minimumLengthFinding(question),
    settingsFinding(question),
    nfcFinding(question),
    applicationsFinding(question),
    ownFactsFinding(question),
    genuineFinding(question),
    signInFinding(question),
  ].filter((draft) => draft !== null);
  return [...drafts, blankFinding(question, drafts), reissueFinding(question)];
}

function byState(left: CheckFinding, right: CheckFinding): number {
  const rank = ({ state, required }: CheckFinding): number =>
    state === 'ok' ? checkStates.length : checkStates.indexOf(state) - (required ? 0.5 : 0);
  return rank(left) - rank(right) || checkPoints.indexOf(left.point) - checkPoints.indexOf(right.point);
}
