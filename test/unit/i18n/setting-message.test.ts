import { expect, it } from 'vitest';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { settingChangeText, settingValueText } from '../../../src-shared/i18n/setting-message.ts';

it('a value is on, off or a length, and a dash where the key does not tell it', () => {
  const t = createTranslator('en');
  expect([true, false, 1, 8, null].map((value) => settingValueText(t, value))).toEqual([
    'on',
    'off',
    '1 character',
    '8 characters',
    '–',
  ]);
  const ja = createTranslator('ja');
  expect([true, false, 8].map((value) => settingValueText(ja, value))).toEqual(['オン', 'オフ', '8文字']);
});

it('a change is its setting and value, and says where there is no way back', () => {
  const t = createTranslator('en');
  expect(settingChangeText(t, { setting: 'always-uv', on: true })).toBe('PIN every time: on');
  expect(settingChangeText(t, { setting: 'enterprise-attestation' }).split('\n')).toEqual([
    'Enterprise attestation: on',
    t('key-setting.change.one-way'),
  ]);
});
