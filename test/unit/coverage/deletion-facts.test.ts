import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { deletionFacts } from '../../../src-shared/coverage/deletion-facts.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from './coverage-fixtures.ts';

const services = [serviceOf('github', ['github.com'], { name: 'GitHub' })];
const passkey = readOf('a', 'github.com', 'mori', { credentialId: 'c1' });
const reference = { credentialId: 'c1', rpId: 'github.com', userId: passkey.userId };

function facts(some: Partial<CoverageInput>, keyId: string | null = 'a', wanted = reference) {
  const input = inputOf({ services, keys: [keyOf('a'), keyOf('b')], ...some });
  const [only] = deletionFacts(analyseCoverage(input), input.enrolments, keyId, [wanted]);
  if (only === undefined) throw new Error('one fact for one passkey');
  return only;
}

describe('deletionFacts', () => {
  it('names the other keys in use and the other ways in', () => {
    const otherWaysIn = [wayOf('github', 'mori', { name: 'Paper' })];
    const found = facts({ enrolments: [passkey, readOf('b', 'github.com', 'mori')], otherWaysIn });
    expect(found).toMatchObject({ service: { name: 'GitHub' }, otherKeys: ['Key b'], onlyKnownWay: false });
    expect(found.otherWaysIn.map((way) => way.name)).toEqual(['Paper']);
  });

  it('says when it is the only way: a retired key, a vanished passkey and an interrupted change do not count', () => {
    const keys = [keyOf('a'), keyOf('b', { role: 'retired' }), keyOf('c'), keyOf('d', { needsReread: true })];
    const enrolments = [
      passkey,
      readOf('b', 'github.com', 'mori'),
      readOf('c', 'github.com', 'mori', { vanishedAt: '2026-01-09T00:00:00.000Z' }),
      readOf('d', 'github.com', 'mori'),
    ];
    expect(facts({ keys, enrolments })).toMatchObject({ otherKeys: [], onlyKnownWay: true });
  });

  it('counts no way through an account that opens only with the passkey itself, and names what is closed with it', () => {
    const through = (serviceId: string, to: string): OtherWayIn =>
      wayOf(serviceId, 'mori', {
        kind: 'sign-in-with',
        requires: [{ type: 'account', serviceId: to, userName: null, accountId: null }],
      });
    const otherWaysIn = [through('github', 'shop'), through('shop', 'github'), through('forum', 'shop')];
    const both = [...services, serviceOf('shop', []), serviceOf('forum', [])];
    const found = facts({ services: both, enrolments: [passkey], otherWaysIn });
    expect(found).toMatchObject({ otherWaysIn: [], onlyKnownWay: true });
    expect(found.closedToo).toEqual(['forum|name:mori', 'shop|name:mori']);
    const helped = facts({ services: both, enrolments: [passkey, manualOf('b', 'shop', 'mori')], otherWaysIn });
    expect(helped).toMatchObject({ onlyKnownWay: false, closedToo: [] });
    expect(helped.otherWaysIn).toHaveLength(1);
  });

  it('a second record on the same key stays', () => {
    expect(facts({ enrolments: [passkey, manualOf('a', 'github', 'mori')] })).toMatchObject({
      otherKeys: [],
      onlyKnownWay: false,
    });
  });

  it('finds the account of a key that is not remembered by RP ID and user handle', () => {
    expect(facts({ enrolments: [readOf('b', 'github.com', 'mori')] }, null)).toMatchObject({
      otherKeys: ['Key b'],
      onlyKnownWay: false,
    });
  });

  it('knows nothing of a passkey that was never stored, and of one without a user handle', () => {
    for (const unknown of [reference, { ...reference, userId: null }]) {
      expect(facts({ enrolments: [readOf('b', 'github.com', 'other')] }, null, unknown)).toEqual({
        service: null,
        otherKeys: [],
        otherWaysIn: [],
        onlyKnownWay: true,
        closedToo: [],
      });
    }
  });

  describe('of several passkeys that go together', () => {
    const through = (serviceId: string, to: string): OtherWayIn =>
      wayOf(serviceId, 'mori', {
        kind: 'sign-in-with',
        requires: [{ type: 'account', serviceId: to, userName: null, accountId: null }],
      });
    const shop = readOf('a', 'shop.com', 'mori', { credentialId: 'c2' });
    const referenceOf = ({ credentialId, rpId, userId }: typeof shop) => ({
      credentialId: credentialId ?? '',
      rpId,
      userId,
    });
    const both = [...services, serviceOf('shop', ['shop.com']), serviceOf('forum', [])];
    const together = (some: Partial<CoverageInput>, wanted: readonly (typeof shop)[]) => {
      const input = inputOf({ services: both, keys: [keyOf('a'), keyOf('b')], ...some });
      return deletionFacts(analyseCoverage(input), input.enrolments, 'a', wanted.map(referenceOf));
    };

    it('a second passkey of the account on this key is no way in where it goes too', () => {
      const twin = readOf('a', 'github.com', 'mori', { id: 'twin', credentialId: 'c9' });
      const enrolments = [passkey, twin];
      expect(together({ enrolments }, [passkey])).toMatchObject([{ onlyKnownWay: false }]);
      expect(together({ enrolments }, [passkey, twin])).toMatchObject([{ onlyKnownWay: true }, { onlyKnownWay: true }]);
    });

    it('an account behind another one of them has no way in by that one', () => {
      const some = { enrolments: [passkey, shop], otherWaysIn: [through('github', 'shop')] };
      expect(together(some, [passkey])).toMatchObject([
        { onlyKnownWay: false, otherWaysIn: [{ kind: 'sign-in-with' }] },
      ]);
      expect(together(some, [passkey, shop])).toMatchObject([
        { onlyKnownWay: true, otherWaysIn: [], closedToo: [] },
        { onlyKnownWay: true, closedToo: [] },
      ]);
    });

    it('an account that is closed with them is named at the one through which it opened', () => {
      const some = { enrolments: [passkey, shop], otherWaysIn: [through('forum', 'shop')] };
      expect(together(some, [passkey, shop]).map(({ closedToo }) => closedToo)).toEqual([[], ['forum|name:mori']]);
    });
  });
});
