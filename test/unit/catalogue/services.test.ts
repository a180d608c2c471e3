import { readFileSync } from 'node:fs';
import { getDomain } from 'tldts';
import { describe, expect, it } from 'vitest';
import { serviceFileSchema } from '../../../catalogue/catalogue-schema.ts';
import { loadServices } from '../../../catalogue/services.ts';

const entries = serviceFileSchema.parse(
  JSON.parse(readFileSync(new URL('../../../catalogue/services.json', import.meta.url), 'utf8')),
);
const services = loadServices();
const service = (id: string) => services.find((one) => one.id === id);
const servicesOf = (rpId: string) => services.filter(({ rpIds }) => rpIds.includes(rpId)).map(({ id }) => id);
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

describe('RP IDs and domains', () => {
  it('are none that belong to nobody: a public suffix can be no RP ID', () => {
    const suffixes = entries.flatMap(({ id, rpIds, domains, retiredRpIds = [] }) =>
      [...rpIds, ...domains, ...retiredRpIds.map(({ rpId }) => rpId)]
        .filter((host) => getDomain(host, { allowPrivateDomains: true, detectIp: true }) === null)
        .map((host) => `${id} ${host}`),
    );
    expect(suffixes).toEqual([]);
  });

  it('belong to one service each, but for those whose accounts share a credential or a sign-in host', () => {
    const shared = new Map<string, string[]>();
    for (const { rpIds } of entries) {
      for (const rpId of rpIds) if (servicesOf(rpId).length > 1) shared.set(rpId, servicesOf(rpId));
    }
    expect(Object.fromEntries(shared)).toEqual({
      'login.microsoft.com': [
        'microsoft-entra-id',
        'windows-signin-entra-joined',
        'windows-signin-hybrid-joined',
        'microsoft-account',
      ],
      'google.com': ['google-account', 'google-workspace'],
      'github.com': ['github', 'crates-io'],
      'id.atlassian.com': ['atlassian', 'bitbucket'],
    });
  });

  it.each([
    ['www.linkedin.com', 'linkedin', 'verified'],
    ['adobe.com', 'adobe', 'verified'],
    ['accounts.nintendo.com', 'nintendo', 'verified'],
    ['my.account.sony.com', 'playstation', 'verified'],
    ['accounts.crowdin.com', 'crowdin-com', 'verified'],
    ['api.id.me', 'id-me', 'verified'],
    ['accounts.meta.com', 'facebook', 'verified'],
    ['id.moneyforward.com', 'moneyforward', 'likely'],
    ['account.docusign.com', 'docusign-com', 'likely'],
    ['m.aliexpress.com', 'aliexpress-com', 'likely'],
    ['app.koofr.net', 'koofr-eu', 'likely'],
    ['account.gov.uk', 'gov-uk', 'likely'],
    ['login.nhs.uk', 'nhs-uk', 'assumed'],
    ['x.com', 'x-twitter', 'likely'],
    ['ebay.co.uk', 'ebay', 'assumed'],
    ['ebay.com', 'ebay', 'assumed'],
    ['jp.mercari.com', 'mercari', 'verified'],
    ['accounts.hatena.ne.jp', 'hatena', 'verified'],
    ['id.nikkei.com', 'nikkei', 'likely'],
    ['interactivebrokers.co.jp', 'interactive-brokers', 'verified'],
    ['signin.aws.amazon.com', 'aws', 'likely'],
    ['signin.aws', 'aws', 'likely'],
    ['amazon.com', 'amazon', 'likely'],
    ['amazon.co.jp', 'amazon-jp', 'likely'],
    ['amazon.de', 'amazon-de', 'assumed'],
  ])('%s is that of %s (%s)', (rpId, id, confidence) => {
    expect(servicesOf(rpId)).toEqual([id]);
    expect(service(id)?.rpIdConfidence).toBe(confidence);
  });

  it.each([
    'linkedin.com',
    'auth.services.adobe.com',
    'nintendo.com',
    'sony.com',
    'moneyforward.com',
    'id.me',
    'gov.uk',
  ])('%s was wrong or only a page: no service claims it', (rpId) => {
    expect(servicesOf(rpId)).toEqual([]);
  });

  it('keep the sites of Amazon apart, each with its own domain only', () => {
    const sites = services.filter(({ id }) => id === 'amazon' || id.startsWith('amazon-'));
    expect(sites.length).toBe(22);
    for (const { id, rpIds, domains } of sites) {
      expect(rpIds.length, id).toBe(1);
      expect(domains, id).toEqual(rpIds);
    }
  });

  it('that are retired are in no list of those that open something, and say since when and by which source', () => {
    const retired = entries.flatMap(({ retiredRpIds = [] }) => retiredRpIds);
    expect(retired.filter(({ rpId }) => servicesOf(rpId).length > 0)).toEqual([]);
    expect(service('x-twitter')?.retiredRpIds).toEqual([{ rpId: 'twitter.com', since: '2025-11-10' }]);
  });
});

