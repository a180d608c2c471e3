import { describe, expect, it } from 'vitest';
import type { CheckQuestion } from '../../../src-shared/check/check-question.ts';
import { judgeCheck, verdictOf } from '../../../src-shared/check/judge-check.ts';
import type { CatalogueModel } from '../../../src-shared/domain/catalogue.ts';
import { type CheckRules, testRules } from '../../../src-shared/domain/check-profile.ts';
import type { CheckReading } from '../../../src-shared/domain/check-reading.ts';
import type { CheckFinding, CheckPoint, KeyCheck } from '../../../src-shared/domain/check.ts';
import type { SignInJudgement } from '../../../src-shared/domain/genuineness.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { KeyFacts, PinState } from '../../../src-shared/domain/plugged-key.ts';
import { checkFindingMessage } from '../../../src-shared/i18n/check-message.ts';
import { english } from '../../../src-shared/i18n/english.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { requiredCounts } from '../../../src-shared/lib/required-counts.ts';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';
import { keyFacts, pluggedKey } from '../../fixtures/plugged-key.ts';
import { genuineJudgement } from '../../fixtures/sign-in-judgement.ts';

const aaguid = 'd7781e5de35346aaafe23ca49f13332a';
const now = '2026-11-22T09:30:00.000Z';
const model: CatalogueModel = {
  model: 'YubiKey 5 Series with NFC',
  vendor: 'Yubico',
  kind: 'security_key',
  formFactors: [],
  certified: 2,
  revoked: false,
  firmware: { min: '5.7.4', max: '5.7.x' },
  fingerprint: false,
  ctapVersions: null,
};

/** Everything that may be changed of a sound new key. */
interface Change {
  readonly rules?: CheckRules;
  readonly facts?: Partial<KeyFacts>;
  readonly pin?: Partial<PinState>;
  readonly info?: Partial<NonNullable<CheckReading['info']>> | null;
  readonly vendor?: Partial<NonNullable<CheckReading['vendor']>> | null;
  readonly reading?: Partial<CheckReading> | null;
  readonly model?: Partial<CatalogueModel> | null;
  readonly usbSerial?: string | null;
  readonly vendorId?: number;
  readonly question?: Partial<CheckQuestion>;
}

function question(change: Change = {}): CheckQuestion {
  const facts = keyFacts();
  const info = {
    minPinLength: 4,
    alwaysUv: false,
    fingerprints: null,
    enterpriseAttestation: null,
    longTouchForReset: null,
    remaining: 100,
    firmware: '5.7.4',
  };
  const vendor = {
    vendor: 'yubico',
    serial: '31880118',
    firmware: '5.7.4',
    fips: false,
    nfcRestricted: false,
    configLocked: false,
    switchedOff: { usb: [], nfc: [] },
  };
  const reading: CheckReading = {
    info: change.info === null ? null : { ...info, ...change.info },
    vendor: change.vendor === null ? null : { ...vendor, ...change.vendor },
    transport: { lengths: [1, 57, 1_200], echoed: 3 },
    known: [],
    transactions: 5,
    ...change.reading,
  };
  return {
    rules: change.rules ?? {},
    key: pluggedKey({
      usbSerial: change.usbSerial ?? null,
      ...(change.vendorId !== undefined && { vendorId: change.vendorId }),
      facts: keyFacts({
        aaguid,
        model: model.model,
        firmware: '5.7.4',
        vendorSerial: '31880118',
        options: { rk: true },
        ctaphid: { ...facts.ctaphid, version: '5.7.4' },
        ...change.facts,
        pin: { ...facts.pin, set: false, retriesLeft: null, ...change.pin },
      }),
    }),
    reading: change.reading === null ? null : reading,
    failure: null,
    model: change.model === null ? null : { ...model, ...change.model },
    advisories: loadAdvisories(),
    remembered: null,
    lastReset: null,
    others: [],
    earlier: [],
    assetTag: null,
    goodsIn: null,
    known: [],
    test: null,
    now,
    ...change.question,
  };
}

