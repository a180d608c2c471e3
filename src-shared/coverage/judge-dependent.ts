import type { Closers, ClosersByMode } from './closers.ts';
import type { Gap } from './gap.ts';
import {
  type AccountEvidence,
  type AddGap,
  addSeparateKeys,
  addUnknownKeys,
  addWeakSpare,
  contradictionDetails,
  gapList,
  isSure,
  isWeak,
  type Judgement,
  listed,
  type VerdictAndKey,
  nameOf,
  survivingVerdict,
} from './judge-account.ts';
import { immaterialPrefix, type OtherMethod } from './other-methods.ts';
import { isSeparatePerKey, takesNoKeys, takesOneKey } from './ways-in.ts';

/** The name of an account in sentences of both languages. */
export interface AccountName {
  readonly en: string;
  readonly ja: string;
}

/** Returns names as details of a gap; a detail that ends in "Ja" is its Japanese form. */
export function namesAs(detail: string, names: readonly AccountName[]): Gap['details'] {
  return { [detail]: listed(names.map(({ en }) => en)), [`${detail}Ja`]: listed(names.map(({ ja }) => ja)) };
}

/** The evidence of an account that depends on others, beside what its own keys and ways in say. */
export interface DependentEvidence extends AccountEvidence {
  readonly closers: ClosersByMode;
  /** Names of accounts that its ways in need and of which it is not known how a person gets into them. */
  readonly unknownAccounts: readonly string[];
  /** Names of accounts that its ways in need and of which not everything is known that might open them. */
  readonly unsureAccounts: readonly string[];
  /** Names of the accounts that ways in go through which are lost with the account, nearest first; empty where none is. */
  readonly through: readonly AccountName[];
  /** Names of the accounts that its ways in need. */
  readonly needed: readonly AccountName[];
  /** Returns the keys in use that are lost with a loss unit. */
  readonly keysOfLossUnit: (lossUnit: string) => readonly { readonly keyId: string; readonly label: string }[];
  /** Returns the name of a loss unit or place as a person knows it. */
  readonly nameOfLossUnit: (lossUnit: string) => string;
}

/** Assesses an account whose ways in depend on other accounts, devices or several things at once, by what closes it. */
export function judgeDependent(evidence: DependentEvidence): Judgement {
  const { closers, importance, doubts, service } = evidence;
  const { gaps, add } = gapList(importance);
  const contradiction = doubts.includes('contradiction');
  const isUnknown = (contradiction && takesNoKeys(service)) || dependsOnUnknown(evidence);
  const survivesAnyOneLoss = answerOf(closers.sure, closers.possible, isUnknown);
  const survivesAnyOnePlace = answerOf(closers.place, closers['place-possible'], isUnknown);
  const { verdict, onlyKeyId } =
    survivesAnyOneLoss === true
      ? judgeSurviving(evidence, add)
      : survivesAnyOneLoss === null
        ? judgeUnknown(evidence, contradiction, add)
        : judgeLost(evidence, add);
  if (contradiction && verdict !== 'not-known') add('contradiction', 'warning', null, contradictionOf(evidence));
  return { verdict, survivesAnyOneLoss, survivesAnyOnePlace, onlyKeyId, gaps };
}

function answerOf(sure: Closers, possible: Closers, unknown: boolean): boolean | null {
  if (sure?.length === 0) return true;
  return possible?.length === 0 || (unknown && possible !== null) ? null : false;
}

// Nothing is known to open it, and something of which nothing is known might.
function dependsOnUnknown({ closers, unknownAccounts, ways }: DependentEvidence): boolean {
  const isUnknown = unknownAccounts.length > 0 || ways.some(({ unsure }) => unsure);
  return closers.sure === null && closers.possible !== null && isUnknown;
}

function judgeSurviving(evidence: DependentEvidence, add: AddGap): VerdictAndKey {
  const { closers, keyMethods, ways, service } = evidence;
  const sure = keyMethods.filter(isSure);
  const isWeakSpare = closers.full?.length !== 0;
  if (isWeakSpare) addWeakSpare(evidence, [...sure, ...ways].filter(isWeak), add);
  const place = closers.place?.find((one) => one.startsWith('at:')) ?? null;
  if (place !== null) {
    add('one-place', 'warning', null, { place: evidence.nameOfLossUnit(place), count: sure.length + ways.length });
  }
  const isOnlyKey = takesOneKey(service) && sure.length === 1;
  return { verdict: survivingVerdict({ isOnlyKey, isWeakSpare, isOnePlace: place !== null }), onlyKeyId: null };
}

