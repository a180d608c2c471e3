import { describe, expect, it } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import {
  applyCorrections,
  correctableFields,
  correctedFieldNames,
  correctionNews,
  fieldsTogether,
} from '../../../src-shared/catalogue/apply-corrections.ts';
import {
  checkCorrection,
  correctionProblems,
  correctionWarnings,
} from '../../../src-shared/public-suffix/check-correction.ts';
import { ownServiceId } from '../../../src-shared/catalogue/own-service-id.ts';
import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { contributionOf } from '../../../src-shared/catalogue/contribution.ts';
import { createServiceFinder } from '../../../src-shared/coverage/group-services.ts';
import { prepareCorrection } from '../../../src-shared/public-suffix/prepare-correction.ts';
import {
  catalogueCorrectionSchema,
  correctedFieldsSchema,
} from '../../../src-shared/domain/catalogue-correction-schema.ts';
import type { CatalogueCorrection, CorrectedFields } from '../../../src-shared/domain/catalogue-correction.ts';
import { catalogueServiceSchema } from '../../../src-shared/domain/catalogue-schema.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { newsMessage, problemMessage, warningMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const shipped = loadServices();
const asOf = '2026-11-22T08:00:00.000Z';

function service(id: string, services: readonly CatalogueService[] = shipped): CatalogueService {
  const found = services.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no service ${id}`);
  return found;
}

function correction(serviceId: string, fields: CorrectedFields, change: Partial<CatalogueCorrection> = {}) {
  const listed = shipped.find(({ id }) => id === serviceId);
  const base = listed === undefined ? null : correctableFields(listed);
  return { serviceId, fields, base, source: null, asOf, ...change } satisfies CatalogueCorrection;
}

/** Returns the catalogue after an update that changes one entry, or with null removes it. */
function updated(serviceId: string, change: Partial<CatalogueService> | null): readonly CatalogueService[] {
  if (change === null) return shipped.filter(({ id }) => id !== serviceId);
  return shipped.map((one) => (one.id === serviceId ? { ...one, ...change } : one));
}

describe('applyCorrections', () => {
  it('changes nothing without corrections', () => {
    expect(applyCorrections(shipped, [])).toBe(shipped);
  });

  it('lets each corrected field win, and no other', () => {
    const fields: CorrectedFields = { minKeysRecommended: 3, addKeyUrl: 'https://github.com/settings/keys' };
    const after = service('github', applyCorrections(shipped, [correction('github', fields)]));
    expect(after).toEqual({ ...service('github'), ...fields, corrected: true });
    expect(service('gitlab', applyCorrections(shipped, [correction('github', fields)]))).toBe(service('gitlab'));
  });

  it.each(correctedFieldNames)('%s: every field that can be corrected is applied', (field) => {
    const other: Required<CorrectedFields> = {
      name: 'Other',
      nameJa: '別名',
      rpIds: ['other.example.com'],
      domains: ['other.example.com'],
      acceptsSecurityKeys: false,
      multipleKeys: false,
      maxKeys: 7,
      deviceBoundOnly: true,
      minKeysRecommended: 4,
      addKeyUrl: 'https://other.example.com/keys',
    };
    const after = service('github', applyCorrections(shipped, [correction('github', { [field]: other[field] })]));
    expect(after[field]).toEqual(other[field]);
    expect(catalogueServiceSchema.strict().safeParse(after).error).toBeUndefined();
  });

  it('makes a one-key service out of "one key", and takes that rule back with "several"', () => {
    const one = service('github', applyCorrections(shipped, [correction('github', { maxKeys: 1 })]));
    expect(one).toMatchObject({ maxKeys: 1, multipleKeys: false, singleSlot: true, nextKeyNeeds: ['one-key-only'] });
    const id = 'rakuten-securities';
    expect(service(id)).toMatchObject({ maxKeys: 1, singleSlot: true, nextKeyNeeds: ['one-key-only'] });
    for (const [fields, maxKeys] of [
      [{ maxKeys: 2 }, 2],
      [{ multipleKeys: true }, 'unknown'],
    ] as const) {
      const several = service(id, applyCorrections(shipped, [correction(id, fields)]));
      expect(several).toMatchObject({ maxKeys, multipleKeys: true });
      expect(several.singleSlot).toBeUndefined();
      expect(several.nextKeyNeeds).not.toContain('one-key-only');
    }
    // "I do not know" takes the rule back too: no longer sure is not "one".
    const unknown = service(id, applyCorrections(shipped, [correction(id, { maxKeys: 'unknown' })]));
    expect(unknown).toMatchObject({ maxKeys: 'unknown', multipleKeys: 'unknown' });
    expect(unknown.singleSlot).toBeUndefined();
  });

  it('no longer says that keys are not documented once the person knows', () => {
    expect(service('monex').firstKeyNeeds).toContain('keys-not-documented');
    const after = service('monex', applyCorrections(shipped, [correction('monex', { acceptsSecurityKeys: true })]));
    expect(after.firstKeyNeeds).toEqual(['password', 'second-step']);
  });

  it('takes websites that the person gives for sure, and drops the way through a page that is another now', () => {
    const after = service(
      '1password',
      applyCorrections(shipped, [
        correction('1password', { rpIds: ['my.1password.eu'], addKeyUrl: 'https://my.1password.eu/security' }),
      ]),
    );
    expect(after.rpIdConfidence).toBe('verified');
    expect(after.addKeyPath).toBeUndefined();
  });

  it('adds services of the person’s own', () => {
    const own = correction('own:bank', { name: 'Bank', rpIds: ['bank.example.com'] });
    const after = applyCorrections(shipped, [own]);
    expect(after.length).toBe(shipped.length + 1);
    expect(service('own:bank', after)).toMatchObject({ name: 'Bank', rpIds: ['bank.example.com'], corrected: true });
    expect(catalogueServiceSchema.strict().safeParse(service('own:bank', after)).error).toBeUndefined();
  });

  it('survives an update: the correction wins, everything else is the new catalogue’s', () => {
    const kept = correction('rakuten-securities', { maxKeys: 3 });
    const after = service(
      'rakuten-securities',
      applyCorrections(updated('rakuten-securities', { maxKeys: 2, name: 'New name', deviceBoundOnly: false }), [kept]),
    );
    expect(after).toMatchObject({ maxKeys: 3, name: 'New name', deviceBoundOnly: false });
  });

  it('keeps a corrected service that an update took out of the catalogue, with all that was known of it', () => {
    const after = applyCorrections(updated('github', null), [correction('github', { minKeysRecommended: 3 })]);
    expect(service('github', after)).toMatchObject({ name: 'GitHub', rpIds: ['github.com'], minKeysRecommended: 3 });
  });

  it('groups by the person’s own service where a website is claimed twice, and leaves other subdomains alone', () => {
    const own = correction('own:mine', { name: 'Mine', rpIds: ['github.com'] });
    const find = createServiceFinder(applyCorrections(shipped, [own]), siteOf, []);
    expect(find({ serviceId: null, rpId: 'github.com', rpIdHash: null })?.serviceId).toBe('own:mine');
    expect(find({ serviceId: null, rpId: 'enterprise.github.com', rpIdHash: null })?.serviceId).toBe(
      'rp:enterprise.github.com',
    );
  });
});

describe('correctionNews', () => {
  const kept = correction('rakuten-securities', { maxKeys: 2, deviceBoundOnly: false });

  it('says nothing while the catalogue stands still, whatever the order of its lists', () => {
    expect(correctionNews(shipped, kept)).toEqual([]);
    const domains = correction('microsoft-entra-id', { domains: ['office.com'] });
    const turned = updated('microsoft-entra-id', { domains: service('microsoft-entra-id').domains.toReversed() });
    expect(correctionNews(turned, domains)).toEqual([]);
  });

  it('tells a corrected field that the catalogue changed, and one where it agrees by now', () => {
    const news = correctionNews(updated('rakuten-securities', { maxKeys: 5, deviceBoundOnly: false }), kept);
    expect(news).toEqual([
      { kind: 'changed', field: 'maxKeys', otherServiceId: null },
      { kind: 'agrees', field: 'deviceBoundOnly', otherServiceId: null },
    ]);
    const facts = {
      yours: kept.fields,
      was: kept.base,
      now: { ...kept.base, maxKeys: 5, deviceBoundOnly: false },
      otherService: null,
    };
    const english = news.map((one) => newsMessage(createTranslator('en'), one, facts));
    expect(english).toEqual([
      'Most keys that it takes: the catalogue now says “5 keys”. When you corrected it, it said “1 key”. Yours stays in use: “2 keys”.',
      'Synced passkeys: the catalogue now agrees with you.',
    ]);
    const japanese = news.map((one) => newsMessage(createTranslator('ja'), one, facts));
    expect(japanese[0]).toContain('「1本」から「5本」に変わりました');
    expect(japanese[0]).toContain('「2本」');
  });

  it('is silent about fields that the person did not correct', () => {
    expect(correctionNews(updated('rakuten-securities', { minKeysRecommended: 4 }), kept)).toEqual([]);
  });

  it('tells that an entry is gone, and that a service of the person’s own is listed now', () => {
    expect(correctionNews(updated('rakuten-securities', null), kept)).toEqual([
      { kind: 'entry-gone', field: null, otherServiceId: null },
    ]);
    const own = correction('own:mine', { name: 'Mine', rpIds: ['bank.example.com'] });
    expect(correctionNews(shipped, own)).toEqual([]);
    expect(correctionNews(updated('monex', { rpIds: ['bank.example.com'] }), own)).toEqual([
      { kind: 'now-listed', field: null, otherServiceId: 'monex' },
    ]);
  });
});

describe('checkCorrection', () => {
  const problemsOf = (serviceId: string, fields: CorrectedFields) =>
    checkCorrection(serviceId, fields, shipped).problems.map(({ problem }) => problem);
  const warningsOf = (serviceId: string, fields: CorrectedFields) =>
    checkCorrection(serviceId, fields, shipped).warnings.map(({ warning }) => warning);

  it.each([
    ['http://github.com/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['data:text/html,<script>', 'not-https'],
    ['github.com/settings', 'not-a-page'],
    ['https://user:secret@github.com/', 'not-a-page'],
    ['https://github.com:8443/', 'not-a-page'],
    ['https://192.168.0.1/', 'not-a-page'],
    ['https://[::1]/', 'not-a-page'],
    ['https://localhost/', 'not-a-page'],
    ['https://co.jp/', 'not-a-page'],
    ['https://github.com/a b', 'not-a-page'],
    ['https://github.com/\u202Egnp', 'ok'],
    ['https://github.com/settings/security', 'ok'],
  ])('L-12 page %s: %s', (addKeyUrl, expected) => {
    expect(problemsOf('github', { addKeyUrl })[0] ?? 'ok').toBe(expected);
  });

  it.each([
    ['co.jp', 'public-suffix'],
    ['com', 'not-a-host'],
    ['github.io', 'public-suffix'],
    ['192.168.0.10', 'not-a-host'],
    ['Bank.example.com', 'not-a-host'],
    ['https://bank.example.com', 'not-a-host'],
    ['bank.example.com/login', 'not-a-host'],
    ['b\u0430nk.com', 'not-a-host'],
    ['<script>.com', 'not-a-host'],
    ['=cmd', 'not-a-host'],
    ['bank.example.com', 'ok'],
    ['xn--wgv71a119e.jp', 'ok'],
  ])('website %s: %s', (host, expected) => {
    for (const field of ['rpIds', 'domains'] as const) {
      expect(problemsOf('own:bank', { name: 'Bank', [field]: [host] })[0] ?? 'ok').toBe(expected);
    }
  });

  it('takes nothing that the schema of a correction refuses', () => {
    const fields: CorrectedFields[] = [
      { rpIds: ['UPPER.example.com'] },
      { rpIds: ['under_score.example.com'] },
      { domains: Array.from({ length: 21 }, (_, index) => `a${index}.example.com`) },
      { addKeyUrl: 'http://github.com' },
      { addKeyUrl: 'nonsense' },
    ];
    for (const one of fields) {
      expect(correctedFieldsSchema.safeParse(one).success).toBe(false);
      expect(problemsOf('github', one)).not.toEqual([]);
    }
  });

  it('asks for a name and a website of a service of the person’s own, and for a difference in every correction', () => {
    expect(problemsOf('own:bank', {})).toEqual(['nothing-corrected', 'name-missing', 'no-website']);
    expect(problemsOf('github', {})).toEqual(['nothing-corrected']);
  });

  it('warns about websites of another service, a page elsewhere, and one recommended key', () => {
    expect(warningsOf('gitlab', { rpIds: ['gitlab.com', 'github.com'] })).toEqual(['rp-id-of-other-service']);
    expect(warningsOf('github', { rpIds: ['github.com'] })).toEqual([]);
    expect(warningsOf('github', { addKeyUrl: 'https://githubb.com/settings' })).toEqual(['page-elsewhere']);
    expect(warningsOf('github', { addKeyUrl: 'https://docs.github.com/' })).toEqual([]);
    expect(warningsOf('github', { minKeysRecommended: 1 })).toEqual(['one-key-recommended']);
  });

  it('has words for everything in both languages, and shows no control character of the person’s text', () => {
    for (const locale of ['en', 'ja'] as const) {
      const t = createTranslator(locale);
      for (const problem of correctionProblems) {
        expect(problemMessage(t, { problem, field: null, value: 'a\u202Eb' })).not.toMatch(/\u202E|undefined/u);
      }
      for (const warning of correctionWarnings) {
        expect(warningMessage(t, { warning, field: 'name', value: 'x' }).length).toBeGreaterThan(5);
      }
    }
  });
});

describe('ownServiceId', () => {
  it('makes a readable id, from the website where the name has no Latin letters, and never one that is taken', () => {
    expect(ownServiceId('My Bank & Co.', 'bank.example.com', new Set())).toBe('own:my-bank-co');
    expect(ownServiceId('私の銀行', 'bank.example.com', new Set())).toBe('own:bank-example-com');
    expect(ownServiceId('私の銀行', undefined, new Set())).toBe('own:service');
    expect(ownServiceId('My Bank', 'x', new Set(['own:my-bank', 'own:my-bank-2']))).toBe('own:my-bank-3');
    expect(ownServiceId('x'.repeat(500), 'x', new Set()).length).toBeLessThan(70);
  });
});

describe('prepareCorrection', () => {
  it('leaves out what the catalogue says anyway, and notes what it says today', () => {
    const wanted = {
      serviceId: 'github',
      fields: { name: 'GitHub', minKeysRecommended: 3 },
      source: 'their help page',
    };
    expect(prepareCorrection(shipped, [], wanted)).toMatchObject({
      problems: [],
      correction: {
        serviceId: 'github',
        fields: { minKeysRecommended: 3 },
        base: correctableFields(service('github')),
        source: 'their help page',
      },
    });
  });

  it('says the number of keys once, so that taking it back takes it back', () => {
    const fieldsOf = (fields: CorrectedFields) =>
      prepareCorrection(shipped, [], { serviceId: 'github', fields, source: null }).correction?.fields;
    expect(fieldsOf({ multipleKeys: false, maxKeys: 1 })).toEqual({ maxKeys: 1 });
    expect(fieldsOf({ multipleKeys: false })).toEqual({ multipleKeys: false });
    expect(fieldsTogether('maxKeys')).toEqual(fieldsTogether('multipleKeys'));
    expect(fieldsTogether('name')).toEqual(['name']);
  });

  it('takes no correction of a service that nobody knows', () => {
    for (const serviceId of ['no-such-service', 'own:', 'own:Bank', 'own:a b', 'domain:example.com']) {
      const wanted = { serviceId, fields: { name: 'X', rpIds: ['bank.example.com'] }, source: null };
      expect(prepareCorrection(shipped, [], wanted).correction).toBeNull();
    }
  });

  it('can still be edited after an update took the entry away', () => {
    const before = correction('github', { minKeysRecommended: 3 });
    const wanted = { serviceId: 'github', fields: { minKeysRecommended: 4 }, source: null };
    expect(prepareCorrection(updated('github', null), [before], wanted).correction).toMatchObject({
      fields: { minKeysRecommended: 4 },
      base: before.base,
    });
  });

  it('makes what the inventory can keep', () => {
    for (const one of shipped.filter(({ id }) => id !== 'github').slice(0, 60)) {
      const { correction: made } = prepareCorrection(shipped, [], {
        serviceId: one.id,
        fields: { minKeysRecommended: 5 },
        source: null,
      });
      expect(catalogueCorrectionSchema.safeParse({ ...made, asOf }).error, one.id).toBeUndefined();
    }
  });
});

describe('contributionOf', () => {
  it('holds the corrected fields, their source and the day, and nothing else of the inventory', () => {
    const document = contributionOf([
      correction('rakuten-securities', { maxKeys: 2 }, { source: 'support page' }),
      correction('own:bank', { name: 'Bank', rpIds: ['bank.example.com'] }),
    ]);
    expect(document).toEqual({
      format: 'sparekey-catalogue-contribution',
      version: 1,
      entries: [
        {
          serviceId: 'own:bank',
          kind: 'new-service',
          fields: { name: 'Bank', rpIds: ['bank.example.com'] },
          catalogueSaid: {},
          source: null,
          asOf: '2026-11-22',
        },
        {
          serviceId: 'rakuten-securities',
          kind: 'correction',
          fields: { maxKeys: 2 },
          catalogueSaid: { maxKeys: 1 },
          source: 'support page',
          asOf: '2026-11-22',
        },
      ],
    });
  });
});