const failure = (kind: 'key-removed' | 'key-busy' | 'key-not-answering' | 'cancelled'): Change => ({
  reading: null,
  question: { failure: { kind } },
});
const failing = (one: OperationFailure): Change => ({ reading: null, question: { failure: one } });
const passkey = (more: object = {}) => ({
  rpId: 'example.com',
  credentialId: 'aa',
  hidden: false,
  answeredBefore: false,
  ...more,
});
const goods = (...numbers: readonly string[]): Change => ({
  question: { goodsIn: { name: 'Delivery', entries: numbers.map((number, index) => ({ number, line: index + 2 })) } },
});
/** Returns a key that came back, and that Sparekey reset so many hours before. */
const resetBefore = (hours: number, more: Partial<CheckQuestion['lastReset']> = {}): Change => ({
  rules: { blank: true },
  question: {
    lastReset: { at: new Date(Date.parse(now) - hours * 3_600_000).toISOString(), confirmed: true, ...more },
  },
});
/** Returns a key that was tested, with what is not as of a genuine one that works. */
const tested = (
  change: {
    readonly signIn?: Partial<SignInJudgement['signIn']>;
    readonly genuineness?: Partial<SignInJudgement['genuineness']>;
  } = {},
  rules: CheckRules = {},
): Change => {
  const { signIn, genuineness } = genuineJudgement;
  const value = { signIn: { ...signIn, ...change.signIn }, genuineness: { ...genuineness, ...change.genuineness } };
  return { rules, question: { test: { at: '2026-11-22T09:29:00.000Z', outcome: { ok: true, value } } } };
};
const testFailed = (one: OperationFailure, rules: CheckRules = {}): Change => ({
  rules,
  question: { test: { at: now, outcome: { ok: false, failure: one } } },
});
const without = { facts: { vendorSerial: null }, vendor: { serial: null } } as const;
const before = (change: Partial<KeyCheck['key']>): Change => ({
  question: {
    earlier: [
      {
        at: '2026-11-22T08:00:00.000Z',
        key: {
          keyId: null,
          label: null,
          usbSerial: null,
          assetTag: null,
          product: null,
          firmware: null,
          model: 'Other',
          aaguid,
          vendorSerial: '31880118',
          ...change,
        },
      } as KeyCheck,
    ],
  },
});

