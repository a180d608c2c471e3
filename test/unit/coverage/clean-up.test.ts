import { describe, expect, it } from 'vitest';
import { createCleanUp } from '../../../src-shared/coverage/clean-up.ts';
import { sha256Hex } from '../../../src-shared/lib/sha256.ts';
import { serviceOf } from './coverage-fixtures.ts';

const now = '2026-01-15T00:00:00.000Z';
const moved = serviceOf('x', ['x.com'], { name: 'X', retiredRpIds: [{ rpId: 'twitter.com', since: '2025-11-10' }] });
const of = (rpId: string) => ({ rpId, rpIdHash: sha256Hex(rpId) });

describe('passkeys that are probably of no use any more', () => {
  it('are those for an RP ID that the service gave up', () => {
    const reasonOf = createCleanUp([moved], now);
    expect(reasonOf(of('twitter.com'))).toMatchObject({
      kind: 'retired-rp-id',
      service: { name: 'X' },
      since: '2025-11-10',
    });
    expect([reasonOf(of('x.com')), reasonOf(of('github.com')), reasonOf({ rpId: null, rpIdHash: null })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('are not those that it gives up later, nor those that another service takes', () => {
    expect(createCleanUp([moved], '2025-11-09T23:59:59.000Z')(of('twitter.com'))).toBeNull();
    const taker = serviceOf('other', ['twitter.com'], { name: 'Other' });
    expect(createCleanUp([moved, taker], now)(of('twitter.com'))).toBeNull();
  });

  it('are not those of which the key shows an RP ID that is not that of the hash', () => {
    const forged = { rpId: 'twitter.com', rpIdHash: sha256Hex('github.com') };
    expect(createCleanUp([moved], now)(forged)).toBeNull();
    expect(createCleanUp([moved], now)({ rpId: 'twitter.com', rpIdHash: null })).toBeNull();
  });
});
