import { describe, expect, it } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import { applyCorrections, correctionNews } from '../../../src-shared/catalogue/apply-corrections.ts';
import { assignRpId } from '../../../src-shared/public-suffix/assign-rp-id.ts';
import { contributionOf } from '../../../src-shared/catalogue/contribution.ts';
import { catalogueCorrectionSchema } from '../../../src-shared/domain/catalogue-correction-schema.ts';
import type { CatalogueCorrection, RpIdOwner } from '../../../src-shared/domain/catalogue-correction.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';

const shipped = loadServices();
const asOf = '2026-11-29T08:00:00.000Z';
const source = 'name on my key, after registering at the bank';

function assigned(
  rpId: string,
  owner: RpIdOwner,
  corrections: readonly CatalogueCorrection[] = [],
  services = shipped,
) {
  const { correction, problems } = assignRpId(services, corrections, rpId, owner, source);
  expect(problems).toEqual([]);
  return catalogueCorrectionSchema.parse({ ...correction, asOf });
}

function inUse(
  id: string,
  corrections: readonly CatalogueCorrection[],
  services: readonly CatalogueService[] = shipped,
) {
  return applyCorrections(services, corrections).find((service) => service.id === id);
}

function updated(id: string, change: Partial<CatalogueService>): readonly CatalogueService[] {
  return shipped.map((one) => (one.id === id ? { ...one, ...change } : one));
}

const smbc: RpIdOwner = { serviceId: 'smbc' };