/** Point and variant, state where the rule asks for it, and the change that leads there. */
const cases: readonly (readonly [name: string, state: CheckFinding['state'], change: Change])[] = [
  ['answer.fido2', 'ok', {}],
  ['answer.u2f-only', 'failed', { info: null }],
  ['answer.fido2-off', 'failed', { info: null, vendor: { switchedOff: { usb: ['FIDO2'], nfc: [] } } }],
  ['answer.silent', 'unknown', failure('key-not-answering')],
  ['answer.removed', 'unknown', failure('key-removed')],
  ['answer.busy', 'unknown', failure('key-busy')],
  ['answer.cancelled', 'unknown', failure('cancelled')],
  ['answer.no-permission', 'unknown', failing({ kind: 'no-permission', platform: 'linux' })],
  ['answer.broken', 'unknown', failing({ kind: 'key-broke-protocol', detail: 'x' })],
  ['answer.other', 'unknown', failing({ kind: 'key-refused', status: 'OTHER', code: 0x7f })],
  ['answer.unsupported', 'unknown', { question: { key: pluggedKey({ state: 'unsupported', facts: null }) } }],
  ['model.known', 'ok', { rules: { 'known-model': true } }],
  ['model.allowed', 'ok', { rules: { 'allowed-models': ['D7781E5D-E353-46AA-AFE2-3CA49F13332A'] } }],
  ['model.allowed-unknown', 'ok', { rules: { 'allowed-models': [aaguid] }, model: null }],
  ['model.not-allowed', 'failed', { rules: { 'allowed-models': ['00'.repeat(16)] } }],
  ['model.not-allowed-unknown', 'failed', { rules: { 'allowed-models': ['00'.repeat(16)] }, model: null }],
  ['model.forbidden', 'failed', { rules: { 'forbidden-models': [aaguid] } }],
  ['model.unlisted', 'unknown', { rules: { 'known-model': true }, model: null }],
  ['model.no-aaguid', 'unknown', { rules: { 'known-model': true }, facts: { aaguid: '00'.repeat(16) }, model: null }],
  ['model.not-a-key', 'failed', { rules: { 'known-model': true }, model: { kind: 'phone_app' } }],
  ['certification.level', 'ok', { rules: { certified: 2 } }],
  ['certification.not-certified', 'ok', { model: { certified: 0 } }],
  ['certification.below', 'failed', { rules: { certified: 3 } }],
  ['certification.none', 'failed', { rules: { certified: 1 }, model: { certified: 0 } }],
  ['certification.not-known', 'unknown', { rules: { certified: 1 }, model: { certified: null } }],
  ['certification.revoked', 'failed', { model: { revoked: true, certified: 0 } }],
  ['firmware.meets', 'ok', { rules: { 'firmware-floor': [{ vendor: 'yubico', 'at-least': '5.7' }] } }],
  ['firmware.no-floor', 'ok', { rules: { 'firmware-floor': [{ vendor: 'Feitian', 'at-least': '5.7' }] } }],
  [
    'firmware.below',
    'failed',
    {
      rules: {
        'firmware-floor': [
          { aaguid, 'at-least': '5.8' },
          { vendor: 'Yubico', 'at-least': '5.0' },
        ],
      },
    },
  ],
  ['firmware.not-told', 'ok', { facts: { firmware: null } }],
  [
    'firmware.not-told-needed',
    'unknown',
    { rules: { 'firmware-floor': [{ model: 'YubiKey', 'at-least': '5.7' }] }, facts: { firmware: null } },
  ],
  [
    'firmware.no-version',
    'unknown',
    { rules: { 'firmware-floor': [{ model: 'YubiKey', 'at-least': '5.7' }] }, facts: { firmware: '5.8.0 beta 3' } },
  ],
  ['advisories.none', 'ok', { rules: { 'forbidden-advisories': 'any' } }],
  [
    'advisories.affected',
    'failed',
    {
      rules: { 'forbidden-advisories': 'moderate' },
      facts: { aaguid: '2fc0579f811347eab116bb5a8db9202a', firmware: '5.4.3' },
    },
  ],
  [
    'advisories.milder',
    'notice',
    {
      rules: { 'forbidden-advisories': 'high' },
      facts: { aaguid: '2fc0579f811347eab116bb5a8db9202a', firmware: '5.4.3' },
    },
  ],
  [
    'advisories.maybe',
    'unknown',
    {
      rules: { 'forbidden-advisories': 'moderate' },
      facts: { aaguid: '89fb94b706c936739b7e30526d968145', firmware: null },
    },
  ],
  ['serial.vendor', 'ok', { rules: { serial: true } }],
  ['serial.issued', 'ok', { question: { remembered: inventoryKey({ id: 'k', owner: 'Sato Yui' }) } }],
  ['serial.again', 'ok', before({})],
  ['serial.swapped', 'failed', before({ aaguid: '11'.repeat(16) })],
  ['serial.other-key', 'failed', { question: { others: [inventoryKey({ id: 'k', vendorSerial: '31 880 118' })] } }],
  ['serial.shared', 'failed', { facts: { findings: [{ kind: 'vendor-serial-shared', detail: '31880118' }] } }],
  ['serial.tag', 'ok', { ...without, rules: { serial: true }, question: { assetTag: 'AT-1' } }],
  [
    'serial.tag-issued',
    'ok',
    { ...without, question: { assetTag: 'AT-1', remembered: inventoryKey({ id: 'k', owner: 'Kato Jun' }) } },
  ],
  ['serial.usb-only', 'unknown', { ...without, rules: { serial: true }, usbSerial: '1000000000' }],
  ['serial.none', 'unknown', { ...without, rules: { serial: true } }],
  ['goods-in.listed', 'ok', goods('31880117', '31880118')],
  ['goods-in.twice', 'failed', goods('31880118', '31880118')],
  ['goods-in.not-listed', 'failed', goods('31880117')],
  ['goods-in.no-number', 'unknown', { ...without, ...goods('31880117'), usbSerial: '31880117' }],
  ['goods-in.no-list', 'unknown', { rules: { 'goods-in': true } }],
  ['blank.signs-only', 'unknown', { rules: { blank: true } }],
  ['blank.reset', 'ok', resetBefore(1)],
  ['blank.reset-earlier', 'unknown', resetBefore(25)],
  ['blank.reset-not-seen', 'unknown', resetBefore(1, { confirmed: false })],
  ['blank.used-since', 'failed', { ...resetBefore(1), pin: { set: true, retriesLeft: 8 } }],
  ['blank.used-since', 'failed', { ...resetBefore(1), info: { remaining: 99 } }],
  [
    'blank.no-reset',
    'unknown',
    { rules: { blank: true }, info: { remaining: null, alwaysUv: true }, pin: { set: true, retriesLeft: 8 } },
  ],
  ['reissue.ask', 'unknown', { rules: { reissue: 'ask' } }],
  ['reissue.allowed', 'ok', { rules: { reissue: 'allowed' } }],
  ['reissue.forbidden', 'failed', { rules: { reissue: 'forbidden' } }],
  ['passkeys.none', 'ok', { rules: { 'no-passkeys': true } }],
  ['passkeys.left', 'failed', { rules: { 'no-passkeys': true }, info: { remaining: 97 } }],
  ['passkeys.cannot-store', 'ok', { rules: { 'no-passkeys': true }, facts: { options: {} } }],
  ['passkeys.not-told', 'unknown', { rules: { 'no-passkeys': true }, info: { remaining: null } }],
  ['passkeys.room-only', 'unknown', { rules: { 'no-passkeys': true }, model: { vendor: 'Other' } }],
  ['known-passkeys.none-known', 'ok', { rules: { 'no-known-passkeys': true } }],
  [
    'known-passkeys.present',
    'failed',
    {
      rules: { 'no-known-passkeys': true },
      reading: { known: ['absent', 'present'] },
      question: { known: [passkey(), passkey()] },
    },
  ],
  [
    'known-passkeys.gone',
    'ok',
    {
      rules: { 'no-known-passkeys': true },
      reading: { known: ['absent'] },
      question: { known: [passkey({ answeredBefore: true })] },
    },
  ],
  [
    'known-passkeys.absent',
    'ok',
    { rules: { 'no-known-passkeys': true }, reading: { known: ['absent'] }, question: { known: [passkey()] } },
  ],
  [
    'known-passkeys.no-sign',
    'unknown',
    {
      rules: { 'no-known-passkeys': true },
      reading: { known: ['absent', 'no-sign'] },
      question: { known: [passkey({ answeredBefore: true }), passkey()] },
    },
  ],
  [
    'known-passkeys.no-sign',
    'unknown',
    {
      rules: { 'no-known-passkeys': true },
      reading: { known: ['absent'] },
      question: { known: [passkey({ hidden: true })] },
    },
  ],
  ['fingerprints.none', 'ok', { rules: { fingerprints: 'none' }, info: { fingerprints: false } }],
  ['fingerprints.none', 'failed', { rules: { fingerprints: 'present' }, info: { fingerprints: false } }],
  ['fingerprints.present', 'failed', { rules: { fingerprints: 'none' }, info: { fingerprints: true } }],
  ['fingerprints.present', 'ok', { rules: { fingerprints: 'present' }, info: { fingerprints: true } }],
  ['fingerprints.present', 'notice', { info: { fingerprints: true } }],
  ['fingerprints.no-sensor', 'failed', { rules: { fingerprints: 'present' } }],
  ['pin.not-set', 'ok', { rules: { pin: 'not-set' } }],
  ['pin.missing', 'failed', { rules: { pin: 'set' } }],
  ['pin.set', 'ok', { rules: { pin: 'set' }, pin: { set: true, retriesLeft: 8 } }],
  ['pin.set-already', 'failed', { rules: { pin: 'not-set' }, pin: { set: true, retriesLeft: 8 } }],
  ['pin.set-by-somebody', 'notice', { pin: { set: true, retriesLeft: 3 } }],
  ['pin.blocked', 'failed', { rules: { pin: 'set' }, pin: { set: true, retriesLeft: 0, blocked: true } }],
  ['pin.unsupported', 'failed', { rules: { pin: 'set' }, pin: { supported: false, set: null } }],
  ['pin.not-told', 'unknown', { rules: { pin: 'set' }, pin: { set: null } }],
  ['pin-tries.all', 'ok', { rules: { 'all-tries': true }, pin: { set: true, retriesLeft: 3, retriesInAll: 3 } }],
  ['pin-tries.used', 'failed', { rules: { 'all-tries': true }, pin: { set: true, retriesLeft: 7 } }],
  [
    'pin-tries.replug',
    'failed',
    { rules: { 'all-tries': true }, pin: { set: true, retriesLeft: 5, needsReplug: true } },
  ],
  ['pin-tries.not-told', 'unknown', { rules: { 'all-tries': true }, pin: { set: true, retriesLeft: null } }],
  ['pin-change.asked', 'ok', { rules: { 'pin-change': 'asked' }, pin: { forceChange: true } }],
  ['pin-change.not-asked', 'failed', { rules: { 'pin-change': 'asked' } }],
  ['always-uv.on', 'failed', { rules: { 'always-uv': false }, info: { alwaysUv: true } }],
  ['always-uv.off', 'failed', { rules: { 'always-uv': true } }],
  ['always-uv.unsupported', 'ok', { rules: { 'always-uv': false }, info: { alwaysUv: null } }],
  ['minimum-pin-length.meets', 'ok', { rules: { 'minimum-pin-length': 4 } }],
  ['minimum-pin-length.below', 'failed', { rules: { 'minimum-pin-length': 6 } }],
  ['minimum-pin-length.no-rule', 'ok', {}],
  ['minimum-pin-length.not-told', 'unknown', { rules: { 'minimum-pin-length': 6 }, info: { minPinLength: null } }],
  [
    'settings.as-new',
    'ok',
    { rules: { 'untouched-settings': true }, info: { minPinLength: 8 }, vendor: { fips: true } },
  ],
  [
    'settings.raised',
    'failed',
    {
      rules: { 'untouched-settings': true },
      info: { minPinLength: 8, alwaysUv: true, enterpriseAttestation: true, longTouchForReset: true },
      pin: { forceChange: true },
      vendor: { configLocked: true },
    },
  ],
  ['nfc.open', 'ok', { rules: { nfc: 'open' } }],
  ['nfc.restricted', 'failed', { rules: { nfc: 'open' }, vendor: { nfcRestricted: true } }],
  ['nfc.not-told', 'unknown', { rules: { nfc: 'open' }, vendor: { nfcRestricted: null } }],
  ['applications.all-on', 'ok', { rules: { 'all-applications': true } }],
  [
    'applications.off',
    'failed',
    { rules: { 'all-applications': true }, vendor: { switchedOff: { usb: ['OTP'], nfc: ['PIV'] } } },
  ],
  ['applications.not-told', 'unknown', { rules: { 'all-applications': true }, vendor: { switchedOff: null } }],
  ['own-facts.agree', 'ok', { rules: { 'own-facts': true } }],
  [
    'own-facts.unusual',
    'notice',
    { rules: { 'own-facts': true }, facts: { findings: [{ kind: 'inconsistent', detail: 'x' }] } },
  ],
  ['own-facts.contradict', 'failed', { rules: { 'own-facts': true }, vendorId: 0x1209 }],
  [
    'own-facts.contradict',
    'failed',
    { rules: { 'own-facts': true }, model: { vendor: 'Pico', fingerprint: true }, vendor: null },
  ],
  [
    'own-facts.contradict',
    'failed',
    { rules: { 'own-facts': true }, facts: { firmware: '5.4.3' }, info: { fingerprints: false } },
  ],
  ['own-facts.not-comparable', 'unknown', { rules: { 'own-facts': true }, vendorId: 0x1209, model: null }],
  ['transport.all', 'ok', { rules: { transport: true } }],
  [
    'transport.broken',
    'failed',
    { rules: { transport: true }, reading: { transport: { lengths: [1, 57, 1_200], echoed: 2 } } },
  ],
  ['genuine.not-tested', 'unknown', { rules: { genuine: 'off' } }],
  ['genuine.not-tested-wanted', 'unknown', { rules: { genuine: 'wanted' } }],
  ['genuine.not-tested-needed', 'unknown', { rules: { genuine: 'required' } }],
  ['genuine.test-failed', 'unknown', testFailed({ kind: 'touch-timed-out' })],
  ['genuine.test-failed', 'unknown', testFailed({ kind: 'key-busy' })],
  ['genuine.genuine', 'ok', tested()],
  ['genuine.genuine', 'notice', tested({ genuineness: { reports: ['USER_KEY_PHYSICAL_COMPROMISE'] } })],
  ['genuine.not-genuine', 'failed', tested({ genuineness: { verdict: 'not-genuine', reason: 'chain-elsewhere' } })],
  ['genuine.not-proved', 'unknown', tested({ genuineness: { verdict: 'not-proved', reason: 'self-attestation' } })],
  [
    'genuine.no-list',
    'unknown',
    tested({ genuineness: { verdict: 'not-proved', reason: 'no-metadata', metadata: null } }),
  ],
  ['sign-in.not-tested', 'unknown', {}],
  ['sign-in.not-tested-wanted', 'unknown', { rules: { 'sign-in': 'wanted' } }],
  ['sign-in.not-tested-needed', 'unknown', { rules: { 'sign-in': 'required' } }],
  ['sign-in.test-failed', 'unknown', testFailed({ kind: 'pin-blocked' })],
  ['sign-in.works', 'ok', tested()],
  ['sign-in.works-left-unknown', 'ok', tested({ signIn: { leftNothing: null } })],
  ['sign-in.left-something', 'failed', tested({ signIn: { leftNothing: false } })],
  ['sign-in.fails', 'failed', tested({ signIn: { works: false, faults: ['signature-wrong', 'no-touch'] } })],
];

