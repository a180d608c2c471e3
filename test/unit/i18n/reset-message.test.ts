import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';

const terms = {
  en: ['passkey', 'PIN', 'fingerprint', 'stored data', 'U2F'],
  ja: ['パスキー', 'PIN', '指紋', '保存データ', 'U2F'],
} as const;

describe('H-15 whatever asks for a reset says that more goes than the passkeys', () => {
  it.each(['en', 'ja'] as const)('in %s', (locale) => {
    const messages = catalogues[locale];
    const page = messages['key-reset.what-goes.detail'];
    const system = messages['ask.reset-key.detail'];
    const commandLine = `${messages['cli.reset']} ${messages['cli.reset.goes-too']}`;
    for (const text of [page, system, commandLine]) {
      expect(terms[locale].filter((term) => !text.includes(term))).toEqual([]);
    }
  });
});