describe('assignRpId', () => {
  it('adds the RP ID to a service of the catalogue, and keeps those that it has', () => {
    const correction = assigned('passkey.smbc.co.jp', smbc);
    expect(correction).toMatchObject({ serviceId: 'smbc', fields: { rpIds: ['passkey.smbc.co.jp'] }, source });
    expect(inUse('smbc', [correction])).toMatchObject({
      name: 'Sumitomo Mitsui Banking Corporation (SMBC)',
      rpIds: ['passkey.smbc.co.jp'],
      rpIdConfidence: 'verified',
    });
    const github = assigned('enterprise.github.com', { serviceId: 'github' });
    expect(inUse('github', [github])?.rpIds).toEqual(['github.com', 'enterprise.github.com']);
  });

  it('goes on top of what the person corrected before, a second RP ID too', () => {
    const first = assigned('passkey.smbc.co.jp', smbc, [
      { serviceId: 'smbc', fields: { maxKeys: 3 }, base: { maxKeys: 'unknown' }, source: 'help page', asOf },
    ]);
    expect(first.fields).toEqual({ maxKeys: 3, rpIds: ['passkey.smbc.co.jp'] });
    const second = assigned('id.smbc.co.jp', smbc, [first]);
    expect(second.fields).toEqual({ maxKeys: 3, rpIds: ['passkey.smbc.co.jp', 'id.smbc.co.jp'] });
  });

  it('survives an update: what the catalogue adds or takes away beside it holds as well', () => {
    const correction = assigned('enterprise.github.com', { serviceId: 'github' });
    const grown = updated('github', { rpIds: ['github.com', 'passkeys.github.com'] });
    expect(inUse('github', [correction], grown)?.rpIds).toEqual([
      'github.com',
      'enterprise.github.com',
      'passkeys.github.com',
    ]);
    expect(correctionNews(grown, correction)).toEqual([]);
    const shrunk = updated('github', { rpIds: ['passkeys.github.com'] });
    expect(inUse('github', [correction], shrunk)?.rpIds).toEqual(['enterprise.github.com', 'passkeys.github.com']);
    const agreeing = updated('github', { rpIds: ['github.com', 'enterprise.github.com'] });
    expect(correctionNews(agreeing, correction)).toEqual([{ kind: 'agrees', field: 'rpIds', otherServiceId: null }]);
    const gone = shipped.filter(({ id }) => id !== 'github');
    expect(inUse('github', [correction], gone)?.rpIds).toEqual(['github.com', 'enterprise.github.com']);
  });

  it('does not hide what the catalogue changed meanwhile in another field that was corrected', () => {
    const before: CatalogueCorrection = {
      serviceId: 'github',
      fields: { minKeysRecommended: 4 },
      base: { minKeysRecommended: 2 },
      source: null,
      asOf,
    };
    const now = updated('github', { minKeysRecommended: 3 });
    const correction = assigned('enterprise.github.com', { serviceId: 'github' }, [before], now);
    expect(correctionNews(now, correction)).toEqual([
      { kind: 'changed', field: 'minKeysRecommended', otherServiceId: null },
    ]);
  });

  it('makes a service of the person’s own, and finds it again by its name', () => {
    const bank = assigned('login.my-bank.example.com', { newServiceName: ' My Bank ' });
    expect(bank).toMatchObject({ serviceId: 'own:my-bank', base: null, source });
    expect(bank.fields).toEqual({ name: 'My Bank', rpIds: ['login.my-bank.example.com'] });
    const again = assigned('id.my-bank.example.com', { newServiceName: 'my bank' }, [bank]);
    expect(again.serviceId).toBe('own:my-bank');
    expect(again.fields).toEqual({
      name: 'My Bank',
      rpIds: ['login.my-bank.example.com', 'id.my-bank.example.com'],
    });
    const other = assigned('bank.example.org', { newServiceName: '私の銀行' }, [bank]);
    expect(other.serviceId).toBe('own:bank-example-org');
    const byId = assigned('www.my-bank.example.com', { serviceId: 'own:my-bank' }, [bank]);
    expect(byId.fields.rpIds).toEqual(['login.my-bank.example.com', 'www.my-bank.example.com']);
  });

  it('can bring back an RP ID that the catalogue calls retired', () => {
    const correction = assigned('twitter.com', { serviceId: 'x-twitter' });
    expect(inUse('x-twitter', [correction])).toMatchObject({ rpIds: ['x.com', 'twitter.com'] });
    expect(inUse('x-twitter', [correction])?.retiredRpIds).toBeUndefined();
  });

  it.each([
    ['co.jp', 'public-suffix'],
    ['gov.uk', 'public-suffix'],
    ['localhost', 'not-a-host'],
    ['Bank.example.com', 'not-a-host'],
    ['bank.example.com:8443', 'not-a-host'],
    ['ssh:', 'not-a-host'],
    ['b\u0430nk.com', 'not-a-host'],
  ])('refuses %s: %s', (rpId, problem) => {
    for (const owner of [smbc, { newServiceName: 'Bank' }]) {
      const prepared = assignRpId(shipped, [], rpId, owner, null);
      expect(prepared.correction).toBeNull();
      expect(prepared.problems.map((one) => one.problem)).toEqual([problem]);
    }
  });

  it('warns where another service has the RP ID, and takes no service that nobody knows', () => {
    expect(assignRpId(shipped, [], 'github.com', smbc, null).warnings).toMatchObject([
      { warning: 'rp-id-of-other-service', value: 'GitHub' },
    ]);
    expect(assignRpId(shipped, [], 'bank.example.com', { serviceId: 'no-such' }, null).correction).toBeNull();
  });

  it('is exported as a contribution with its source', () => {
    const corrections = [
      assigned('enterprise.github.com', { serviceId: 'github' }),
      assigned('login.my-bank.example.com', { newServiceName: 'My Bank' }),
    ];
    expect(contributionOf(corrections).entries).toEqual([
      {
        serviceId: 'github',
        kind: 'correction',
        fields: { rpIds: ['github.com', 'enterprise.github.com'] },
        catalogueSaid: { rpIds: ['github.com'] },
        source,
        asOf: '2026-11-29',
      },
      {
        serviceId: 'own:my-bank',
        kind: 'new-service',
        fields: { name: 'My Bank', rpIds: ['login.my-bank.example.com'] },
        catalogueSaid: {},
        source,
        asOf: '2026-11-29',
      },
    ]);
  });
});
