import type { Importance } from '../domain/account-mark.ts';
import type { Gap, Severity } from './gap.ts';
import type { DoubtKind, Verdict } from './verdict.ts';
import type { CoverageCell } from './coverage-cell.ts';
import { type SignInMethod, hasPair } from './sign-in-methods.ts';
import type { GroupedService } from './group-services.ts';
import type { AnalysedKey } from './analysed-key.ts';
import type { CandidateKeys } from './candidate-keys.ts';
import type { OtherMethod } from './other-methods.ts';
import { isSeparatePerKey, takesNoKeys, takesOneKey } from './ways-in.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly survivesAnyOneLoss: boolean | null;
  readonly survivesAnyOnePlace: boolean | null;
  readonly onlyKeyId: string | null;
  readonly gaps: readonly Gap[];
}

/** A key with a record of the account, as a sign-in method. */
export interface KeyMethod extends SignInMethod {
  readonly isKey: true;
  readonly facts: AnalysedKey;
  readonly cell: CoverageCell;
}

/** Everything that the judgement of one account rests on. */
export interface AccountEvidence {
  readonly service: GroupedService;
  readonly importance: Importance;
  /** Keys in use with a record of it. */
  readonly keyMethods: readonly KeyMethod[];
  readonly ways: readonly OtherMethod[];
  /** Whether a help desk, a valid pass or both are recorded. */
  readonly helpDesk: 'none' | 'desk' | 'pass' | 'both';
  readonly candidateKeys: CandidateKeys;
  /** Candidate keys without a record of it; `missing` are keys that must exist because the service demands more than are recorded. */
  readonly possible: { readonly count: number; readonly labels: readonly string[]; readonly missing: number };
  readonly doubts: readonly DoubtKind[];
  /** Reading a key says whether it opens the account. */
  readonly discoverable: boolean;
}

type AnyMethod = KeyMethod | OtherMethod;

/**
 * Assesses one account. It survives any one loss if two things in use are known to open it that cannot be lost together; it does not
 * if no two such things could; anything between is not known, and never counted as safe.
 */
export function judgeAccount(evidence: AccountEvidence): Judgement {
  const { service, importance, keyMethods, ways, doubts } = evidence;
  const sure = keyMethods.filter(isSure);
  const unsure = keyMethods.filter((method) => !isSure(method));
  const contradiction = doubts.includes('contradiction');
  const oneKey = takesOneKey(service);
  // One of two keys at a service that takes one is no key there any more, but which of them nobody can say.
  const separate = isSeparatePerKey(service) || (oneKey && contradiction);
  const methods: readonly AnyMethod[] = [...sure, ...ways];
  const survives = (apart: boolean): boolean | null => {
    const known = apart ? methods.filter(({ place }) => place !== null) : methods;
    if (hasPair(known, { apart, withOtherWay: separate })) return true;
    if (contradiction && takesNoKeys(service)) return null;
    const all = [...methods, ...unsure];
    const withOtherWay = oneKey && !contradiction;
    if (hasPair(all, { apart, withOtherWay })) return null;
    // Where one key is taken and one is on record, or none is taken, there is no reason to think of a key without a record.
    if (oneKey || takesNoKeys(service)) return false;
    const { candidateKeys, possible } = evidence;
    // The service demands more keys than are on record: there is another one, and nobody knows where.
    if (possible.missing > 0 && all.length > 0) return null;
    return all.some((method) => candidateKeys.hasPartner(method, apart)) || candidateKeys.hasPair(apart) ? null : false;
  };

  const { gaps, add } = gapList(importance);
  const [survivesAnyOneLoss, survivesAnyOnePlace] = [survives(false), survives(true)];
  const facts: AccountJudgementFacts = { evidence, sure, unsure, methods, separate, oneKey, add };
  const { verdict, onlyKeyId } =
    survivesAnyOneLoss === true
      ? judgeSurviving(facts)
      : survivesAnyOneLoss === null
        ? judgeUnknown(facts, contradiction)
        : judgeLost(facts);
  if (contradiction && verdict !== 'not-known') add('contradiction', 'warning', null, contradictionDetails(facts));
  return { verdict, survivesAnyOneLoss, survivesAnyOnePlace, onlyKeyId, gaps };
}

/** Adds a gap. */
export type AddGap = (kind: Gap['kind'], severity: Severity, keyId: string | null, details: Gap['details']) => void;

/** Creates the list of an account's gaps. What a person marked as of low importance is not pressed on them, unless it is about to be lost. */
export function gapList(importance: Importance): { readonly gaps: Gap[]; readonly add: AddGap } {
  const gaps: Gap[] = [];
  const add: AddGap = (kind, severity, keyId, details) => {
    const softened = severity === 'warning' && importance === 'low' ? 'notice' : severity;
    gaps.push({ kind, severity: softened, keyId, details });
  };
  return { gaps, add };
}

