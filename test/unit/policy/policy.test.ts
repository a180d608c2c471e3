import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { evaluatePolicy, policyRules } from '../../../src-shared/policy/policy.ts';
import type { Advisory } from '../../../src-shared/domain/advisory.ts';
import type { PolicyRules } from '../../../src-shared/domain/policy.ts';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import { policyFindingMessage, policyRuleMessage } from '../../../src-shared/i18n/policy-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { day, inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

const github = serviceOf('github', ['github.com']);

function judged(rules: PolicyRules, input: Partial<CoverageInput>, more: { 'key-roles'?: ('daily' | 'spare')[] } = {}) {
  const full = inputOf({ services: [github], ...input });
  const policy = { 'sparekey-policy': 1 as const, name: 'Test', rules, ...more };
  return evaluatePolicy({ ...full, policy, report: analyseCoverage(full) });
}

function shortly(result: ReturnType<typeof judged>) {
  return result.findings.map(({ rule, state, severity, variant, keyId, serviceId }) =>
    [rule, state, severity, variant, keyId ?? serviceId].filter((part) => part !== '').join(' '),
  );
}

const mark = (importance: 'high' | 'low') => ({
  id: 'm',
  serviceId: 'github',
  userId: null,
  userName: 'mika',
  importance,
  asOf: day(5),
});

describe('keys for each account', () => {
  const two = [readOf('a', 'github.com', 'mika'), readOf('b', 'github.com', 'mika')];
  const keys = [keyOf('a'), keyOf('b')];

  it('counts the keys in use that are known to open it', () => {
    expect(judged({ 'minimum-keys': { normal: 2 } }, { keys, enrolments: two }).passed).toBe(true);
    expect(shortly(judged({ 'minimum-keys': { normal: 2 } }, { keys, enrolments: two.slice(0, 1) }))).toEqual([
      'minimum-keys breach warning github',
    ]);
  });

  it.each([
    ['retired', keyOf('b', { role: 'retired' })],
    ['lost', keyOf('b', { lostAt: day(9) })],
  ])('a %s key counts for nothing', (_, other) => {
    const result = judged({ 'minimum-keys': { normal: 2 } }, { keys: [keyOf('a'), other], enrolments: two });
    expect(shortly(result)).toEqual(['minimum-keys breach warning github']);
  });

  it('asks by importance, and is graver for what matters more', () => {
    const rules = { 'minimum-keys': { high: 3, normal: 2, low: 1 } };
    expect(judged(rules, { keys, enrolments: two, accountMarks: [mark('low')] }).passed).toBe(true);
    expect(shortly(judged(rules, { keys, enrolments: two, accountMarks: [mark('high')] }))).toEqual([
      'minimum-keys breach critical github',
    ]);
  });

  it('what is not known never passes, and is not called a breach', () => {
    const unread = keyOf('b', { lastRead: null, lastReadComplete: false });
    const result = judged(
      { 'minimum-keys': { normal: 2 } },
      { keys: [keyOf('a'), unread], enrolments: two.slice(0, 1) },
    );
    expect(result.passed).toBe(false);
    expect(shortly(result)).toEqual(['minimum-keys not-known notice github']);
    expect(result.findings[0]?.details['unread']).toBe('Key b');
  });

  it('a service that takes one key is asked for one key and another way in', () => {
    const services = [{ ...github, multipleKeys: false, maxKeys: 1, singleSlot: true }];
    const enrolments = [readOf('a', 'github.com', 'mika')];
    const rules = { 'minimum-keys': { normal: 2 } };
    expect(shortly(judged(rules, { keys, enrolments, services }))).toEqual([
      'minimum-keys breach warning service-limit github',
    ]);
    const otherWaysIn = [wayOf('github', 'mika')];
    expect(judged(rules, { keys, enrolments, services, otherWaysIn }).passed).toBe(true);
  });
});

describe('off-site key', () => {
  const enrolments = [readOf('a', 'github.com', 'mika')];
  it('asks for a key with that role that opens the account', () => {
    const rules: PolicyRules = { 'off-site-spare': ['normal'] };
    expect(shortly(judged(rules, { keys: [keyOf('a')], enrolments }))).toEqual([
      'off-site-spare breach warning no-key github',
    ]);
    const off = keyOf('b', { role: 'off-site' });
    expect(shortly(judged(rules, { keys: [keyOf('a'), off], enrolments }))).toEqual([
      'off-site-spare breach warning github',
    ]);
    const told = manualOf('b', 'github', 'mika');
    expect(judged(rules, { keys: [keyOf('a'), off], enrolments: [...enrolments, told] }).passed).toBe(true);
    expect(judged({ 'off-site-spare': ['high'] }, { keys: [keyOf('a')], enrolments }).passed).toBe(true);
  });
});