function findingOf(name: string, change: Change): CheckFinding | undefined {
  const point = name.split('.')[0] as CheckPoint;
  return judgeCheck(question(change)).findings.find((one) => one.point === point);
}

describe('the points of the issue check', () => {
  it.each(cases)('%s is %s', (name, state, change) => {
    const found = findingOf(name, change);
    expect([`${found?.point}.${found?.variant}`, found?.state]).toEqual([name, state]);
  });

  it('every variant has words in both languages, and every word its variant', () => {
    const worded = Object.keys(english).flatMap((key) =>
      key.startsWith('check.seen.') ? [key.slice('check.seen.'.length)] : [],
    );
    expect(worded.toSorted()).toEqual([...new Set(cases.map(([name]) => name))].toSorted());
    for (const locale of ['en', 'ja'] as const) {
      const t = createTranslator(locale);
      for (const [name, , change] of cases) {
        const found = findingOf(name, change);
        const text = found === undefined ? null : checkFindingMessage(t, found, locale);
        expect([
          name,
          text?.seen === '',
          text?.why === '',
          /undefined|\{|\}/.test(JSON.stringify(Object.values(text ?? {}))),
        ]).toEqual([name, false, false, false]);
      }
    }
  });

  it('what does not hold and counts has a remedy', () => {
    const t = createTranslator('en');
    const lacking = cases.filter(([name, , change]) => {
      const found = findingOf(name, change);
      return (
        found?.required === true &&
        (found.state === 'failed' || found.state === 'unknown') &&
        checkFindingMessage(t, found, 'en').fix === null
      );
    });
    expect(lacking.map(([name]) => name)).toEqual([]);
  });
});