export interface AccountJudgementFacts {
  readonly evidence: AccountEvidence;
  readonly sure: readonly KeyMethod[];
  readonly unsure: readonly KeyMethod[];
  /** The methods that are sure to open it. */
  readonly methods: readonly AnyMethod[];
  readonly separate: boolean;
  readonly oneKey: boolean;
  readonly add: AddGap;
}

export interface VerdictAndKey {
  readonly verdict: Verdict;
  readonly onlyKeyId: string | null;
}

function judgeSurviving({ methods, sure, separate, oneKey, add, evidence }: AccountJudgementFacts): VerdictAndKey {
  const full = methods.filter((method) => !isWeak(method));
  const weak = methods.filter(isWeak);
  const isWeakSpare = !hasPair(full, { apart: false, withOtherWay: separate });
  if (isWeakSpare) addWeakSpare(evidence, weak, add);
  const place = commonPlace(methods);
  if (place !== null) add('one-place', 'warning', null, { place, count: methods.length });
  const isOnlyKey = oneKey && sure.length === 1;
  return { verdict: survivingVerdict({ isOnlyKey, isWeakSpare, isOnePlace: place !== null }), onlyKeyId: null };
}

/** Returns the verdict on an account that survives any one loss. */
export function survivingVerdict(facts: {
  /** The service takes one key, and that one is on record. */
  readonly isOnlyKey: boolean;
  readonly isWeakSpare: boolean;
  readonly isOnePlace: boolean;
}): Verdict {
  if (facts.isOnlyKey) return 'one-key-service';
  return facts.isWeakSpare ? 'weak-spare' : facts.isOnePlace ? 'one-place' : 'survives';
}

/** Adds that an account survives by weak keys and ways in only. */
export function addWeakSpare(
  { service, importance }: Pick<AccountEvidence, 'service' | 'importance'>,
  weak: readonly AnyMethod[],
  add: AddGap,
): void {
  const [first] = weak;
  const keyId = weak.length === 1 && first?.isKey === true ? first.facts.keyId : null;
  // What an account that depends on others rests on may be weak elsewhere.
  const hello = weak.length > 0 && weak.every((method) => !method.isKey);
  const reason = hello ? 'hello' : reasonOf(weak);
  const room = takesOneKey(service) ? 0 : 1;
  // Without a PIN a finder may use the key; the others work, if not everywhere or not for ever.
  const grave = reason === 'pin' || reason === 'several' || importance === 'high';
  const details = { names: listed(weak.map(nameOf)), count: weak.length, reason, room };
  add('weak-spare', grave ? 'warning' : 'notice', keyId, details);
}

function judgeUnknown(facts: AccountJudgementFacts, contradiction: boolean): VerdictAndKey {
  const { evidence, methods, unsure, oneKey, add } = facts;
  if (contradiction) {
    add('contradiction', 'warning', null, contradictionDetails(facts));
    return { verdict: 'not-known', onlyKeyId: null };
  }
  if (isSeparatePerKey(evidence.service)) {
    addSeparateKeys(add);
    return { verdict: 'not-known', onlyKeyId: null };
  }
  const stale = unsure.filter(({ cell }) => cell.stale);
  if (hasPair([...methods, ...stale], { apart: false, withOtherWay: oneKey })) {
    const [only] = stale;
    add('stale', 'warning', stale.length === 1 ? (only?.facts.keyId ?? null) : null, {
      names: listed(stale.map(nameOf)),
      count: stale.length,
    });
    return { verdict: 'stale', onlyKeyId: null };
  }
  addUnknownKeys(evidence, unsure, add);
  return { verdict: 'not-known', onlyKeyId: null };
}

/** Adds that each key opens a part of its own, and nobody can say which. */
export function addSeparateKeys(add: AddGap): void {
  add('not-known', 'warning', null, { ssh: 1, blocked: 0, unread: '', count: 0 });
}

/** Adds that it is not known whether other keys open the account: ones that the service demands, else the `unsure` and those without a record. */
export function addUnknownKeys(
  { service, possible, discoverable }: Pick<AccountEvidence, 'service' | 'possible' | 'discoverable'>,
  unsure: readonly KeyMethod[],
  add: AddGap,
): void {
  if (possible.missing > 0) {
    const { minKeys = 0 } = service.catalogue ?? {};
    add('min-keys', 'warning', null, { service: service.name, min: minKeys, count: minKeys - possible.missing });
    return;
  }
  const [only] = unsure;
  const isOne = unsure.length === 1 && possible.count === 0;
  add('not-known', 'warning', isOne ? (only?.facts.keyId ?? null) : null, {
    ssh: 0,
    blocked: possible.count === 0 && unsure.every((method) => method.facts.blocked) ? 1 : 0,
    unread: listed([...unsure.map(nameOf), ...possible.labels]),
    count: unsure.length + possible.count,
    // Reading the keys in question settles it.
    toRead: discoverable && unsure.length === 0 ? 1 : 0,
  });
}