describe('rules about keys', () => {
  const one = (overrides: Parameters<typeof keyOf>[1]) => ({ keys: [keyOf('a', overrides)] });
  const advisory: Advisory = {
    id: 'ADV-1',
    title: 'Weakness',
    titleJa: '弱点',
    summary: '',
    summaryJa: '',
    severity: 'moderate',
    aaguidsAlwaysAffected: ['aa'.repeat(16)],
    aaguidsPossiblyAffected: [],
    usbNames: [],
    outsideRange: 'not-affected',
    firmware: [],
    url: null,
  };

  it.each<[string, PolicyRules, Parameters<typeof keyOf>[1], string[]]>([
    ['PIN set', { 'pin-set': true }, { pinSet: true }, []],
    ['no PIN', { 'pin-set': true }, { pinSet: false }, ['pin-set breach warning a']],
    ['PIN not known', { 'pin-set': true }, { pinSet: null }, ['pin-set not-known notice a']],
    ['PIN blocked', { 'pin-set': true }, { pinBlocked: true }, ['pin-set breach critical blocked a']],
    ['rule switched off', { 'pin-set': false }, { pinSet: false }, []],
    ['long PIN', { 'minimum-pin-length': 6 }, { pinMinLength: 6 }, []],
    ['short PIN', { 'minimum-pin-length': 6 }, { pinMinLength: 4 }, ['minimum-pin-length breach warning a']],
    ['PIN length not known', { 'minimum-pin-length': 6 }, {}, ['minimum-pin-length not-known notice a']],
    ['always UV', { 'always-uv': true }, { alwaysUv: true }, []],
    ['not always UV', { 'always-uv': true }, { alwaysUv: false }, ['always-uv breach warning a']],
    ['UV not known', { 'always-uv': true }, {}, ['always-uv not-known notice a']],
    ['owner', { 'owner-recorded': true }, { owner: 'Mika' }, []],
    ['no owner', { 'owner-recorded': true }, { owner: ' ' }, ['owner-recorded breach notice a']],
    ['no place', { 'place-recorded': true }, {}, ['place-recorded breach notice a']],
    ['read lately', { 'stale-after-days': 5 }, { lastRead: day(9) }, []],
    [
      'read long ago',
      { 'stale-after-days': 5 },
      { lastRead: '2025-01-01T00:00:00.000Z' },
      ['stale-after-days breach warning a'],
    ],
    [
      'by hand, never seen',
      { 'stale-after-days': 5 },
      { lastRead: null, identifiedBy: 'told' },
      ['stale-after-days not-known notice a'],
    ],
  ])('%s', (_, rules, key, expected) => {
    expect(shortly(judged(rules, { ...one(key), now: day(12) }))).toEqual(expected);
  });

  const floor = (line: object): PolicyRules => ({ 'firmware-floor': [{ 'at-least': '5.7', ...line }] });
  it.each<[string, PolicyRules, Parameters<typeof keyOf>[1], string[]]>([
    ['at the floor', floor({ vendor: 'yubico' }), { manufacturer: 'Yubico', firmware: '5.7.0' }, []],
    ['5.10 is above 5.7', floor({ vendor: 'yubico' }), { manufacturer: 'Yubico', firmware: '5.10.1' }, []],
    [
      'below',
      floor({ vendor: 'yubico' }),
      { manufacturer: 'Yubico', firmware: '5.4.3' },
      ['firmware-floor breach warning a'],
    ],
    ['another maker', floor({ vendor: 'yubico' }), { manufacturer: 'Feitian', firmware: '1.0' }, []],
    ['maker not known', floor({ vendor: 'yubico' }), { firmware: '5.4.3' }, ['firmware-floor not-known notice a']],
    [
      'firmware not known',
      floor({ vendor: 'yubico' }),
      { manufacturer: 'Yubico' },
      ['firmware-floor not-known notice a'],
    ],
    [
      'a beta tells nothing',
      floor({ vendor: 'yubico' }),
      { manufacturer: 'Yubico', firmware: '5.8-beta' },
      ['firmware-floor not-known notice a'],
    ],
    [
      'by AAGUID',
      floor({ aaguid: 'AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA' }),
      { aaguid: 'aa'.repeat(16), firmware: '5.2' },
      ['firmware-floor breach warning a'],
    ],
    [
      'all words of a line must fit',
      floor({ vendor: 'yubico', model: 'bio' }),
      { manufacturer: 'Yubico', model: 'YubiKey 5C', firmware: '5.2' },
      [],
    ],
    [
      'forbidden',
      { 'forbidden-models': [{ model: 'yubikey 4' }] },
      { model: 'YubiKey 4' },
      ['forbidden-models breach critical a'],
    ],
    ['allowed', { 'forbidden-models': [{ model: 'yubikey 4' }] }, { model: 'YubiKey 5' }, []],
    ['model not known', { 'forbidden-models': [{ model: 'yubikey 4' }] }, {}, ['forbidden-models not-known warning a']],
  ])('firmware and model: %s', (_, rules, key, expected) => {
    expect(shortly(judged(rules, one(key)))).toEqual(expected);
  });

  it.each<['high' | 'moderate' | 'low' | 'any', Advisory['severity'], string[]]>([
    ['moderate', 'moderate', ['forbidden-advisories breach warning a']],
    ['low', 'high', ['forbidden-advisories breach critical a']],
    ['high', 'moderate', []],
    ['high', 'unrated', ['forbidden-advisories not-known notice a']],
    ['any', 'unrated', ['forbidden-advisories breach warning a']],
  ])('advisories from %s: one rated %s', (from, severity, expected) => {
    const result = judged(
      { 'forbidden-advisories': from },
      { ...one({ aaguid: 'aa'.repeat(16), model: 'X' }), advisories: [{ ...advisory, severity }] },
    );
    expect(shortly(result)).toEqual(expected);
  });

  it('a key of which no model is known passes no rule about advisories', () => {
    expect(shortly(judged({ 'forbidden-advisories': 'high' }, one({})))).toEqual([
      'forbidden-advisories not-known notice model a',
    ]);
  });

  it('keys of other roles are left out where the policy says for which it is', () => {
    const keys = [keyOf('a', { pinSet: false }), keyOf('b', { pinSet: false, role: 'spare' })];
    expect(shortly(judged({ 'pin-set': true }, { keys }, { 'key-roles': ['spare'] }))).toEqual([
      'pin-set breach warning b',
    ]);
  });
});

