import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeSignInTest } from '../../../src-main/attestation/judge-sign-in-test.ts';
import type { SignInReading } from '../../../src-shared/domain/sign-in-test.ts';
import { signInTestRpId } from '../../../src-shared/domain/sign-in-test.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { type KeySetup, oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const opened: OneKey[] = [];
const now = new Date('2026-11-22T09:30:00Z');

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

async function keyWith(setup: KeySetup = {}): Promise<OneKey> {
  const one = await oneKey({ touch: () => 'approve', ...setup });
  opened.push(one);
  one.key.log.clear();
  return one;
}

const tryKey = (one: OneKey, pin: string | null = testPin) =>
  one.manager.run('sign-in-test', one.handle(), { pinIfSet: pin === null ? null : pinOf(pin) });

const signInOf = (reading: SignInReading) => judgeSignInTest(reading, null, now).signIn;

/** Returns the challenge that client data say. */
const challengeOf = (clientData: string): string => (JSON.parse(clientData) as { challenge: string }).challenge;

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

/** Verifies a registration and a sign-in by a library that knows nothing of ours. */
async function verifyIndependently({ created, asserted }: SignInReading) {
  const origin = `https://${signInTestRpId}`;
  const registration = await verifyRegistrationResponse({
    response: {
      id: asserted.credentialId === null ? '' : base64url(asserted.credentialId),
      rawId: asserted.credentialId === null ? '' : base64url(asserted.credentialId),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: Buffer.from(created.clientData).toString('base64url'),
        attestationObject: base64url(created.attestationObject),
      },
    },
    expectedChallenge: challengeOf(created.clientData),
    expectedOrigin: origin,
    expectedRPID: signInTestRpId,
    requireUserVerification: false,
  });
  if (!registration.verified) return { registered: false, signedIn: false };
  const { credential } = registration.registrationInfo;
  const authentication = await verifyAuthenticationResponse({
    response: {
      id: credential.id,
      rawId: credential.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: Buffer.from(asserted.clientData).toString('base64url'),
        authenticatorData: base64url(asserted.authenticatorData),
        signature: base64url(asserted.signature),
      },
    },
    expectedChallenge: challengeOf(asserted.clientData),
    expectedOrigin: origin,
    expectedRPID: signInTestRpId,
    credential,
    requireUserVerification: false,
  });
  return { registered: true, signedIn: authentication.verified, format: registration.registrationInfo.fmt };
}

