import { describe, expect, it } from 'vitest';
import { isOneWay, type SettingChange } from '../../../src-shared/domain/setting-change.ts';
import { settingCosts } from '../../../src-shared/i18n/setting-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { needsConsent, needsSending, recordedByHand } from '../../../src-shared/plans/setting-consent.ts';
import { readEnrolment } from '../../fixtures/enrolment.ts';
import { keyFacts } from '../../fixtures/plugged-key.ts';

const t = createTranslator('en');
const facts = keyFacts();
const on: SettingChange = { setting: 'always-uv', on: true };
const off: SettingChange = { setting: 'always-uv', on: false };
const length = (characters: number, rpIds: readonly string[] | null = null): SettingChange => ({
  setting: 'min-pin-length',
  length: characters,
  rpIds,
});
const yes = { answer: 'yes', reason: null } as const;

describe('a change of a setting', () => {
  it.each<[SettingChange, boolean | number | null, boolean]>([
    [on, false, true],
    [on, true, false],
    [off, null, true],
    [length(6), 4, true],
    [length(4), 4, false],
    [length(4, ['login.example']), 4, true],
    [length(4, ['login.example']), 6, false],
  ])('%j of a key that has %s: is sent: %s', (change, value, isSent) => {
    expect(needsSending(change, value)).toBe(isSent);
  });

  it('is asked for where it takes something away', () => {
    expect(needsConsent(on, { name: 'always-uv', value: false, change: yes })).toBe(true);
    expect(needsConsent(on, { name: 'always-uv', value: true, change: yes })).toBe(false);
    expect(needsConsent(off, { name: 'always-uv', value: true, change: yes })).toBe(false);
    const no = { answer: 'no', reason: 'needs-pin' } as const;
    expect(needsConsent(length(6), { name: 'min-pin-length', value: 4, change: no })).toBe(false);
  });

  it('is one way where only a reset takes it back', () => {
    expect([on, { setting: 'force-pin-change' } as const].map(isOneWay)).toEqual([false, false]);
    expect([length(6), { setting: 'enterprise-attestation' } as const].map(isOneWay)).toEqual([true, true]);
  });

  it('names first what was recorded by hand and may stop working', () => {
    const [first, second] = settingCosts(t, facts, on, false, ['Facebook · hana', 'Dropbox']);
    expect(first).toBe('Recorded by hand for this key, and may stop working: Facebook · hana, Dropbox.');
    expect(second).toContain('U2F');
    const noPin = { pin: { ...facts.pin, set: false } };
    expect(settingCosts(t, noPin, on, false, [])).toHaveLength(2);
    expect(settingCosts(t, facts, off, true, ['Facebook'])).toEqual([t('key-setting.cost.always-uv.off')]);
  });

  it('of the minimum PIN length says old and new, and what it does to the list of websites', () => {
    expect(settingCosts(t, facts, length(8), 6, [])[0]).toContain('from 6 to 8 characters');
    expect(settingCosts(t, facts, length(6, ['login.example']), 6, [])).toEqual([
      t('key-setting.rp-ids', { names: 'login.example' }),
    ]);
    expect(settingCosts(t, facts, { setting: 'pin-complexity' }, false, [])).toEqual([
      t('key-setting.cost.pin-complexity'),
    ]);
  });

  it('touches what was recorded by hand of this key, and is still there', () => {
    const mine = readEnrolment({ id: 'e1', keyId: 'k1', evidence: 'told' });
    const others = [
      readEnrolment({ id: 'e2', keyId: 'k2', evidence: 'told' }),
      readEnrolment({ id: 'e3', keyId: 'k1', evidence: 'read' }),
      readEnrolment({ id: 'e4', keyId: 'k1', evidence: 'told', vanishedAt: '2026-11-20T10:00:00.000Z' }),
    ];
    expect(recordedByHand([mine, ...others], 'k1')).toEqual([mine]);
    expect(recordedByHand([mine, ...others], null)).toEqual([]);
  });
});