function judgeLost(facts: AccountJudgementFacts): VerdictAndKey {
  const { evidence, methods, sure, unsure, oneKey, add } = facts;
  // A stale record says little, but nothing else is known to open the account.
  const stale = unsure.filter(({ cell }) => cell.stale);
  const holders: readonly AnyMethod[] = methods.length > 0 ? methods : stale;
  const [first] = holders;
  const firstKey = (sure[0] ?? (methods.length === 0 ? stale[0] : undefined))?.facts ?? null;
  const onlyKeyId = holders.length === 1 ? (firstKey?.keyId ?? null) : null;
  const ring = holders.length > 1 && first?.lossUnit.startsWith('ring:') === true ? ringName(holders) : null;
  if (evidence.helpDesk !== 'none') {
    const key = ring ?? (first === undefined ? '' : nameOf(first));
    add('helpdesk-only', 'warning', onlyKeyId, {
      key,
      none: first === undefined ? 1 : 0,
      help: evidence.helpDesk,
      room: oneKey ? 0 : 1,
    });
    return { verdict: 'helpdesk-only', onlyKeyId };
  }
  if (ring !== null) {
    add('one-ring', 'critical', null, { ring, count: holders.length });
    return { verdict: 'one-ring', onlyKeyId: null };
  }
  if (firstKey !== null) {
    const verdict = oneKey ? 'one-key-service' : 'only-this-key';
    const kind = oneKey ? 'one-key-service-without-other-way' : 'only-one-key';
    add(kind, 'critical', firstKey.keyId, { key: firstKey.label, local: isLocal(evidence.service) ? 1 : 0 });
    return { verdict, onlyKeyId: firstKey.keyId };
  }
  if (first !== undefined) {
    add('one-other-way', 'warning', null, { way: nameOf(first) });
    return { verdict: 'one-other-way', onlyKeyId: null };
  }
  // What an interrupted deletion left open may still be there: that is not known to be lost.
  if (unsure.some(({ cell }) => cell.evidence === 'unknown')) return judgeUnknown(facts, false);
  add('no-way-in', 'critical', null, {});
  return { verdict: 'no-way-in', onlyKeyId: null };
}

/** Checks whether keys are added on a computer or server, and not at a website. */
function isLocal({ kind }: GroupedService): boolean {
  return kind === 'ssh' || kind === 'disk' || kind === 'pam';
}

export function isSure({ cell }: KeyMethod): boolean {
  return cell.strength === 'full' || cell.strength === 'weak';
}

export function isWeak(method: AnyMethod): boolean {
  return method.isKey ? method.cell.strength === 'weak' : method.weak;
}

function reasonOf(weak: readonly AnyMethod[]): 'pin' | 'advisory' | 'several' {
  const noPin = weak.every((method) => method.isKey && !method.facts.advised);
  const advised = weak.every((method) => method.isKey && method.facts.key.pinSet !== false);
  return noPin ? 'pin' : advised ? 'advisory' : 'several';
}

export function nameOf(method: AnyMethod): string {
  return method.isKey ? method.facts.label : method.name;
}

export function contradictionDetails({
  evidence,
  sure,
}: Pick<AccountJudgementFacts, 'evidence' | 'sure'>): Gap['details'] {
  const noKeys = takesNoKeys(evidence.service);
  const keys = noKeys ? evidence.keyMethods : sure;
  return { names: listed(keys.map(nameOf)), count: keys.length, none: noKeys ? 1 : 0 };
}

/** Returns the place where all of these are kept, as the first key names it; null if they differ or one is not recorded. */
function commonPlace(methods: readonly AnyMethod[]): string | null {
  const [first] = methods;
  if (first?.place?.startsWith('at:') !== true || methods.some(({ place }) => place !== first.place)) return null;
  const written = methods.find((method) => method.isKey)?.facts.key.place?.trim();
  return written ?? first.place.slice('at:'.length);
}

function ringName(methods: readonly AnyMethod[]): string {
  const written = methods.find((method) => method.isKey)?.facts.key.carriedOn?.trim();
  return written ?? methods[0]?.lossUnit.slice('ring:'.length) ?? '';
}

export function listed(labels: readonly string[]): string {
  return labels.length > 3 ? `${labels.slice(0, 3).join(', ')}, …` : labels.join(', ');
}
