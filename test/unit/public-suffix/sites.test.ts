import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { SiteOf } from '../../../src-shared/domain/site.ts';
import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { sitesOfRecords, sitesOfServices } from '../../../src-shared/public-suffix/sites.ts';
import { inventoryArbitrary } from '../coverage/arbitrary-inventory.ts';
import { inputOf, keyOf, readOf, wayOf } from '../coverage/coverage-fixtures.ts';

/** Returns what the window has: the sites that came with the services and the records, and nothing else. */
function sentSiteOf({ services, enrolments, otherWaysIn }: CoverageInput): SiteOf {
  const sent = new Map(
    [...sitesOfServices(services), ...sitesOfRecords(enrolments, otherWaysIn)].map((site) => [site.host, site]),
  );
  return (host) => {
    const site = sent.get(host);
    if (site === undefined) throw new Error(`the window does not know ${host}`);
    return site;
  };
}

describe('what the public suffix list says of a host', () => {
  it.each([
    ['github.com', 'github.com', true],
    ['login.github.com', 'github.com', true],
    ['hana.github.io', 'hana.github.io', true], // the private section
    ['github.io', null, true],
    ['shop.example.co.jp', 'example.co.jp', true],
    ['co.jp', null, true],
    ['nas.home.arpa', 'nas.home.arpa', true],
    ['server.corp', 'server.corp', false],
    ['localhost', null, false],
    ['192.168.1.1', null, false],
  ])('%s: %s, listed: %s', (host, domain, listed) => {
    expect(siteOf(host)).toEqual({ host, domain, listed });
  });
});

describe('the sites that are sent with records', () => {
  it('are one for each RP ID', () => {
    const records = [readOf('a', 'one.example.com', 'x'), readOf('b', 'one.example.com', 'x')];
    const ways = [wayOf('shop', 'x', { rpId: 'two.example.com' }), wayOf('shop', 'x', { rpId: null })];
    expect(sitesOfRecords(records, ways)).toEqual([
      { host: 'one.example.com', domain: 'example.com', listed: true },
      { host: 'two.example.com', domain: 'example.com', listed: true },
    ]);
  });

  it('are all that an analysis asks for, of the shipped catalogue', () => {
    const services = loadServices();
    const rpIds = services.flatMap((service) => [
      ...service.rpIds,
      ...service.domains,
      ...(service.retiredRpIds ?? []).map(({ rpId }) => rpId),
      ...service.domains.map((domain) => `sso.${domain}`),
    ]);
    const enrolments = rpIds.map((rpId, index) => readOf('a', rpId, `user${index}`));
    const input = inputOf({ keys: [keyOf('a')], services, enrolments });
    const report = analyseCoverage({ ...input, siteOf: sentSiteOf(input) });
    expect(report.services.length).toBeGreaterThan(300);
    expect(report).toEqual(analyseCoverage(input));
  });

  it('are all that an analysis asks for, of any inventory', () => {
    fc.assert(
      fc.property(inventoryArbitrary({ simple: false, dependent: true }), (input) => {
        expect(analyseCoverage({ ...input, siteOf: sentSiteOf(input) })).toEqual(analyseCoverage(input));
      }),
      { numRuns: 300, seed: 20_261_129 },
    );
  });
});
