import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { describe, expect, it } from 'vitest';
import { type DeletionQuestion, deletionLosses } from '../../../src-main/ipc/deletion-preview.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { keyOf, readOf } from '../coverage/coverage-fixtures.ts';
import { listingOf, passkey } from './key-fixtures.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';

const github = passkey();

function facts(
  enrolments: readonly Enrolment[],
  more: Partial<InventorySnapshot> = {},
  question: Partial<DeletionQuestion> = {},
) {
  const [only] = deletionLosses(
    {
      snapshot: inventorySnapshot({
        keys: [keyOf('k1', { label: 'Blue' }), keyOf('k2', { label: 'Red' })],
        enrolments: [...enrolments],
        ...more,
      }),
      services: [],
      advisories: [],
      otherWayProviders: [],
      siteOf,
      now: '2026-01-15T00:00:00.000Z',
      keyId: 'k1',
      listing: listingOf(github),
      passkeys: [github],
      locale: 'en',
      ...question,
    },
    analyseCoverage,
  );
  return only;
}

const hana = { userId: '01', rpIdHash: 'aa' };
const here = readOf('k1', 'github.com', 'hana', { ...hana, id: 'e1', credentialId: 'c1' });
const onRed = readOf('k2', 'github.com', 'hana', { ...hana, id: 'e2', credentialId: 'c2' });

describe('what deleting a passkey would take away', () => {
  it('H-07 the only known way into the account is called so', () => {
    expect(facts([here])).toMatchObject({ otherKeys: [], otherWaysIn: [], onlyKnownWay: true, lastForService: true });
  });

  it('another key that opens the account is named', () => {
    expect(facts([here, onRed])).toMatchObject({ otherKeys: ['Red'], onlyKnownWay: false });
  });

  it('a passkey that vanished from the other key opens nothing', () => {
    const vanished = { ...onRed, vanishedAt: '2026-11-20T10:00:00.000Z', vanishedBy: 'deleted' as const };
    expect(facts([here, vanished])).toMatchObject({ otherKeys: [], onlyKnownWay: true });
  });

  it('a second passkey for the same account on the same key keeps the way open', () => {
    expect(facts([here, { ...here, id: 'e3', credentialId: 'c3' }])).toMatchObject({ onlyKnownWay: false });
  });

  it('H-11 another account at the same service: not the last passkey there', () => {
    const other = passkey({ credentialId: 'c9', userId: '02' });
    expect(facts([here], {}, { listing: listingOf(github, other) })).toMatchObject({
      onlyKnownWay: true,
      lastForService: false,
    });
  });

  it('H-11 a passkey that was never stored is found by its account', () => {
    expect(facts([onRed], {}, { keyId: null })).toMatchObject({ otherKeys: ['Red'], onlyKnownWay: false });
  });

  it('an account that nothing is known of is shown by its RP ID', () => {
    expect(facts([], {}, { keyId: null })).toMatchObject({ serviceName: 'github.com', onlyKnownWay: true });
    const bare = passkey({ rpId: null, userId: null });
    expect(facts([], {}, { keyId: null, passkeys: [bare] })).toMatchObject({ serviceName: 'aa' });
  });
});
