import type { Enrolment } from '../domain/enrolment.ts';
import type { KeySetting } from '../domain/plugged-key.ts';
import { type SettingChange, type SettingValue, valueAfter } from '../domain/setting-change.ts';

/** Checks whether a key has to be asked at all; a smaller length is refused without it. */
export function needsSending(change: SettingChange, value: SettingValue): boolean {
  if (change.setting === 'min-pin-length' && typeof value === 'number' && change.length < value) return false;
  return value !== valueAfter(change) || (change.setting === 'min-pin-length' && change.rpIds !== null);
}

/** Checks whether a change takes something away: nothing is asked about what is so already, cannot be, or is only switched off. */
export function needsConsent(change: SettingChange, { value, change: possible }: KeySetting): boolean {
  return possible.answer !== 'no' && needsSending(change, value) && !(change.setting === 'always-uv' && !change.on);
}

/** Lists what was recorded by hand for a key: what no key lists, U2F registrations among them. */
export function recordedByHand(enrolments: readonly Enrolment[], keyId: string | null): readonly Enrolment[] {
  return enrolments.filter(
    (enrolment) => enrolment.keyId === keyId && enrolment.evidence === 'told' && enrolment.vanishedAt === null,
  );
}
