import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { factText, type KeyFact } from '../../../src-shared/key-facts/key-fact.ts';
import { keyFactGroups } from '../../../src-shared/key-facts/key-fact-groups.ts';
import { keyDetails, keyFacts } from '../../fixtures/plugged-key.ts';

const t = createTranslator('en');
const allOf = (facts: KeyFacts): readonly KeyFact[] => keyFactGroups(t, facts).flatMap((group) => group.facts);
const textOf = (facts: KeyFacts, name: KeyFact['name']): string => {
  const found = allOf(facts).find((fact) => fact.name === name);
  if (found === undefined) throw new Error(`no fact ${name}`);
  return factText(t, found);
};

/** Every member that a key may tell beyond those that other parts of the page show. */
const told = keyFacts({
  details: keyDetails({
    maxMsgSize: 1200,
    pinUvAuthProtocols: [2, 1],
    maxCredentialCountInList: 8,
    maxCredentialIdLength: 128,
    maxSerializedLargeBlobArray: 4096,
    firmwareVersion: 0x050704,
    maxCredBlobLength: 32,
    maxRpIdsForSetMinPinLength: 1,
    preferredPlatformUvAttempts: 3,
    uvModality: 0x2002,
    certifications: { FIDO: 2, 'FIPS-CMVP-3': 2 },
    vendorPrototypeConfigCommands: [],
    attestationFormats: ['packed'],
    uvCountSinceLastPinEntry: 0,
    longTouchForReset: false,
    transportsForReset: ['usb'],
    pinComplexityPolicyUrl: 'https://maker.example/pin',
    encCredStoreState: 'ab'.repeat(32),
    authenticatorConfigCommands: [2, 0xff, 9],
    uvRetries: 5,
    vendor: {
      vendor: 'yubico',
      partNumber: '78CLUFX5000P',
      fips: true,
      fipsApproved: ['FIDO2'],
      pinComplexity: true,
      resetBlocked: false,
      nfcRestricted: true,
      configLocked: false,
      switchedOff: { usb: ['OTP'], nfc: [] },
    },
  }),
});

describe('facts of a key', () => {
  it.each([
    ['facts.message-size', '1,200 bytes'],
    ['facts.pin-protocols', '2, 1'],
    ['facts.list-count', '8'],
    ['facts.id-length', '128 bytes'],
    ['facts.large-blobs', '4,096 bytes'],
    ['facts.firmware-number', '329,476'],
    ['facts.cred-blob', '32 bytes'],
    ['facts.pin-length-services', '1'],
    ['facts.uv-attempts', '3'],
    ['facts.uv-modality', 'fingerprint, 0x2000'],
    ['facts.certifications', 'FIDO L1+, FIPS-CMVP-3 2'],
    ['facts.vendor-commands', 'none'],
    ['facts.attestation', 'packed'],
    ['facts.uv-since-pin', '0'],
    ['facts.long-touch', 'can be switched on'],
    ['facts.reset-transports', 'usb'],
    ['facts.pin-rules', 'https://maker.example/pin'],
    ['facts.store-state', 'sent, encrypted'],
    ['facts.config-commands', 'PIN every time, settings of the maker, 0x09'],
    ['facts.uv-tries', '5'],
    ['facts.part-number', '78CLUFX5000P'],
    ['facts.fips', 'yes'],
    ['facts.fips-approved', 'FIDO2'],
    ['facts.vendor-complexity', 'yes'],
    ['facts.reset-blocked', 'no'],
    ['facts.nfc-restricted', 'yes'],
    ['facts.config-locked', 'no'],
    ['facts.off-usb', 'OTP'],
    ['facts.off-nfc', 'none'],
  ] as const)('%s in words, and not told where the key does not tell it', (name, text) => {
    expect(textOf(told, name)).toBe(text);
    expect(textOf(keyFacts(), name)).toBe('not stated');
  });

  it('a member keeps its value as sent', () => {
    const raw = allOf(told).find(({ name }) => name === 'facts.uv-modality')?.raw;
    expect(raw).toBe('0x12: 8194');
    expect(allOf(keyFacts()).filter(({ text, raw: sent }) => text === null && sent !== null)).toEqual([]);
  });

  it('names the certification and versions of the catalogue, and says where it does not know', () => {
    const model = {
      model: 'YubiKey 5',
      vendor: 'Yubico',
      kind: 'security_key',
      formFactors: [],
      revoked: false,
      firmware: null,
      fingerprint: false,
      ctapVersions: ['FIDO_2_1', 'U2F_V2', 'FIDO_9'],
    };
    const of = (certified: number | null, revoked = false) =>
      textOf(keyFacts({ catalogueModel: { ...model, certified, revoked } }), 'facts.certified');
    expect([of(2), of(0), of(null), of(0, true)]).toEqual([
      'FIDO certified, level 2',
      'not FIDO certified',
      'not known',
      'revoked by FIDO',
    ]);
    const known = keyFacts({ catalogueModel: { ...model, certified: 1 } });
    expect(textOf(known, 'facts.catalogue-versions')).toBe('CTAP 2.1, U2F, FIDO_9');
    expect(textOf(keyFacts(), 'facts.model')).toBe('not known');
  });

  it('the room is the key’s own estimate', () => {
    expect(textOf(keyFacts({ passkeys: { existing: null, remaining: 91 } }), 'facts.remaining')).toBe(
      'room for about 91, as the key estimates it',
    );
  });

  it('does not show what a key sends as a terminal or a page would obey it', () => {
    const text = textOf(
      keyFacts({ details: keyDetails({ pinComplexityPolicyUrl: 'a\u001b[2J\u202Eb' }) }),
      'facts.pin-rules',
    );
    expect(text).toBe('a\uFFFD[2J\uFFFDb');
  });
});
