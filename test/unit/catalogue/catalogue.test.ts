import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import {
  advisoryFileSchema,
  modelFileSchema,
  otherWayFileSchema,
  serviceFileSchema,
} from '../../../catalogue/catalogue-schema.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { modelOf } from '../../../catalogue/models.ts';
import { loadServices, serviceOrigin } from '../../../catalogue/services.ts';
import { allowedAddress, allowedHosts } from '../../../src-main/windows/open-external.ts';
import { advisorySchema } from '../../../src-shared/domain/advisory-schema.ts';
import {
  catalogueModelSchema,
  catalogueServiceSchema,
  otherWayProviderSchema,
} from '../../../src-shared/domain/catalogue-schema.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../catalogue/${name}`, import.meta.url), 'utf8'));

function dashed(aaguid: string): string {
  return aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

describe('catalogue/services.json', () => {
  const entries = serviceFileSchema.parse(read('services.json'));

  it('holds entries of the documented form, each with its sources', () => {
    expect(entries.length).toBe(366);
  });

  it('has each id once', () => {
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  });

  it('refers only to other services that exist, and to the one that holds the accounts itself', () => {
    const ids = new Set(entries.map((entry) => entry.id));
    for (const { id, sharesCredentialWith, accountsAt } of entries) {
      const named = [sharesCredentialWith, accountsAt].filter((one) => one !== undefined);
      expect(
        named.filter((one) => one === id || !ids.has(one)),
        id,
      ).toEqual([]);
      expect(entries.find((entry) => entry.id === accountsAt)?.accountsAt, id).toBeUndefined();
    }
  });

  it('says the same about one-key services in each of the three ways', () => {
    for (const entry of entries.filter((e) => e.singleSlot === true || e.maxKeys === 1)) {
      expect(entry, entry.id).toMatchObject({ maxKeys: 1, multipleKeys: false });
    }
  });

  it('gives the program every service, in the form of the domain', () => {
    const services = loadServices();
    expect(services.map((service) => service.id)).toEqual(entries.map((entry) => entry.id));
    for (const service of services) expect(catalogueServiceSchema.strict().safeParse(service).error).toBeUndefined();
  });
});

describe('what services ask for, as codes', () => {
  const entries = serviceFileSchema.parse(read('services.json'));
  const services = loadServices();
  const service = (id: string) => services.find((one) => one.id === id);
  /** The systems that the product promises to know from end to end. */
  const named = [
    'microsoft-entra-id',
    'windows-signin-entra-joined',
    'windows-signin-hybrid-joined',
    'microsoft-account',
    'google-account',
    'amazon',
    'roboform',
    'sbi-securities',
    'monex',
    'rakuten-securities',
    'moneyforward',
    'recruit-id',
    'yahoo-japan',
    'docomo-id',
    'au-id',
    'rakuten-id',
    'esmart-securities',
  ];

  it.each(named)('%s: first key, further key and ways back in are all told', (id) => {
    expect(service(id)?.firstKeyNeeds).not.toEqual([]);
    expect(service(id)?.nextKeyNeeds).not.toEqual([]);
    expect(service(id)?.recoveryWays).not.toEqual([]);
  });

  it('Entra ID: recent sign-in or a pass, the organisation’s consent, a key with a PIN; the first key opens the way for the next', () => {
    expect(service('microsoft-entra-id')).toMatchObject({
      firstKeyNeeds: ['mfa-recent', 'or-temporary-access-pass', 'admin-must-allow', 'models-by-policy', 'key-with-pin'],
      nextKeyNeeds: ['existing-key', 'mfa-recent', 'models-by-policy', 'key-with-pin'],
      recoveryWays: [
        'temporary-access-pass',
        'another-key',
        'windows-hello',
        'authenticator-passkey',
        'admin-enrols-key',
      ],
    });
  });

  it('Windows sign-in has no registration of its own', () => {
    for (const id of ['windows-signin-entra-joined', 'windows-signin-hybrid-joined']) {
      expect(service(id)?.firstKeyNeeds).toContain('enrol-at-entra');
    }
    expect(service('windows-signin-hybrid-joined')?.firstKeyNeeds).toContain('kerberos-by-organisation');
    // A pass alone does not open a hybrid joined computer.
    expect(service('windows-signin-hybrid-joined')?.recoveryWays).not.toContain('temporary-access-pass');
  });

  it('says of exactly the one-key services that they take one key only', () => {
    const told = services.filter(({ nextKeyNeeds }) => nextKeyNeeds.includes('one-key-only')).map(({ id }) => id);
    expect(told.toSorted()).toEqual(
      services
        .filter(({ maxKeys }) => maxKeys === 1)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('invents nothing: no need where the source says nothing, no code that the source does not give', () => {
    for (const entry of entries) {
      const silent = ['unknown', 'n/a'].includes(entry.firstEnrolment);
      expect(silent ? entry.firstKeyNeeds : [], entry.id).toEqual([]);
      expect(entry.recoveryWays.length === 0, entry.id).toBe(entry.recovery === 'unknown');
      const needs = [...entry.firstKeyNeeds, ...entry.nextKeyNeeds];
      expect(entry.tier === 'curated' ? [] : needs, entry.id).toEqual([]);
    }
  });

  it('tells the first need of every curated service that takes keys and of which something is known', () => {
    const silent = entries.filter(
      (entry) =>
        entry.tier === 'curated' &&
        entry.acceptsSecurityKeys !== false &&
        !['unknown', 'n/a'].includes(entry.firstEnrolment) &&
        entry.firstKeyNeeds.length === 0,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('has only pages that can be opened, and the way through an app beside them', () => {
    const pages = services.filter(({ addKeyUrl }) => addKeyUrl !== 'unknown');
    const hosts = allowedHosts(pages.map(({ addKeyUrl }) => addKeyUrl));
    for (const { id, addKeyUrl } of pages) expect(allowedAddress(addKeyUrl, hosts)?.href, id).toBeDefined();
    expect(service('1password')).toMatchObject({
      addKeyUrl: 'https://my.1password.com/',
      addKeyPath: 'Manage Account > More Actions > Manage Two-Factor Authentication',
    });
    expect(service('keeper')).toMatchObject({ addKeyUrl: 'unknown', addKeyPath: expect.stringContaining(' > ') });
  });

  it('says where an entry comes from', () => {
    expect(serviceOrigin('rakuten-securities')?.sources).toContain(
      'https://www.rakuten-sec.co.jp/web/security/passkey/',
    );
    expect(serviceOrigin('own:bank')).toBeNull();
  });
});

describe('catalogue/other-ways.json', () => {
  const file = otherWayFileSchema.parse(read('other-ways.json'));
  const models = modelFileSchema.parse(read('aaguids.json')).aaguids;

  it('holds as many ways as it says, each once', () => {
    expect(file.providers.length).toBe(file._meta.count);
    expect(new Set(file.providers.map(({ id }) => id)).size).toBe(file.providers.length);
  });

  it('has every way that the product promises to know', () => {
    const kinds = new Map(loadOtherWays().map(({ id, recordedAs }) => [id, recordedAs]));
    expect(Object.fromEntries(kinds)).toMatchObject({
      'windows-hello-for-business': 'windows-hello',
      'fido2-security-key': null,
      'microsoft-authenticator-passkey': 'microsoft-authenticator',
      'microsoft-authenticator-phone-signin': 'phone-sign-in',
      roboform: 'synced-passkey',
      'google-password-manager': 'synced-passkey',
      'apple-icloud-keychain': 'synced-passkey',
      '1password': 'synced-passkey',
      bitwarden: 'synced-passkey',
      keeper: 'synced-passkey',
      'recovery-codes': 'recovery-codes',
      'temporary-access-pass': 'temporary-access-pass',
      'helpdesk-reset': 'helpdesk',
      'totp-app': 'totp-app',
      'sms-call': 'sms',
      'email-code': 'recovery-email',
      'push-approval': 'push',
      'sign-in-with': 'sign-in-with',
      password: 'password',
    });
  });

  it('knows the account behind every provider that syncs, and names only services of the catalogue', () => {
    const ids = new Set(loadServices().map(({ id }) => id));
    const accounts = new Map(loadOtherWays().map(({ id, serviceId }) => [id, serviceId]));
    for (const [id, serviceId] of accounts) expect(serviceId === null || ids.has(serviceId), id).toBe(true);
    for (const way of loadOtherWays().filter(({ synced }) => synced)) expect(way.serviceId, way.id).not.toBeNull();
    expect(Object.fromEntries(accounts)).toMatchObject({
      bitwarden: 'bitwarden',
      '1password': '1password',
      'apple-icloud-keychain': 'apple-account',
      'google-password-manager': 'google-account',
      'microsoft-password-manager': 'microsoft-account',
      'samsung-pass': 'samsung-account',
      'proton-pass': 'proton',
      keepassxc: null,
      'microsoft-authenticator-passkey': null,
    });
  });

  it('gives no two providers one name', () => {
    const names = file.providers.flatMap(({ name, nameJa, aliases }) =>
      [...new Set([name, nameJa, ...aliases])].map(foldText),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('names only AAGUIDs of the model list, none of them a security key', () => {
    for (const { id, aaguids } of file.providers) {
      for (const aaguid of aaguids) {
        expect(models[aaguid], `${id} ${aaguid}`).toBeDefined();
        expect(models[aaguid]?.roamingSecurityKey, `${id} ${aaguid}`).toBe(false);
      }
    }
  });

  it('takes what depends on something for no more than it is', () => {
    const ways = new Map(loadOtherWays().map((way) => [way.id, way]));
    for (const way of ways.values()) expect(otherWayProviderSchema.strict().safeParse(way).error).toBeUndefined();
    expect(ways.get('keepassxc')).toMatchObject({ synced: false, roaming: true });
    expect(ways.get('totp-app')).toMatchObject({ deviceBound: false, synced: false });
    expect(ways.get('windows-hello-for-business')).toMatchObject({ deviceBound: true, roaming: false });
  });
});

describe('catalogue/advisories.json', () => {
  const file = advisoryFileSchema.parse(read('advisories.json'));
  const models = modelFileSchema.parse(read('aaguids.json')).aaguids;

  it('holds as many advisories as it says, each once', () => {
    expect(file.advisories.length).toBe(file._meta.count);
    expect(new Set(file.advisories.map(({ id }) => id)).size).toBe(file.advisories.length);
  });

  it('names only AAGUIDs of the model list, and in its ranges only those that it names', () => {
    for (const { id, affected } of file.advisories) {
      const named = [...affected.aaguidsAlwaysAffected, ...affected.aaguidsPossiblyAffected];
      expect(
        named.filter((aaguid) => models[aaguid] === undefined),
        id,
      ).toEqual([]);
      const inRanges = affected.firmware.flatMap(({ aaguids }) => aaguids ?? []);
      expect(
        inRanges.filter((aaguid) => !named.includes(aaguid)),
        id,
      ).toEqual([]);
    }
  });

  it('holds only what can be told of a key: by AAGUID of a roaming model, or by USB names where it has none', () => {
    for (const { id, aaguidsAlwaysAffected, aaguidsPossiblyAffected, usbNames } of loadAdvisories()) {
      const roaming = [...aaguidsAlwaysAffected, ...aaguidsPossiblyAffected].filter(
        (aaguid) => models[dashed(aaguid)]?.roamingSecurityKey === true,
      );
      expect(roaming.length + usbNames.length, id).toBeGreaterThan(0);
    }
    // And nothing is kept from the keys that could be told of one.
    for (const { id, category, affected, usbNames } of file.advisories) {
      if (category !== 'unidentifiable') continue;
      const signs = [affected.aaguidsAlwaysAffected, affected.aaguidsPossiblyAffected, affected.firmware, usbNames];
      expect(signs.flat(), id).toEqual([]);
    }
    expect(file.advisories.filter(({ category }) => category === 'unidentifiable').map(({ id }) => id)).toEqual([
      'EUCLEAK-OTHER',
      'TITAN-BLE-2019',
    ]);
  });

  it('has no range without a bound that could be held against a key', () => {
    for (const advisory of loadAdvisories()) {
      const ranges = advisory.firmware.filter(({ aaguids }) => aaguids?.length !== 0);
      for (const { aaguids: _, ...bounds } of ranges) expect(Object.keys(bounds), advisory.id).not.toEqual([]);
    }
  });

  it('never rates a weakness lower than its score asks', () => {
    for (const { id, cvss, cvssNote, severity } of file.advisories) {
      if (cvss === undefined || cvssNote !== undefined) continue;
      expect(severity, id).toBe(cvss >= 7 ? 'high' : cvss >= 4 ? 'moderate' : 'low');
    }
  });

  it('says title and summary in both languages, and not the same text twice', () => {
    for (const { id, title, titleJa, summary, summaryJa } of file.advisories) {
      for (const text of [titleJa, summaryJa]) expect(text, id).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/u);
      for (const text of [title, summary]) expect(text, id).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/u);
      expect(title).not.toBe(summary);
    }
  });

  it('gives the program only what is about keys and FIDO', () => {
    const loaded = loadAdvisories();
    expect(loaded.map(({ id }) => id)).toContain('YSA-2024-03');
    const programs = ['YSA-2026-01', 'YSA-2026-02', 'YSA-2025-01', 'YSA-2021-03', 'YSA-2024-01', 'YSA-2017-01'];
    const others = [...programs, 'CVE-2025-25201', 'CTRAPS', 'EUCLEAK-OTHER', 'TITAN-BLE-2019'];
    expect(loaded.map(({ id }) => id).filter((id) => others.includes(id))).toEqual([]);
    for (const advisory of loaded) expect(advisorySchema.strict().safeParse(advisory).error).toBeUndefined();
  });
});

describe('docs/catalogue.md', () => {
  it('says how many entries each file holds', () => {
    const table = readFileSync(new URL('../../../docs/catalogue.md', import.meta.url), 'utf8');
    const told = Object.fromEntries(
      [...table.matchAll(/^\| `(\w[\w-]*\.json)` *\|[^|]*\| (\d+) *\|/gm)].map(([, name, count]) => [
        name,
        Number(count),
      ]),
    );
    expect(told).toEqual({
      'services.json': serviceFileSchema.parse(read('services.json')).length,
      'other-ways.json': otherWayFileSchema.parse(read('other-ways.json')).providers.length,
      'advisories.json': advisoryFileSchema.parse(read('advisories.json')).advisories.length,
      'aaguids.json': Object.keys(modelFileSchema.parse(read('aaguids.json')).aaguids).length,
    });
  });
});

describe('catalogue/aaguids.json', () => {
  const file = modelFileSchema.parse(read('aaguids.json'));

  it('holds as many models as it says', () => {
    expect(Object.keys(file.aaguids).length).toBe(file._meta.count);
  });

  it('finds a model by AAGUID, with or without dashes', () => {
    const [aaguid] = Object.entries(file.aaguids).find(([, entry]) => entry.model.startsWith('YubiKey 5')) ?? [];
    const found = modelOf(aaguid ?? '');
    expect(found?.vendor).toBe('Yubico');
    expect(catalogueModelSchema.strict().safeParse(found).error).toBeUndefined();
    expect(modelOf((aaguid ?? '').replaceAll('-', '').toUpperCase())).toEqual(found);
  });

  it('knows the models that only lists or real keys name', () => {
    expect(modelOf('da776f39-f6c8-4a89-b252-1d86137a46ba')?.model).toBe('TrustKey T110');
    expect(modelOf('e3512a8a-62ae-11ea-bc55-0242ac130003')?.model).toBe('TrustKey T120');
    expect(modelOf('310b2830-bd4a-4da5-832e-9a0dfc90abf2')?.model).toBe('Feitian MultiPass FIDO');
    // One AAGUID for all Trezor models.
    expect(modelOf('d6d0bdc3-62ee-c4db-de8d-7a656e4a4487')?.model).toBe('Trezor (FIDO2 app)');
  });

  it('knows no model for all zeros, unknown AAGUIDs and names of object members', () => {
    expect(modelOf('0'.repeat(32))).toBeNull();
    expect(modelOf('f'.repeat(32))).toBeNull();
    expect(modelOf('__proto__')).toBeNull();
    expect(modelOf('')).toBeNull();
  });
});