const anyKey = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  role: fc.constantFrom('daily', 'spare', 'off-site', 'retired', null),
  pinSet: fc.constantFrom(true, false, null),
  pinMinLength: fc.constantFrom(4, 8, null),
  alwaysUv: fc.constantFrom(true, false, null),
  firmware: fc.constantFrom('5.2', '5.7.1', null),
  manufacturer: fc.constantFrom('Yubico', 'Feitian', null),
  lastRead: fc.constantFrom(day(2), day(10), null),
  lastReadComplete: fc.boolean(),
});
const anyInventory = fc.record({
  keys: fc.uniqueArray(anyKey, { selector: (key) => key.id, maxLength: 4 }),
  enrolments: fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('github.com', 'b.com'), fc.constantFrom('x', 'y')),
  ),
});
const allRules: PolicyRules = {
  'minimum-keys': { high: 3, normal: 2, low: 1 },
  'off-site-spare': ['normal'],
  'pin-set': true,
  'minimum-pin-length': 6,
  'always-uv': true,
  'firmware-floor': [{ vendor: 'Yubico', 'at-least': '5.7' }],
  'stale-after-days': 5,
  'forbidden-models': [{ vendor: 'Feitian' }],
  'forbidden-advisories': 'any',
  'owner-recorded': true,
  'place-recorded': true,
};

describe('over any inventory', () => {
  const inputFrom = ({ keys, enrolments }: typeof anyInventory extends fc.Arbitrary<infer Value> ? Value : never) => ({
    now: day(12),
    keys: keys.map(({ id, ...facts }) => keyOf(id, facts)),
    enrolments: enrolments
      .filter(([keyId]) => keys.some((key) => key.id === keyId))
      .map(([keyId, rpId, user], index) => readOf(keyId, rpId, user, { id: `e${index}`, credentialId: `c${index}` })),
  });

  it('order of the records never matters', () => {
    fc.assert(
      fc.property(anyInventory, (inventory) => {
        const input = inputFrom(inventory);
        const turned = { ...input, keys: input.keys.toReversed(), enrolments: input.enrolments.toReversed() };
        expect(judged(allRules, turned)).toEqual(judged(allRules, input));
      }),
      { numRuns: 300 },
    );
  });

  it('forgetting a fact never makes a key or account pass', () => {
    const unknown = {
      pinSet: null,
      pinMinLength: null,
      alwaysUv: null,
      firmware: null,
      manufacturer: null,
      lastRead: null,
    };
    fc.assert(
      fc.property(anyInventory, (inventory) => {
        const input = inputFrom(inventory);
        const before = judged(allRules, input);
        const blank = {
          ...input,
          keys: input.keys.map((key) => ({
            ...key,
            ...unknown,
            identifiedBy: 'told' as const,
            lastReadComplete: false,
          })),
        };
        const after = new Set(
          judged(allRules, blank).findings.map(({ rule, keyId, accountId }) => `${rule}${keyId}${accountId}`),
        );
        // Only the model may turn from one that is asked for more into none: then it is not known, and found as such.
        for (const { rule, keyId, accountId } of before.findings)
          expect(after).toContain(`${rule}${keyId}${accountId}`);
      }),
      { numRuns: 300 },
    );
  });

  it('every finding and rule has words in both languages', () => {
    fc.assert(
      fc.property(anyInventory, (inventory) => {
        for (const locale of ['en', 'ja'] as const) {
          const t = createTranslator(locale);
          for (const finding of judged(allRules, inputFrom(inventory)).findings) {
            const { about, text, next } = policyFindingMessage(t, finding, locale);
            expect(about).not.toBe('');
            expect(`${text}${next}`).not.toMatch(/\{|undefined/);
          }
        }
      }),
      { numRuns: 100 },
    );
    for (const locale of ['en', 'ja'] as const) {
      const policy = { 'sparekey-policy': 1 as const, name: 'x', rules: allRules };
      for (const rule of policyRules) expect(policyRuleMessage(createTranslator(locale), policy, rule)).toMatch(/\S/);
      const state = Object.keys(catalogues[locale]).filter((key) => key.startsWith('policy.finding.'));
      expect(state.length).toBeGreaterThan(20);
    }
  });
});
