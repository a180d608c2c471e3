import type { CheckState } from '../domain/check.ts';
import { areTriesFull } from '../lib/pin-tries.ts';
import type { DraftFinding, ReadQuestion } from './check-question.ts';

/** Finds whether a PIN is set, and whether it can be used. */
export function pinFinding({ facts: { pin }, rules }: ReadQuestion): DraftFinding {
  const finding = (variant: string, state: CheckState): DraftFinding => ({
    point: 'pin',
    variant,
    state,
    values: { tries: pin.retriesLeft ?? -1 },
  });
  if (!pin.supported) return finding('unsupported', rules.pin === 'set' ? 'failed' : 'ok');
  if (pin.blocked) return finding('blocked', 'failed');
  if (pin.set === null) return finding('not-told', 'unknown');
  if (!pin.set) return rules.pin === 'set' ? finding('missing', 'failed') : finding('not-set', 'ok');
  if (rules.pin === 'not-set') return finding('set-already', 'failed');
  return rules.pin === 'set' ? finding('set', 'ok') : finding('set-by-somebody', 'notice');
}

/** Finds whether somebody typed a wrong PIN. */
export function triesFinding({ facts: { pin } }: ReadQuestion): DraftFinding | null {
  if (!pin.supported || pin.set !== true || pin.blocked) return null;
  const finding = (variant: string, state: CheckState): DraftFinding => ({
    point: 'pin-tries',
    variant,
    state,
    values: { tries: pin.retriesLeft ?? 0 },
  });
  if (pin.retriesLeft === null) return finding('not-told', 'unknown');
  if (pin.needsReplug) return finding('replug', 'failed');
  return areTriesFull(pin) ? finding('all', 'ok') : finding('used', 'failed');
}

/** Finds whether the key asks its holder for a new PIN. */
export function pinChangeFinding({ facts: { pin }, rules }: ReadQuestion): DraftFinding | null {
  if (!pin.supported) return null;
  const variant = pin.forceChange ? 'asked' : 'not-asked';
  return { point: 'pin-change', variant, state: (rules['pin-change'] ?? variant) === variant ? 'ok' : 'failed' };
}

/** Finds whether the key asks for verification whatever a service wants. */
export function alwaysUvFinding({ reading, rules }: ReadQuestion): DraftFinding {
  const wanted = rules['always-uv'];
  const isOn = reading.info?.alwaysUv ?? null;
  const variant = isOn === null ? 'unsupported' : isOn ? 'on' : 'off';
  return { point: 'always-uv', variant, state: wanted === undefined || wanted === (isOn ?? false) ? 'ok' : 'failed' };
}

/** Finds how short a PIN may be. */
export function minimumLengthFinding({ reading, rules }: ReadQuestion): DraftFinding {
  const needed = rules['minimum-pin-length'] ?? 0;
  const has = reading.info?.minPinLength ?? null;
  const finding = (variant: string, state: CheckState): DraftFinding => ({
    point: 'minimum-pin-length',
    variant,
    state,
    values: { has: has ?? 0, needed },
  });
  if (has === null) return finding('not-told', 'unknown');
  if (has < needed) return finding('below', 'failed');
  return needed === 0 ? finding('no-rule', 'ok') : finding('meets', 'ok');
}

/** Finds settings that only a reset takes back: signs that somebody used the key, where its model does not come with them. */
export function settingsFinding({ facts, reading }: ReadQuestion): DraftFinding {
  const { info, vendor } = reading;
  // Models with rules of their own for PINs come with a longer one.
  const comesLonger = facts.pin.complexityEnforced || vendor?.fips === true;
  const raised = [
    ...(info?.alwaysUv === true ? ['always-uv'] : []),
    ...((info?.minPinLength ?? 0) > 4 && !comesLonger ? ['minimum-pin-length'] : []),
    ...(info?.enterpriseAttestation === true ? ['enterprise-attestation'] : []),
    ...(info?.longTouchForReset === true ? ['long-touch'] : []),
    ...(facts.pin.forceChange ? ['pin-change'] : []),
    ...(vendor?.configLocked === true ? ['config-locked'] : []),
  ];
  const isRaised = raised.length > 0;
  return {
    point: 'settings',
    variant: isRaised ? 'raised' : 'as-new',
    state: isRaised ? 'failed' : 'ok',
    strength: 'sign',
    values: { settings: raised.join(' '), count: raised.length },
  };
}