describe('what accounts hang on', () => {
  const mail = services.flatMap(({ id, mailDomains = [] }) => mailDomains.map((domain) => ({ id, domain })));

  /** Checks a domain as the program does: `hotmail.*` stands for every ending. */
  const opens = (pattern: string, domain: string): boolean =>
    pattern.endsWith('.*') ? domain.startsWith(pattern.slice(0, -1)) : pattern === domain;

  it('each mail domain opens with one account', () => {
    for (const { id, domain } of mail) {
      const example = domain.replace('.*', '.com');
      const owners = mail.filter((other) => opens(other.domain, example)).map((other) => other.id);
      expect([...new Set(owners)], domain).toEqual([id]);
    }
  });

  it.each([
    ['gmail.com', 'google-account'],
    ['hotmail.co.jp', 'microsoft-account'],
    ['outlook.jp', 'microsoft-account'],
    ['icloud.com', 'apple-account'],
    ['yahoo.co.jp', 'yahoo-japan'],
    ['yahoo.com', 'yahoo-com'],
    ['docomo.ne.jp', 'docomo-id'],
    ['ezweb.ne.jp', 'au-id'],
    ['softbank.ne.jp', 'softbank'],
    ['gmx.de', 'gmx-net'],
    ['web.de', 'web-de'],
    ['posteo.net', 'posteo'],
    ['mailbox.org', 'mailbox-org'],
    ['aol.com', 'aol'],
    ['naver.com', 'naver'],
    ['pm.me', 'proton'],
  ])('mail at %s opens with %s', (domain, id) => {
    expect(mail.filter((one) => opens(one.domain, domain)).map((one) => one.id)).toEqual([id]);
  });

  it('a name for signing in means several services only where people use it for several', () => {
    const owners = new Map<string, string[]>();
    for (const { id, name, nameJa = name, aliases = [] } of services) {
      for (const text of new Set([name, nameJa, ...aliases].map(fold))) {
        owners.set(text, [...(owners.get(text) ?? []), id]);
      }
    }
    const several = [...owners].filter(([, ids]) => ids.length > 1);
    expect(Object.fromEntries(several)).toEqual({
      microsoft: ['microsoft-entra-id', 'microsoft-account'],
      マイクロソフト: ['microsoft-entra-id', 'microsoft-account'],
      amazon: ['amazon', 'amazon-jp'],
      アマゾン: ['amazon', 'amazon-jp'],
      'amazon アカウント': ['amazon', 'amazon-jp'],
      amazonアカウント: ['amazon', 'amazon-jp'],
      yahoo: ['yahoo-japan', 'yahoo-com'],
      'yahoo!': ['yahoo-japan', 'yahoo-com'],
      'yahoo mail': ['mail-yahoo-com', 'yahoo-com'],
    });
  });

  it.each([
    ['Google', 'google-account'],
    ['グーグル', 'google-account'],
    ['Apple ID', 'apple-account'],
    ['Azure AD', 'microsoft-entra-id'],
    ['Okta', 'okta'],
    ['Facebook', 'facebook'],
    ['Twitter', 'x-twitter'],
    ['LINEログイン', 'line'],
    ['dアカウント', 'docomo-id'],
    ['Google Workspace', 'google-workspace'],
    ['PingOne', 'ping-identity'],
    ['Duo', 'duo'],
  ])('people call it %s: %s', (alias, id) => {
    expect(services.filter(({ aliases = [] }) => aliases.map(fold).includes(fold(alias))).map((one) => one.id)).toEqual(
      [id],
    );
  });

  it('says why a user name may stand for several accounts', () => {
    const several = entries.filter(({ userNamesUnique }) => userNamesUnique === false);
    expect(several.map(({ id }) => id)).toEqual(expect.arrayContaining(['aws', 'joinmastodon-org']));
    for (const { id, notes } of several) expect(notes, id).toMatch(/ users\.| members\.| unique only within /);
  });

  it('knows the accounts of Google Workspace and Yahoo Mail as those of Google and Yahoo', () => {
    expect(services.filter(({ accountsAt }) => accountsAt !== undefined)).toMatchObject([
      { id: 'google-workspace', accountsAt: 'google-account' },
      { id: 'mail-yahoo-com', accountsAt: 'yahoo-com' },
    ]);
  });

  it('knows who takes a passkey of Microsoft Authenticator, and leaves open what no source says', () => {
    expect(service('microsoft-entra-id')?.takesAuthenticatorPasskey).toBe(true);
    expect(service('microsoft-account')?.takesAuthenticatorPasskey).toBe('unknown');
    expect(services.filter(({ takesAuthenticatorPasskey }) => takesAuthenticatorPasskey !== undefined).length).toBe(2);
  });

  it('demands two keys at Apple, one passkey and more keys at eBay, one passkey at PayPal', () => {
    expect(service('apple-account')?.minKeys).toBe(2);
    expect(service('ebay')).toMatchObject({ multipleKeys: true, maxKeys: 'unknown', acceptsSecurityKeys: true });
    expect(service('ebay')?.nextKeyNeeds).toContain('one-passkey-several-keys');
    expect(service('paypal')?.nextKeyNeeds).toContain('one-passkey');
    for (const { id, minKeys = 0, maxKeys, minKeysRecommended } of services) {
      expect(minKeys, id).toBeLessThanOrEqual(minKeysRecommended);
      expect(minKeys, id).toBeLessThanOrEqual(maxKeys === 'unknown' ? Infinity : maxKeys);
    }
  });
});