describe('the verdict', () => {
  const finding = (state: CheckFinding['state'], required = true): CheckFinding => ({
    point: 'pin',
    variant: 'set',
    state,
    required,
    strength: 'read',
    values: {},
    url: null,
  });

  it.each([
    ['issue', ['ok', 'notice']],
    ['cannot-tell', ['ok', 'unknown']],
    ['do-not-issue', ['unknown', 'failed', 'ok']],
  ] as const)('is %s of %j', (verdict, states) => {
    expect(verdictOf(states.map((state) => finding(state)))).toBe(verdict);
  });

  it('depends on what counts only, and nothing that was not asked for fails', () => {
    expect(verdictOf([finding('ok'), finding('unknown', false)])).toBe('issue');
    expect(findingOf('transport', { reading: { transport: { lengths: [1], echoed: 0 } } })).toMatchObject({
      state: 'notice',
      required: false,
    });
    expect(requiredCounts([finding('ok'), finding('failed'), finding('unknown'), finding('unknown', false)])).toEqual({
      all: 3,
      failed: 1,
      unknown: 1,
      hold: 1,
    });
  });

  it('of a key that cannot be read is never "issue", whatever the profile asks for', () => {
    expect(judgeCheck(question({ reading: null, question: { failure: { kind: 'key-removed' } } }))).toMatchObject({
      verdict: 'cannot-tell',
      findings: [{ point: 'answer' }],
    });
    expect(judgeCheck(question({ info: null })).verdict).toBe('do-not-issue');
  });

  it.each([
    ['off', 'issue'],
    ['wanted', 'issue'],
    ['required', 'cannot-tell'],
  ] as const)('of a key that nobody tested: %s is %s, and "not tested" is its source', (rule, verdict) => {
    const change: Change = { rules: { genuine: rule, 'sign-in': rule } };
    expect(judgeCheck(question(change)).verdict).toBe(verdict);
    for (const point of ['genuine', 'sign-in']) {
      expect(findingOf(point, change)).toMatchObject({ strength: 'untested', required: rule === 'required' });
    }
  });

  it.each(testRules)('a test that was made counts, whatever the profile asks for (%s)', (rule) => {
    const rules = { genuine: rule, 'sign-in': rule };
    const verdict = (change: Change) => judgeCheck(question(change)).verdict;
    expect(verdict(tested({}, rules))).toBe('issue');
    expect(verdict(tested({ genuineness: { verdict: 'not-genuine', reason: 'aaguid-differs' } }, rules))).toBe(
      'do-not-issue',
    );
    expect(verdict(tested({ signIn: { works: false, faults: ['signature-wrong'] } }, rules))).toBe('do-not-issue');
    expect(verdict(tested({ signIn: { leftNothing: false } }, rules))).toBe('do-not-issue');
    expect(verdict(testFailed({ kind: 'outcome-unknown', operation: 'sign-in-test' }, rules))).toBe('cannot-tell');
    expect(verdict(tested({ genuineness: { verdict: 'not-proved', reason: 'no-metadata' } }, rules))).toBe(
      rule === 'required' ? 'cannot-tell' : 'issue',
    );
  });

  it('"false" asks for nothing, except for the setting that may be on or off', () => {
    expect(findingOf('transport', { rules: { transport: false } })?.required).toBe(false);
    expect(findingOf('always-uv', { rules: { 'always-uv': false } })?.required).toBe(true);
  });

  it('takes the room of an empty key from the inventory where the maker publishes none, and says that it is a sign only', () => {
    const others = [
      inventoryKey({ id: 'k', vendorSerial: null, aaguid, firmware: '5.7.4', existing: 10, remaining: 40 }),
    ];
    const change: Change = {
      rules: { 'no-passkeys': true },
      model: { vendor: 'Other' },
      info: { remaining: 49 },
      question: { others },
    };
    expect(findingOf('passkeys', change)).toMatchObject({
      variant: 'left',
      strength: 'sign',
      values: { left: 1, full: 50 },
    });
  });
});
