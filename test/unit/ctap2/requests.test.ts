import { describe, expect, it } from 'vitest';
import type { CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { bioEnrollmentCommands } from '../../../src-main/ctap2/commands/bio-enrollment.ts';
import {
  changePinCommand,
  getKeyAgreement,
  getPinRetries,
  getPinToken,
  getTokenUsingPin,
  getTokenUsingUv,
  getUvRetries,
  setPinCommand,
} from '../../../src-main/ctap2/commands/client-pin.ts';
import { credentialManagementCommands } from '../../../src-main/ctap2/commands/credential-management.ts';
import { getAssertion, getNextAssertion } from '../../../src-main/ctap2/commands/get-assertion.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import { getLargeBlobs, setLargeBlobs } from '../../../src-main/ctap2/commands/large-blobs.ts';
import { makeCredential } from '../../../src-main/ctap2/commands/make-credential.ts';
import {
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  setMinPinLength,
  toggleAlwaysUv,
} from '../../../src-main/ctap2/commands/authenticator-config.ts';
import { reset } from '../../../src-main/ctap2/commands/reset.ts';
import { selection } from '../../../src-main/ctap2/commands/selection.ts';
import type { MessageAuthenticator } from '../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { pinTokenRequest } from '../../../src-main/ctap2/pin-uv-auth/obtain-token.ts';
import { changePinRequest, setPinRequest } from '../../../src-main/ctap2/pin-uv-auth/set-pin.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import { largeBlobVector } from '../../vectors/large-blobs.ts';
import { protocolTwoVector } from '../../vectors/pin-uv-auth.ts';
import { requestVectors } from '../../vectors/requests.ts';
import { bodyOf } from './pin-side.ts';
import { counting, messageOf } from './scripted-channel.ts';
import { pinOf, vectorExchange, vectorToken } from './vector-keys.ts';

const helloHash = fromHex('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
const exampleComHash = fromHex('a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947');
const ivA = counting(0xa0, 16);
const ivB = counting(0xb0, 16);
const one = vectorToken(1);
const two = vectorToken(2);
const final = credentialManagementCommands(0x0a);
const preview = credentialManagementCommands(0x41);
const credentialId = counting(0, 16);

type Vector = keyof typeof requestVectors;

function expectMessage(name: Vector, message: Uint8Array): void {
  expect(toHex(message)).toBe(toHex(requestVectors[name].message));
}

/** Builds the PIN token members with the published key pair and IV. */
async function tokenRequest(version: 1 | 2) {
  const exchange = vectorExchange(version);
  return exchange.useOnce(async (secret) => pinTokenRequest(exchange, secret, pinOf('1234'), ivA));
}

describe('clientPIN requests', () => {
  it('getPINRetries and getKeyAgreement', () => {
    expectMessage('getPINRetries, protocol 2', messageOf(getPinRetries, { protocol: 2 }));
    expectMessage('getKeyAgreement p1', messageOf(getKeyAgreement, { protocol: 1 }));
    expectMessage('getKeyAgreement p2', messageOf(getKeyAgreement, { protocol: 2 }));
    expect(toHex(messageOf(getUvRetries, { protocol: 1 }))).toBe('06a201010207');
  });

  it('tokens by PIN', async () => {
    expectMessage('getPinToken (0x05) p1, PIN 1234', messageOf(getPinToken, await tokenRequest(1)));
    const members = await tokenRequest(2);
    const ask = (permissions: number, rpId?: string): Uint8Array =>
      messageOf(getTokenUsingPin, { ...members, permissions, rpId });
    expectMessage('0x09 p2, permissions cm', ask(0x04));
    expectMessage('0x09 p2, permissions mc|ga, rpId example.com', ask(0x03, 'example.com'));
    expectMessage('0x09 p2, permissions pcmr (0x40 → 1840)', ask(0x40));
  });

  it('tokens by built-in verification leave out the PIN', async () => {
    const { pinHashEnc: _unused, ...members } = await tokenRequest(2);
    const body = bodyOf(messageOf(getTokenUsingUv, { ...members, permissions: 0x04, rpId: 'example.com' }));
    expect([...body.keys()]).toEqual([1, 2, 3, 9, 10]);
    expect(body.get(2)).toBe(6);
  });

  it('setPIN', async () => {
    for (const [version, name] of [
      [1, 'setPIN p1 "1234"'],
      [2, 'setPIN p2 "1234"'],
    ] as const) {
      const exchange = vectorExchange(version);
      const build = async (secret: Uint8Array) => setPinRequest(exchange, secret, pinOf('1234'), { newPin: ivA });
      expectMessage(name, messageOf(setPinCommand, await exchange.useOnce(build)));
    }
  });

  it('setPIN has the layout that another project publishes', () => {
    const body = bodyOf(requestVectors['setPIN p2 request layout from a Dart test (nfcim/fido2)'].message);
    const [keyAgreement, pinUvAuthParam, newPinEnc] = [body.get(3), body.get(4), body.get(5)];
    if (!(keyAgreement instanceof Map) || !(newPinEnc instanceof Uint8Array)) throw new Error('other layout');
    if (!(pinUvAuthParam instanceof Uint8Array)) throw new Error('other layout');
    const request = { protocol: 2, keyAgreement, pinUvAuthParam, newPinEnc };
    expectMessage('setPIN p2 request layout from a Dart test (nfcim/fido2)', messageOf(setPinCommand, request));
  });

  it('changePIN authenticates new PIN and old hash together', async () => {
    const exchange = vectorExchange(2);
    const request = await exchange.useOnce(async (secret) =>
      changePinRequest(exchange, secret, pinOf('1234'), pinOf('4321'), { newPin: ivA, pinHash: ivB }),
    );
    expect(request.newPinEnc).toEqual(protocolTwoVector.newPinEnc4321);
    expect(request.pinHashEnc).toEqual(protocolTwoVector.pinHashEncB0);
    expect(request.pinUvAuthParam).toEqual(protocolTwoVector.changePinParam);
    const body = bodyOf(messageOf(changePinCommand, request));
    expect([...body.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(body.get(2)).toBe(4);
  });
});

describe('credential management requests', () => {
  it('metadata and RP list', () => {
    expectMessage('credMgmt getCredsMetadata 0x0A p2', messageOf(final.getCredsMetadata, { token: two }));
    expectMessage('same, preview 0x41 p1', messageOf(preview.getCredsMetadata, { token: one }));
    expectMessage('enumerateRPsBegin 0x0A p2', messageOf(final.enumerateRpsBegin, { token: two }));
    expectMessage('same, preview p1', messageOf(preview.enumerateRpsBegin, { token: one }));
    expectMessage('enumerateRPsGetNextRP', messageOf(final.enumerateRpsNext, null));
  });

  it('credential list', () => {
    const rpIdHash = exampleComHash;
    expectMessage(
      'enumerateCredentialsBegin(example.com), 0x0A p2',
      messageOf(final.enumerateCredentialsBegin, { token: two, rpIdHash }),
    );
    expectMessage(
      'enumerateCredentialsBegin(example.com), 0x41 p1',
      messageOf(preview.enumerateCredentialsBegin, { token: one, rpIdHash }),
    );
    expectMessage('enumerateCredentialsGetNextCredential', messageOf(final.enumerateCredentialsNext, null));
  });

  it('deletion', () => {
    const name = 'deleteCredential(id 00..0f), 0x0A p2';
    expectMessage(name, messageOf(final.deleteCredential, { token: two, credentialId }));
    const previewName = 'deleteCredential(id 00..0f), 0x41 p1';
    expectMessage(previewName, messageOf(preview.deleteCredential, { token: one, credentialId }));
  });

  it('renaming', () => {
    const request = { token: two, credentialId, userId: Uint8Array.of(1, 2, 3, 4) };
    const named = { ...request, userName: 'alice', userDisplayName: 'Alice A' };
    expectMessage('updateUserInformation, 0x0A p2', messageOf(final.updateUserInformation, named));
    const emptied = bodyOf(messageOf(final.updateUserInformation, { ...request, userName: '', userDisplayName: '' }));
    expect(userOf(emptied)).toEqual(new Map([['id', Uint8Array.of(1, 2, 3, 4)]]));
  });

  it('published by another project', () => {
    const param = requestVectors['published elsewhere: getCredsMetadata'].message.subarray(-32);
    const given: MessageAuthenticator = { protocol: 2, authenticate: () => param };
    const metadata = messageOf(final.getCredsMetadata, { token: given });
    expectMessage('published elsewhere: getCredsMetadata', metadata);
    const rpIdHash = fromHex('0b997ccceb3aeb29c55c94a894b11cf01a24b4c8ae706f328cc2ea8cebc4ad5c');
    const list = messageOf(final.enumerateCredentialsBegin, { token: given, rpIdHash });
    expectMessage('published elsewhere: enumerateCredentialsBegin', list);
  });
});

function userOf(request: ReadonlyMap<unknown, CborValue>): CborValue {
  const params = request.get(2);
  return params instanceof Map ? params.get(3) : undefined;
}

describe('fingerprint requests', () => {
  it('are the published ones', () => {
    const commands = bioEnrollmentCommands(0x09);
    expectMessage('bio enumerateEnrollments', messageOf(commands.enumerateEnrollments, { token: two }));
    expectMessage('bio enrollBegin{3:10000}', messageOf(commands.enrollBegin, { token: two, timeoutMs: 10_000 }));
    const naming = { token: two, templateId: fromHex('42ce'), name: 'finger1' };
    expectMessage('bio setFriendlyName{1:42ce,2:"finger1"}', messageOf(commands.setFriendlyName, naming));
  });

  it('carry every member under its number; two of them are free of charge', () => {
    const commands = bioEnrollmentCommands(0x40);
    const templateId = fromHex('42ce');
    const sample = bodyOf(messageOf(commands.enrollCaptureNextSample, { token: one, templateId, timeoutMs: 5 }));
    expect([...sample].slice(0, 4)).toEqual([
      [1, 1],
      [2, 2],
      [
        3,
        new Map<number, CborValue>([
          [1, templateId],
          [3, 5],
        ]),
      ],
      [4, 1],
    ]);
    const removal = bodyOf(messageOf(commands.removeEnrollment, { token: two, templateId }));
    expect([removal.get(2), removal.get(3), removal.get(4)]).toEqual([6, new Map([[1, templateId]]), 2]);
    expect(toHex(messageOf(commands.cancelCurrentEnrollment, null))).toBe('40a201010203');
    expect(toHex(messageOf(commands.getFingerprintSensorInfo, null))).toBe('40a201010207');
  });
});

describe('config requests', () => {
  it('always-uv and the length of the PIN', () => {
    expectMessage('config toggleAlwaysUv', messageOf(toggleAlwaysUv, { token: two }));
    const request = { token: two, newMinPinLength: 6, forceChangePin: true } as const;
    expectMessage('config setMinPINLength{1:6,3:true}', messageOf(setMinPinLength, request));
  });

  it('carry every member under its number, and no parameter that was not given', () => {
    const request = { token: null, newMinPinLength: 8, rpIds: ['a.example'], pinComplexityPolicy: true } as const;
    expect(bodyOf(messageOf(setMinPinLength, request))).toEqual(
      new Map<number, CborValue>([
        [1, 3],
        [
          2,
          new Map<number, CborValue>([
            [1, 8],
            [2, ['a.example']],
            [4, true],
          ]),
        ],
      ]),
    );
    expect(toHex(messageOf(enableEnterpriseAttestation, { token: null }))).toBe('0da10101');
    expect(toHex(messageOf(enableLongTouchForReset, { token: null }))).toBe('0da10104');
    expect([...bodyOf(messageOf(enableLongTouchForReset, { token: one })).keys()]).toEqual([1, 3, 4]);
  });
});

describe('pinUvAuthParam of every published request', () => {
  const authenticated = Object.entries(requestVectors).filter(([, vector]) => vector.authenticated !== null);

  it('covers config, fingerprints, large blobs and credential management', () => {
    expect(authenticated.length).toBeGreaterThanOrEqual(11);
  });

  it.each(authenticated)('%s', (_name, { message, authenticated: bytes }) => {
    const body = bodyOf(message);
    const version = [...body.values()].some((value) => value instanceof Uint8Array && value.length === 16) ? one : two;
    const param = version.authenticate(bytes ?? new Uint8Array(0));
    expect([...body.values()].some((value) => value instanceof Uint8Array && toHex(value) === toHex(param))).toBe(true);
  });

  it('makeCredential and getAssertion authenticate the client data hash', () => {
    expect(one.authenticate(helloHash)).toEqual(requestVectors['MC/GA pinUvAuthParam p1 over clientDataHash'].message);
    expect(two.authenticate(helloHash)).toEqual(requestVectors['MC/GA pinUvAuthParam p2 over clientDataHash'].message);
  });
});

describe('requests without a body', () => {
  it('are the command byte alone', () => {
    expect(toHex(messageOf(getInfo, null))).toBe('04');
    expect(toHex(messageOf(reset, null))).toBe('07');
    expect(toHex(messageOf(selection, null))).toBe('0b');
    expect(toHex(messageOf(getNextAssertion, null))).toBe('08');
  });
});

describe('makeCredential and getAssertion requests', () => {
  it('carry every member under its number', () => {
    const body = bodyOf(
      messageOf(makeCredential, {
        clientDataHash: helloHash,
        rp: { id: 'example.com', name: 'Example' },
        user: { id: Uint8Array.of(1), name: 'alice', displayName: 'Alice' },
        algorithms: [-7, -8],
        excludeCredentialIds: [credentialId],
        extensions: new Map([['credProtect', 2]]),
        options: { rk: true },
        pinUvAuth: { protocol: 2, param: Uint8Array.of(9) },
        enterpriseAttestation: 1,
        attestationFormats: ['packed'],
      }),
    );
    expect([...body.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(body.get(4)).toEqual([
      new Map<string, CborValue>([
        ['alg', -7],
        ['type', 'public-key'],
      ]),
      new Map<string, CborValue>([
        ['alg', -8],
        ['type', 'public-key'],
      ]),
    ]);
    expect(body.get(7)).toEqual(new Map([['rk', true]]));
    expect(body.get(8)).toEqual(Uint8Array.of(9));
    expect(body.get(9)).toBe(2);
  });

  it('leave out what is not asked for, empty lists and empty options included', () => {
    const registration = messageOf(makeCredential, {
      clientDataHash: helloHash,
      rp: { id: 'example.com' },
      user: { id: Uint8Array.of(1) },
      algorithms: [-7],
      options: {},
    });
    expect([...bodyOf(registration).keys()]).toEqual([1, 2, 3, 4]);
    const assertion = { rpId: 'example.com', clientDataHash: helloHash };
    expect([...bodyOf(messageOf(getAssertion, { ...assertion, allowCredentialIds: [] })).keys()]).toEqual([1, 2]);
  });

  it('ask silently whether a credential is there', () => {
    const body = bodyOf(
      messageOf(getAssertion, {
        rpId: 'example.com',
        clientDataHash: helloHash,
        allowCredentialIds: [credentialId],
        extensions: new Map([['credBlob', true]]),
        options: { up: false },
        pinUvAuth: { protocol: 2, param: two.authenticate(helloHash) },
      }),
    );
    expect([...body.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(body.get(3)).toEqual([
      new Map<string, CborValue>([
        ['id', credentialId],
        ['type', 'public-key'],
      ]),
    ]);
  });
});

describe('requests about large blobs', () => {
  it('as published: a fragment that is read, and an array that is written in one', () => {
    expectMessage('largeBlobs get 960 at 0 (maxMsgSize 1024)', messageOf(getLargeBlobs, { offset: 0, length: 960 }));
    const { array } = largeBlobVector;
    const writing = { offset: 0, fragment: array, length: array.length, token: two };
    expectMessage('largeBlobs set (array of §5, one fragment)', messageOf(setLargeBlobs, writing));
  });

  it('a later fragment names no length, and its offset is authenticated with the least byte first', () => {
    const authenticated: Uint8Array[] = [];
    const token: MessageAuthenticator = {
      protocol: 1,
      authenticate: (message) => {
        authenticated.push(message);
        return Uint8Array.of(9);
      },
    };
    const body = bodyOf(messageOf(setLargeBlobs, { offset: 0x01_0203, fragment: helloHash, length: null, token }));
    expect([...body.keys()]).toEqual([2, 3, 5, 6]);
    expect([body.get(3), body.get(5), body.get(6)]).toEqual([0x01_0203, Uint8Array.of(9), 1]);
    expect(authenticated.map((message) => toHex(message.subarray(32, 38)))).toEqual(['0c0003020100']);
  });
});
