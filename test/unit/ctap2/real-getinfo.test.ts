import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../catalogue/models.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import { readReply } from '../../../src-main/ctap2/ctap-session.ts';
import { pinState, unlockedTries } from '../../../src-main/keys/pin-state.ts';
import { firmwareText } from '../../../src-main/vendor/firmware-text.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';

interface Answer {
  readonly desc: string;
  readonly hex: string;
  readonly vid: number | null;
}

/** Values that python-fido2 decodes (make-expected-getinfo.py). */
interface Decoded {
  readonly desc: string;
  readonly versions: readonly string[];
  readonly aaguid: string;
  readonly options: Readonly<Record<string, boolean>>;
  readonly minPinLength: number;
  readonly forcePinChange: boolean;
  readonly maxPinLength: number | null;
  readonly pinComplexityPolicy: boolean;
  readonly pinUvAuthProtocols: readonly number[];
  readonly firmwareVersion: number | null;
  readonly maxMsgSize: number;
  readonly remaining: number | null;
}

const folder = new URL('../../vectors/cases/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const answers = read('keys/real-getinfo.json') as readonly Answer[];
const decoded = read('expected-getinfo.json') as readonly Decoded[];

/** Model and firmware of each; firmware only where the key itself gives it in a form that is known. */
const named: Readonly<Record<string, readonly [model: string | null, firmware: string | null]>> = {
  'YubiKey Bio 5.5.6': ['YubiKey Bio Series - FIDO Edition', '5.5.6'],
  'Nitrokey 3C NFC 1.7-1.8': ['Nitrokey 3A/3C NFC (NK3 xN)', null],
  'pico-fido2 8.0 own build (enterpriseAttestation option)': ['Pico Keys', null],
  'pico-fido 8.0 (alwaysUv on)': ['Pico Keys', '8.0'],
  'CTAP 2.2 key, all 2.2 members (Yubico test AAGUID f8a011f3)': ['Security Key by Yubico', null],
  'YubiKey 5 NFC 5.2': ['YubiKey 5 Series with NFC', null],
  'KONA I FIDO2 card': ['KONAI Secp256R1 FIDO2 Conformance Testing CTAP2 Authenticator', null],
  'CanoKey Pigeon (fido2 dart test)': ['CanoKey', null],
  'Excelsecu eSecu FIDO2 Pro (a3975549), alwaysUv off': ['Excelsecu eSecu FIDO2 NFC Security Key', null],
  'Nitrokey 3A Mini, firmware 1.2/1.3 (preview and final)': ['Nitrokey 3A Mini (NK3 AM)', null],
  'Excelsecu FIDO2 2019': ['Excelsecu eSecu FIDO2 Security Key', null],
  'Authonton#1 (pinUvAuthToken absent)': ['authenton1 - CTAP2.1', null],
  'card over PC/SC (libfido2 984): uvModality 0x802, transports nfc': [null, null],
  'TrustKey T110 fw cb.0a.8b': ['TrustKey T110', null],
  'YubiKey 5 NFC 5.4.3': ['YubiKey 5 Series with NFC', '5.4.3'],
  'Feitian MultiPass 096e:085a': ['Feitian MultiPass FIDO', null],
  'Trezor Model T (uv, no clientPin, no pinUvAuthToken)': ['Trezor (FIDO2 app)', null],
  'passless (uv true, alwaysUv, PIN set)': [null, null],
};

describe('getInfo answers of real keys', () => {
  it.each(answers.map((answer, index) => [answer.desc, answer, decoded[index]] as const))(
    '%s is decoded as python-fido2 decodes it',
    (desc, { hex, vid }, expected) => {
      const info = readReply(getInfo, Uint8Array.of(0x00, ...fromHex(hex)));
      const aaguid = toHex(info.aaguid);
      expect({
        desc,
        versions: info.versions,
        aaguid,
        options: Object.fromEntries(info.options),
        minPinLength: info.minPinLength,
        forcePinChange: info.forcePinChange,
        maxPinLength: info.maxPinLength,
        pinComplexityPolicy: info.pinComplexityPolicy === true,
        pinUvAuthProtocols: info.pinUvAuthProtocols,
        // python-fido2 does not tell 0 from a version that is absent.
        firmwareVersion: info.firmwareVersion === 0 ? null : info.firmwareVersion,
        maxMsgSize: info.maxMsgSize,
        remaining: info.remainingDiscoverableCredentials,
        // What is not announced is the most that a PIN can have.
      }).toEqual({ ...expected, maxPinLength: expected?.maxPinLength ?? 63 });
      expect([
        modelOf(aaguid)?.model ?? null,
        firmwareText({ vendorId: vid ?? 0, aaguid }, info.firmwareVersion),
      ]).toEqual(named[desc]);
      expect(pinState(info, unlockedTries)).toMatchObject({
        retriesLeft: null,
        set: expected?.options['clientPin'] ?? null,
        minLength: expected?.minPinLength,
        forceChange: expected?.forcePinChange,
        maxLength: expected?.maxPinLength ?? 63,
        complexityEnforced: expected?.pinComplexityPolicy,
      });
    },
  );
});
