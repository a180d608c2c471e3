import type { CheckPoint, CheckState, CheckStrength } from '../domain/check.ts';
import type { CheckQuestion, DraftFinding, ReadQuestion } from './check-question.ts';
import { fullRoom } from './full-room.ts';

/** Finds passkeys that were left on the key, by the room that it has compared with that of an empty one. */
export function passkeysFinding(question: ReadQuestion): DraftFinding {
  const { facts, reading } = question;
  const remaining = reading.info?.remaining ?? facts.passkeys.remaining;
  const full = fullRoom(question);
  const finding = (variant: string, state: CheckState, more: Partial<DraftFinding> = {}): DraftFinding => ({
    point: 'passkeys',
    variant,
    state,
    values: {
      remaining: remaining ?? 0,
      full: full?.room ?? 0,
      left: Math.max(0, (full?.room ?? 0) - (remaining ?? 0)),
    },
    ...more,
  });
  if (facts.options['rk'] !== true) return finding('cannot-store', 'ok', { strength: 'concluded' });
  if (remaining === null) return finding('not-told', 'unknown');
  if (full === null) return finding('room-only', 'unknown');
  const { strength } = full;
  return remaining < full.room ? finding('left', 'failed', { strength }) : finding('none', 'ok', { strength });
}

/** Finds whether a passkey answers that was on the key earlier. */
export function knownPasskeysFinding({ reading, known }: ReadQuestion): DraftFinding {
  const asked = known.slice(0, reading.known.length);
  const answers = asked.map((passkey, index) => ({ passkey, answer: reading.known[index] }));
  const finding = (variant: string, state: CheckState, strength: CheckStrength, count: number): DraftFinding => ({
    point: 'known-passkeys',
    variant,
    state,
    strength,
    values: { count, asked: asked.length },
  });
  if (asked.length === 0) return finding('none-known', 'ok', 'sign', 0);
  const present = answers.filter(({ answer }) => answer === 'present').length;
  if (present > 0) return finding('present', 'failed', 'read', present);
  const absent = answers.filter(({ passkey, answer }) => answer === 'absent' && !passkey.hidden);
  const gone = absent.filter(({ passkey }) => passkey.answeredBefore).length;
  if (gone > 0 && absent.length === asked.length) return finding('gone', 'ok', 'concluded', gone);
  return absent.length === asked.length
    ? finding('absent', 'ok', 'sign', absent.length)
    : finding('no-sign', 'unknown', 'sign', absent.length);
}

/** Finds whether fingerprints are on the key. */
export function fingerprintsFinding({ reading, rules }: ReadQuestion): DraftFinding {
  const present = reading.info?.fingerprints ?? null;
  const variant = present === null ? 'no-sensor' : present ? 'present' : 'none';
  const wanted = rules.fingerprints ?? (present === true ? undefined : 'none');
  const isAsWanted = wanted === 'present' ? present === true : wanted === 'none' && present !== true;
  return { point: 'fingerprints', variant, state: isAsWanted ? 'ok' : 'failed' };
}

/** Milliseconds after a reset in which a key counts as not used since: later it may have been, and show nothing of it. */
const freshReset = 24 * 60 * 60 * 1_000;

/**
 * Finds whether the key is surely blank: after a reset that Sparekey made and read back, not long ago, and never by signs alone. Null where
 * nothing asks for it.
 */
export function blankFinding(question: CheckQuestion, others: readonly DraftFinding[]): DraftFinding | null {
  const { rules, lastReset, now } = question;
  if (rules.blank !== true) return null;
  const signs = ['passkeys', 'known-passkeys', 'fingerprints', 'pin', 'settings'] as const;
  const of = (speaks: (finding: DraftFinding) => boolean): readonly CheckPoint[] =>
    signs.filter((point) => others.some((one) => one.point === point && speaks(one)));
  const [speaking, against] = [of(speaksForReset), of(speaksAgainstReset)];
  const finding = (
    variant: string,
    state: CheckState,
    strength: CheckStrength,
    points: readonly CheckPoint[],
  ): DraftFinding => ({
    point: 'blank',
    variant,
    state,
    strength,
    values: {
      signs: points.join(' '),
      count: points.length,
      ...(lastReset !== null && { at: lastReset.at, day: lastReset.at }),
    },
  });
  if (lastReset === null) {
    return finding(speaking.length === 0 ? 'no-reset' : 'signs-only', 'unknown', 'sign', speaking);
  }
  if (against.length > 0) return finding('used-since', 'failed', 'read', against);
  if (!lastReset.confirmed) return finding('reset-not-seen', 'unknown', 'sign', speaking);
  const isFresh = Math.abs(Date.parse(now) - Date.parse(lastReset.at)) < freshReset;
  return isFresh ? finding('reset', 'ok', 'read', speaking) : finding('reset-earlier', 'unknown', 'sign', speaking);
}

/** Finds whether a key that somebody had may go to another; null where the profile is not about such keys. */
export function reissueFinding({ rules }: CheckQuestion): DraftFinding | null {
  const { reissue } = rules;
  if (reissue === undefined) return null;
  const states = { ask: 'unknown', allowed: 'ok', forbidden: 'failed' } as const;
  return { point: 'reissue', variant: reissue, state: states[reissue] };
}

/** Checks whether a finding would be so after a reset, and might be otherwise without one. */
function speaksForReset({ point, variant, state }: DraftFinding): boolean {
  if (point === 'pin') return variant === 'not-set';
  if (point === 'known-passkeys') return variant === 'gone' || variant === 'absent';
  return state === 'ok' && variant !== 'no-sensor' && variant !== 'cannot-store';
}

/** Checks whether a finding cannot be so on a key that nobody used since its reset. */
function speaksAgainstReset({ point, variant }: DraftFinding): boolean {
  // A PIN that the profile asks for may be the one that the desk set.
  if (point === 'pin') return ['set-already', 'set-by-somebody', 'blocked'].includes(variant);
  return variant === 'left' || variant === 'present';
}
