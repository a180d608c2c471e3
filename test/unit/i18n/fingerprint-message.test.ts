import { expect, it } from 'vitest';
import { fingerprintText } from '../../../src-shared/i18n/fingerprint-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

it('a fingerprint is shown by its name, neutralised, or by its ID', () => {
  const t = createTranslator('en');
  expect(fingerprintText(t, { templateId: '42ce', name: 'left\u202ethumb' })).not.toContain('\u202e');
  expect(fingerprintText(t, { templateId: '42ce', name: 'left' })).toBe('left');
  expect(fingerprintText(t, { templateId: '42ce', name: null })).toBe('Unnamed (42ce)');
});