describe('14 sign-in test', () => {
  it.each<[string, KeySetup, string]>([
    ['by a certificate of its maker', { personality: 'yubikey57' }, 'packed'],
    ['by a certificate, from before CTAP 2.1', { personality: 'yubikey52' }, 'packed'],
    ['by itself', { personality: 'strict21' }, 'packed'],
    ['not at all', { personality: { ...personalities.strict21, attestation: 'none' } }, 'none'],
    ['as U2F does', { personality: { ...personalities.strict21, attestation: 'fido-u2f' } }, 'fido-u2f'],
    ['by a certificate of somebody else', { personality: 'imitation' }, 'packed'],
  ])('a key that attests %s signs in, and a second library agrees', async (_, setup, format) => {
    const one = await keyWith(setup);
    const reading = valueOf(await tryKey(one));
    expect(signInOf(reading)).toEqual({
      works: true,
      faults: [],
      algorithm: -7,
      userVerified: true,
      silent: false,
      leftNothing: true,
    });
    expect(await verifyIndependently(reading)).toEqual({ registered: true, signedIn: true, format });
  });

  it.each<[string, KeySetup]>([
    ['with permissions', {}],
    ['of CTAP 2.0', { personality: 'ctap20' }],
    ['of YubiKey 5.2', { personality: 'yubikey52' }],
  ])('on a key %s one PIN message is sent, two touches are asked for, and nothing is stored', async (_, setup) => {
    const one = await keyWith(setup);
    const before = [...one.key.state.credentials];
    valueOf(await tryKey(one));
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(one.key.state.credentials).toEqual(before);
    const names = one.key.log.entries.map(({ name }) => name);
    expect(names.filter((name) => name === 'makeCredential')).toHaveLength(1);
    // The second one asks without a list whether anything was stored.
    expect(names.filter((name) => name === 'getAssertion')).toHaveLength(2);
    expect(one.key.state.internalErrors).toEqual([]);
  });

  it('a key that verifies its user always gets its PIN once, and signs in silently', async () => {
    const one = await keyWith({ alwaysUv: true });
    const reading = valueOf(await tryKey(one));
    expect(signInOf(reading)).toMatchObject({ works: true, userVerified: true, silent: true, leftNothing: true });
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(one.key.state.pinRetries).toBe(8);
  });

  it('a wrong PIN costs one try, and nothing is created', async () => {
    const one = await keyWith();
    expect(await tryKey(one, 'not-the-pin')).toMatchObject({
      ok: false,
      failure: { kind: 'pin-wrong', retriesLeft: 7 },
    });
    expect(one.key.log.pinBearing).toHaveLength(1);
    expect(one.key.log.named('makeCredential')).toEqual([]);
  });

  it('a key without a PIN signs in by touch alone; one with fingerprints alone verifies by them', async () => {
    const bare = await keyWith({ withoutPin: true });
    expect(signInOf(valueOf(await tryKey(bare, null)))).toMatchObject({ works: true, userVerified: false });
    expect(bare.key.log.pinBearing).toEqual([]);
    const finger = await keyWith({
      personality: { ...personalities.bio, makeCredUvNotRqd: false },
      withoutPin: true,
      fingerprints: ['left'],
    });
    expect(signInOf(valueOf(await tryKey(finger, null)))).toMatchObject({ works: true, userVerified: true });
  });

  it('without its PIN a key that needs none creates all the same; one that needs it says so', async () => {
    const lenient = await keyWith();
    expect(signInOf(valueOf(await tryKey(lenient, null)))).toMatchObject({ works: true, userVerified: false });
    const strict = await keyWith({ alwaysUv: true });
    expect(await tryKey(strict, null)).toMatchObject({ ok: false, failure: { kind: 'pin-required' } });
  });

  it('says so where nobody touches, and where it is refused', async () => {
    const refusing = await keyWith({ touch: () => 'refuse' });
    expect(await tryKey(refusing)).toMatchObject({ ok: false, failure: { kind: 'touch-refused' } });
    expect(refusing.key.state.credentials).toHaveLength(1);
  });

  it('says so where the key stored the credential all the same', async () => {
    const one = await keyWith();
    one.key.addCredential({ rpId: signInTestRpId, userId: 'aa' });
    expect(valueOf(await tryKey(one)).leftNothing).toBe(false);
  });

  it('announces the first touch and the second one apart', async () => {
    const one = await keyWith({ touch: () => 30 });
    const said: (number | null)[] = [];
    one.manager.subscribe((event) => {
      if (event.type === 'progress' && event.progress.step === 'touch') said.push(event.progress.done);
    });
    valueOf(await tryKey(one));
    expect([...new Set(said)]).toEqual([1, 2]);
  });
});

describe('judgeSignInTest', () => {
  const faultsOf = (reading: SignInReading) => signInOf(reading).faults;

  it('finds each way in which the answers are not what was asked for', async () => {
    const one = await keyWith();
    const reading = valueOf(await tryKey(one));
    const other = valueOf(await tryKey(one));
    expect(faultsOf({ ...reading, asserted: { ...reading.asserted, clientData: other.asserted.clientData } })).toEqual([
      'signature-wrong',
    ]);
    expect(faultsOf({ ...reading, asserted: other.asserted })).toEqual(['other-credential', 'signature-wrong']);
    expect(faultsOf({ ...other, asserted: reading.asserted })).toContain('counter-not-higher');
    const data = fromHex(reading.asserted.authenticatorData);
    const changed = (index: number, value: number): SignInReading => {
      const copy = data.slice();
      copy[index] = value;
      return { ...reading, asserted: { ...reading.asserted, authenticatorData: Buffer.from(copy).toString('hex') } };
    };
    expect(faultsOf(changed(0, (data[0] ?? 0) ^ 1))).toEqual(['other-website', 'signature-wrong']);
    expect(faultsOf(changed(32, 0))).toEqual(['no-touch', 'signature-wrong']);
    expect(judgeSignInTest(changed(0, (data[0] ?? 0) ^ 1), null, now).genuineness).toMatchObject({
      verdict: 'not-genuine',
      reason: 'sign-in-wrong',
    });
  });

  it('refuses answers that cannot be read', async () => {
    const reading = valueOf(await tryKey(await keyWith()));
    const broken = { ...reading, created: { ...reading.created, attestationObject: 'a0' } };
    expect(judgeSignInTest(broken, null, now)).toMatchObject({
      signIn: { works: false, faults: ['key-unusable'] },
      genuineness: { verdict: 'not-genuine', reason: 'statement-malformed' },
    });
    const short = { ...reading, asserted: { ...reading.asserted, authenticatorData: '00' } };
    expect(signInOf(short)).toMatchObject({ works: false });
  });
});
