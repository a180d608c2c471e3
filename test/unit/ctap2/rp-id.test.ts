import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findRpIdByHash,
  isShortenedFormOf,
  looksShortened,
  rpIdHashOf,
  shortenRpId,
} from '../../../src-main/ctap2/rp-id.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { rpIdVectors } from '../../vectors/rp-ids.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(rpIdVectors)('$rpId', ({ rpId, stored, hash }) => {
  it('is stored as published, and its hash is that of the full ID', () => {
    expect(toHex(shortenRpId(rpId))).toBe(toHex(stored));
    expect(rpIdHashOf(rpId)).toEqual(hash);
  });

  it('is recognised from what is stored', () => {
    const cut = !equalBytes(stored, utf8(rpId));
    expect(isShortenedFormOf(stored, rpId)).toBe(cut);
    expect([cut, looksShortened(stored)]).not.toEqual([true, false]);
  });

  it('is found again by its hash', () => {
    expect(findRpIdByHash(hash, ['other.example', rpId])).toBe(rpId);
    expect(findRpIdByHash(hash, ['other.example'])).toBeNull();
  });
});

describe('shortening', () => {
  it('leaves out the ellipsis where fewer than three bytes are left', () => {
    for (const schemeLength of [29, 30, 31]) {
      const rpId = `${'s'.repeat(schemeLength)}:${'x'.repeat(40)}`;
      const expected = schemeLength === 29 ? 30 : schemeLength + 1;
      expect(shortenRpId(rpId)).toHaveLength(expected);
      expect(isShortenedFormOf(shortenRpId(rpId), rpId)).toBe(true);
      expect(looksShortened(shortenRpId(rpId))).toBe(true);
    }
    expect(new TextDecoder().decode(shortenRpId(`${'s'.repeat(28)}:${'x'.repeat(40)}`))).toBe(`${'s'.repeat(28)}:…`);
  });

  it('knows keys that keep more than 32 bytes', () => {
    const rpId = 'a-rather-long-name.of-some-service.hosting-provider.example';
    expect(isShortenedFormOf(shortenRpId(rpId, 48), rpId)).toBe(true);
    expect(isShortenedFormOf(shortenRpId(rpId, 20), rpId)).toBe(false);
    expect(isShortenedFormOf(utf8('…something-else.hosting-provider.example'), rpId)).toBe(false);
  });

  it('is not seen where nothing was cut', () => {
    for (const rpId of ['example.com', '', 'ssh:', 'android:apk-key-hash']) {
      expect(looksShortened(utf8(rpId))).toBe(false);
    }
    expect(looksShortened(utf8(`${'x'.repeat(40)}.example`))).toBe(false);
  });

  it('never gives more bytes than the limit, and is recognised whatever the ID', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
        fc.integer({ min: 32, max: 64 }),
        (rpId, limit) => {
          const stored = shortenRpId(rpId, limit);
          expect(stored.length).toBeLessThanOrEqual(limit);
          expect(isShortenedFormOf(stored, rpId)).toBe(!equalBytes(stored, utf8(rpId)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
