import { describe, expect, it } from 'vitest';
import { pinPurpose } from '../../../src-main/ipc/pin-purpose.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const [english, japanese] = [createTranslator('en'), createTranslator('ja')];

describe('the purpose of a PIN', () => {
  it('is said for a change of a setting, with its way back', () => {
    const change = { setting: 'min-pin-length', length: 8, rpIds: ['login.example', 'shop.example'] } as const;
    expect(pinPurpose(english, 'change-setting', { change })?.split('\n')).toEqual([
      'Minimum PIN length: 8 characters',
      'These websites may then ask for the length of the PIN, in place of those on the key, which it does not tell: login.example, shop.example.',
      'Only a reset of the key takes this back.',
    ]);
    expect(pinPurpose(japanese, 'change-setting', { change: { setting: 'always-uv', on: false } })).toBe(
      '毎回のPIN：オフ',
    );
  });

  it('is said for everything else that takes more than a look at the passkeys', () => {
    expect(pinPurpose(english, 'sign-in-test', {})).toContain('throw-away credential');
    expect(pinPurpose(english, 'unlock-fingerprints', {})).toBe(
      'To show the fingerprints, and to add, name and remove them.',
    );
    expect(pinPurpose(english, 'keep-read-access', { keyId: 'k1' })).toContain('without its PIN from now on');
    expect(pinPurpose(japanese, 'keep-read-access', { keyId: 'k1' })).toContain('キーチェーン');
  });

  it('is nothing where the form says it', () => {
    expect(pinPurpose(english, 'unlock', {})).toBeNull();
    expect(pinPurpose(english, 'change-pin', {})).toBeNull();
  });
});
