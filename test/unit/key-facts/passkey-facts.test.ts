import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { factText } from '../../../src-shared/key-facts/key-fact.ts';
import { passkeyFacts, personalDataNotice } from '../../../src-shared/key-facts/passkey-facts.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';

const t = createTranslator('en');
const mail = toHex(new TextEncoder().encode('hana@mail.example'));
const passkey = { algorithm: -7, credProtect: 3, hasLargeBlobKey: true, thirdPartyPayment: false, userId: mail };
const textsOf = (change: object, extensions: readonly string[] | null) =>
  passkeyFacts(t, { ...passkey, ...change }, extensions).map((fact) => factText(t, fact));

describe('facts of a passkey', () => {
  it('are told in words', () => {
    expect(textsOf({}, ['credBlob'])).toEqual([
      'ES256 (-7)',
      'PIN always needed',
      'no',
      'not stated',
      'yes',
      'hana@mail.example',
    ]);
  });

  it('are not told where the key tells nothing; a key without the extension keeps no blob', () => {
    const nothing = {
      algorithm: null,
      credProtect: null,
      hasLargeBlobKey: null,
      thirdPartyPayment: null,
      userId: null,
    };
    expect(new Set(textsOf(nothing, null))).toEqual(new Set(['not stated']));
    expect(textsOf(nothing, [])[3]).toBe('none: this key keeps no such blobs');
    expect(textsOf({ userId: 'ff00' }, [])[5]).toBe('bytes without readable text');
  });

  it('a user handle that looks like personal data is noticed, with its kind', () => {
    expect(personalDataNotice(t, mail)).toContain('looks like a mail address');
    expect(personalDataNotice(t, 'ff00')).toBeNull();
  });
});