function judgeUnknown(evidence: DependentEvidence, contradiction: boolean, add: AddGap): VerdictAndKey {
  const unknown = { verdict: 'not-known', onlyKeyId: null } as const;
  const { closers, possible, service, unknownAccounts } = evidence;
  if (contradiction) {
    add('contradiction', 'warning', null, contradictionOf(evidence));
    return unknown;
  }
  if (isSeparatePerKey(service)) {
    addSeparateKeys(add);
    return unknown;
  }
  const unsure = evidence.keyMethods.filter((method) => !isSure(method));
  const stale = unsure.filter(({ cell }) => cell.stale);
  if (closers.stale?.length === 0) {
    const keyId = stale.length === 1 ? (stale[0]?.facts.keyId ?? null) : null;
    const names = stale.length > 0 ? stale.map(nameOf) : evidence.unsureAccounts;
    add('stale', 'warning', keyId, { names: listed(names), count: names.length });
    return { verdict: 'stale', onlyKeyId: null };
  }
  const unsureWays = evidence.ways.filter(({ unsure: isUnsure }) => isUnsure);
  if (unsureWays.length > 0) {
    add('way-not-known', 'warning', null, { way: listed(unsureWays.map(nameOf)), service: service.name });
  }
  const isAnyKeyUnknown = possible.missing > 0 || unsure.length + possible.count > 0;
  // What is not known of other accounts is asked only where it decides.
  const isOwn = unsureWays.length > 0 || isAnyKeyUnknown;
  const accounts = unknownAccounts.length > 0 || isOwn ? unknownAccounts : evidence.unsureAccounts;
  if (accounts.length > 0) {
    add('depends-unknown', 'warning', null, { account: listed(accounts), count: accounts.length });
  }
  if (isAnyKeyUnknown) addUnknownKeys(evidence, unsure, add);
  return unknown;
}

function judgeLost(evidence: DependentEvidence, add: AddGap): VerdictAndKey {
  const { closers, service, helpDesk, through } = evidence;
  const oneKey = takesOneKey(service);
  const stale = evidence.keyMethods.filter((method) => !isSure(method) && method.cell.stale);
  const lossUnits = closers.sure ?? stale.map(({ lossUnit }) => lossUnit);
  const material = lossUnits.filter((lossUnit) => !lossUnit.startsWith(immaterialPrefix));
  const names = material.map((lossUnit) => evidence.nameOfLossUnit(lossUnit));
  // Of a ring, whatever opens the account and hangs on it; of any other unit, the thing itself.
  const isOn = (lossUnit: string) => (method: OtherMethod) =>
    method.lossUnit === lossUnit || method.moreLossUnits.includes(lossUnit);
  const lost = material.map((lossUnit) => {
    const keys = evidence.keysOfLossUnit(lossUnit);
    return {
      lossUnit,
      keys,
      count: keys.length + (lossUnit.startsWith('ring:') ? evidence.ways.filter(isOn(lossUnit)).length : 0),
    };
  });
  const single = lost.filter(({ keys, count }) => keys.length === 1 && count === 1).flatMap(({ keys }) => keys);
  const onlyKeyId = single[0]?.keyId ?? null;
  const chain = namesAs('through', through);
  if (helpDesk !== 'none') {
    const key = names.length > 0 ? listed(names) : listed(evidence.ways.map(nameOf));
    add('helpdesk-only', 'warning', onlyKeyId, { key, none: key === '' ? 1 : 0, help: helpDesk, room: oneKey ? 0 : 1 });
    return { verdict: 'helpdesk-only', onlyKeyId };
  }
  if (single.length > 0 && onlyKeyId !== null) {
    const kind = oneKey && through.length === 0 ? 'one-key-service-without-other-way' : 'only-one-key';
    add(kind, 'critical', onlyKeyId, { key: listed(single.map(({ label }) => label)), ...chain, count: single.length });
    return { verdict: oneKey ? 'one-key-service' : 'only-this-key', onlyKeyId };
  }
  const ring = lost.find(({ lossUnit, count }) => lossUnit.startsWith('ring:') && count > 1);
  if (ring !== undefined) {
    add('one-ring', 'critical', null, { ring: evidence.nameOfLossUnit(ring.lossUnit), count: ring.count, ...chain });
    return { verdict: 'one-ring', onlyKeyId: null };
  }
  if (lossUnits.length > 0) {
    const way = names.length > 0 ? listed(names) : listed(evidence.ways.map(nameOf));
    add('one-other-way', 'warning', null, {
      way,
      ...(through.length === 0 ? namesAs('through', evidence.needed) : chain),
    });
    return { verdict: 'one-other-way', onlyKeyId: null };
  }
  add('no-way-in', 'critical', null, {});
  return { verdict: 'no-way-in', onlyKeyId: null };
}

function contradictionOf(evidence: DependentEvidence) {
  return contradictionDetails({ evidence, sure: evidence.keyMethods.filter(isSure) });
}
