import { describe, expect, it } from 'vitest';
import { pinProtocol } from '../../../../src-virtual-key/authenticator/pin-protocol.ts';
import { createManualClock, type ManualClock } from '../../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../../src-virtual-key/virtual-key.ts';
import {
  HostAgreement,
  RawClient,
  bytes,
  map,
  paddedPin,
  pinHash,
  unhex,
  type Plain,
} from '../../../helpers/raw-ctap-client.ts';
import { keyAgreementVector, protocolOneVector } from '../../../vectors/pin-uv-auth.ts';

interface Bench {
  readonly key: VirtualKey;
  readonly clock: ManualClock;
  readonly client: RawClient;
}

async function bench(options: Partial<VirtualKeyOptions> = {}): Promise<Bench> {
  const clock = createManualClock();
  const key = createVirtualKey({ personality: 'strict21', seed: 11, clock, ...options });
  const client = new RawClient(key.port);
  await client.init();
  return { key, clock, client };
}

const rp = { rpId: 'example.com', userId: '01' };

describe('PIN/UV auth protocols against the published vectors', () => {
  const { platformScalar, deviceX, deviceY, z, secretOne, hmacKeyTwo, aesKeyTwo } = keyAgreementVector;
  const one = pinProtocol(1);
  const two = pinProtocol(2);
  const secretTwo = Uint8Array.from([...hmacKeyTwo, ...aesKeyTwo]);
  const counting = Uint8Array.from({ length: 32 }, (_, index) => index);
  const iv = Uint8Array.from({ length: 16 }, (_, index) => 0xa0 + index);

  it('derives the shared secrets, Z beginning with a zero byte', () => {
    expect(z[0]).toBe(0);
    expect(one.deriveSecret(z)).toEqual(secretOne);
    expect(two.deriveSecret(z)).toEqual(secretTwo);
    expect(new HostAgreement(1, deviceX, deviceY, platformScalar).secret).toEqual(secretOne);
    expect(new HostAgreement(2, deviceX, deviceY, platformScalar).secret).toEqual(secretTwo);
  });

  it('protocol one: decrypts what hosts send, checks their MACs, encrypts the token', () => {
    const vector = protocolOneVector;
    expect(one.decrypt(secretOne, vector.pinHashEnc)).toEqual(pinHash('1234'));
    expect(one.decrypt(secretOne, vector.newPinEnc1234)).toEqual(paddedPin('1234'));
    expect(one.authenticate(secretOne, vector.newPinEnc1234)).toEqual(vector.setPinParam);
    const change = Uint8Array.from([...vector.newPinEnc4321, ...vector.pinHashEnc]);
    expect(one.authenticate(secretOne, change)).toEqual(vector.changePinParam);
    expect(one.authenticate(secretOne, new Uint8Array(64).fill(0xff))).toEqual(vector.authenticateFf64);
    expect(one.encrypt(secretOne, counting, iv)).toEqual(vector.countingEncrypted);
  });

  it('protocol two: decrypts, authenticates, encrypts', () => {
    const pinHashEnc = unhex('a0a1a2a3a4a5a6a7a8a9aaabacadaeafad1622cc7a9de80aa455b9df6af219c9');
    expect(two.decrypt(secretTwo, pinHashEnc)).toEqual(pinHash('1234'));
    expect(two.authenticate(secretTwo, new Uint8Array(64).fill(0xff))).toEqual(
      unhex('5fa81af33e372c49a054a06bdb18e925c9ef0841271767b34844d1270b40b39c'),
    );
    expect(two.encrypt(secretTwo, counting, iv)).toEqual(
      unhex('a0a1a2a3a4a5a6a7a8a9aaabacadaeaf1183b6a5b4fa602b2da9a7633f8ff6fdc9eee4021c4a59cb950ad66ae8fd34f3'),
    );
    expect(two.decrypt(secretTwo, new Uint8Array(15))).toBeNull();
  });
});

describe.each([1, 2] as const)('clientPIN with protocol %i', (protocol) => {
  it('sets a PIN once, a second time answers 33', async () => {
    const { key, client } = await bench();
    expect(await client.setPin(protocol, '4711')).toBe(0);
    expect(key.state.pinSet).toBe(true);
    expect(await client.setPin(protocol, '4712')).toBe(0x33);
    expect((await client.token(protocol, '4711', 4)).status).toBe(0);
  });

  it('refuses too short PINs (code points, not bytes) and 64 bytes with 37', async () => {
    const { client } = await bench();
    expect(await client.setPin(protocol, '123')).toBe(0x37);
    expect(await client.setPin(protocol, '😀😀😀')).toBe(0x37);
    expect(await client.setPin(protocol, 'a'.repeat(64))).toBe(0x37);
    expect(await client.setPin(protocol, '😀😀😀😀')).toBe(0);
  });

  it('changes the PIN; the old one no longer serves and old tokens are void', async () => {
    const { client } = await bench({ pin: '1234', credentials: [rp] });
    const { token } = await client.token(protocol, '1234', 4);
    if (token === null) throw new Error('no token');
    expect((await client.manage(token, 1)).status).toBe(0);
    expect(await client.changePin(protocol, '1234', '4321')).toBe(0);
    expect((await client.manage(token, 1)).status).toBe(0x33);
    expect((await client.token(protocol, '1234', 4)).status).toBe(0x31);
    expect((await client.token(protocol, '4321', 4)).status).toBe(0);
  });

  it('a wrong MAC answers 33 and costs no try; a wrong padding length 02', async () => {
    const { key, client } = await bench({ pin: '1234' });
    const agreement = await client.agree(protocol);
    const newPinEnc = agreement.encrypt(paddedPin('9999'));
    const pinHashEnc = agreement.encrypt(pinHash('1234'));
    const wrong = new Uint8Array(protocol === 1 ? 16 : 32);
    const request = map([1, protocol], [2, 4], [3, agreement.coseKey], [4, wrong], [5, newPinEnc], [6, pinHashEnc]);
    expect((await client.ctap(6, request)).status).toBe(0x33);
    expect(key.state.pinRetries).toBe(8);

    const fresh = await bench();
    const other = await fresh.client.agree(protocol);
    const short = other.encrypt(paddedPin('1234').slice(0, 48));
    const param = other.authenticate(other.secret, short);
    const set = map([1, protocol], [2, 3], [3, other.coseKey], [4, param], [5, short]);
    expect((await fresh.client.ctap(6, set)).status).toBe(0x02);
  });

  it('three wrong PINs block until power cycle (34), eight for good (32); retries can be read throughout', async () => {
    const { key, client } = await bench({ pin: '1234' });
    const retries = async (): Promise<unknown[]> => {
      const { body } = await client.ctap(6, map([1, protocol], [2, 1]));
      return [body.get(3), body.get(4)];
    };
    const attempt = async (pin: string): Promise<number> => (await client.token(protocol, pin, 4)).status;
    expect([await attempt('0'), await attempt('1')]).toEqual([0x31, 0x31]);
    expect(await retries()).toEqual([6, false]);
    expect(await attempt('2')).toBe(0x34);
    expect(await retries()).toEqual([5, true]);
    expect(await attempt('1234')).toBe(0x34);
    expect(key.state.pinRetries).toBe(5);
    key.powerCycle();
    await client.init();
    expect(await retries()).toEqual([5, false]);
    expect([await attempt('0'), await attempt('1'), await attempt('2')]).toEqual([0x31, 0x31, 0x34]);
    key.powerCycle();
    await client.init();
    expect([await attempt('0'), await attempt('1')]).toEqual([0x31, 0x32]);
    expect(await retries()).toEqual([0, false]);
    expect(await attempt('1234')).toBe(0x32);
    expect(await client.changePin(protocol, '1234', '4321')).toBe(0x32);
  });

  it('a right PIN restores the tries', async () => {
    const { key, client } = await bench({ pin: '1234' });
    await client.token(protocol, '0000', 4);
    await client.token(protocol, '0000', 4);
    expect((await client.token(protocol, '1234', 4)).status).toBe(0);
    expect(key.state.pinRetries).toBe(8);
    expect((await client.token(protocol, '0000', 4)).status).toBe(0x31);
  });

  it('the old shared secret is worth nothing after a wrong PIN', async () => {
    const { client } = await bench({ pin: '1234' });
    const agreement = await client.agree(protocol);
    const request = (pin: string): Plain =>
      map([1, protocol], [2, 9], [3, agreement.coseKey], [6, agreement.encrypt(pinHash(pin))], [9, 4]);
    expect((await client.ctap(6, request('0000'))).status).toBe(0x31);
    expect((await client.ctap(6, request('1234'))).status).toBe(0x31);
  });

  it('without a PIN every token request answers 35', async () => {
    const { client } = await bench();
    expect((await client.token(protocol, '1234', 4)).status).toBe(0x35);
    expect((await client.token(protocol, '1234', null)).status).toBe(0x35);
    expect(await client.changePin(protocol, '1234', '4321')).toBe(0x35);
  });

  it('forced change: 09 answers 37, 05 answers 31, the same PIN again 37, a new one lifts it', async () => {
    const { key, client } = await bench({ pin: '1234', forcePinChange: true });
    expect((await client.token(protocol, '1234', 4)).status).toBe(0x37);
    expect((await client.token(protocol, '1234', null)).status).toBe(0x31);
    expect(key.state.pinRetries).toBe(8);
    expect(await client.changePin(protocol, '1234', '1234')).toBe(0x37);
    expect(key.state.forcePinChange).toBe(true);
    expect(await client.changePin(protocol, '1234', '5678')).toBe(0);
    expect((await client.token(protocol, '5678', 4)).status).toBe(0);
  });

  it('a token is good for what was asked: none 02, unavailable 40, mc without RP 14, others 33', async () => {
    const { client } = await bench({ pin: '1234', credentials: [rp] });
    expect((await client.token(protocol, '1234', 0)).status).toBe(0x02);
    expect((await client.token(protocol, '1234', 0x08)).status).toBe(0x40);
    expect((await client.token(protocol, '1234', 0x40)).status).toBe(0x40);
    expect((await client.token(protocol, '1234', 0x01)).status).toBe(0x14);
    const { token } = await client.token(protocol, '1234', 0x02, 'example.com');
    if (token === null) throw new Error('no token');
    expect((await client.manage(token, 1)).status).toBe(0x33);
    const old = await client.token(protocol, '1234', null);
    if (old.token === null) throw new Error('no token');
    expect((await client.manage(old.token, 1)).status).toBe(0x33);
  });

  it('a token dies unused after 30 s, used after 600 s, by a newer token and by a power cycle', async () => {
    const { key, clock, client } = await bench({ pin: '1234', credentials: [rp] });
    const fetch = async (): Promise<NonNullable<Awaited<ReturnType<RawClient['token']>>['token']>> => {
      const { token } = await client.token(protocol, '1234', 4);
      if (token === null) throw new Error('no token');
      return token;
    };
    const unused = await fetch();
    await clock.advance(30_000);
    expect((await client.manage(unused, 1)).status).toBe(0x33);
    const used = await fetch();
    expect((await client.manage(used, 1)).status).toBe(0);
    await clock.advance(599_999);
    expect((await client.manage(used, 1)).status).toBe(0);
    await clock.advance(1);
    expect((await client.manage(used, 1)).status).toBe(0x33);
    const first = await fetch();
    await fetch();
    expect((await client.manage(first, 1)).status).toBe(0x33);
    const last = await fetch();
    key.powerCycle();
    await client.init();
    expect((await client.manage(last, 1)).status).toBe(0x33);
  });

  it.each([
    ['alg −7', { 3: -7 }],
    ['another curve', { [-1]: 2 }],
    ['a short x', { [-2]: new Uint8Array(31) }],
    ['a point off the curve', { [-2]: new Uint8Array(32).fill(1) }],
  ])('refuses a host key with %s (02)', async (_, change) => {
    const { key, client } = await bench({ pin: '1234' });
    const agreement = await client.agree(protocol);
    const coseKey = new Map<number | string, Plain>(agreement.coseKey);
    for (const [member, value] of Object.entries(change)) coseKey.set(Number(member), value);
    const request = map([1, protocol], [2, 9], [3, coseKey], [6, agreement.encrypt(pinHash('1234'))], [9, 4]);
    expect((await client.ctap(6, request)).status).toBe(0x02);
    expect(key.state.pinRetries).toBe(8);
  });
});

describe('clientPIN requests', () => {
  it.each([
    ['no subcommand', map([1, 2]), 0x14],
    ['no protocol', map([2, 2]), 0x14],
    ['unknown protocol', map([1, 3], [2, 2]), 0x02],
    ['unknown subcommand', map([1, 2], [2, 99]), 0x3e],
    ['subcommand of wrong type', map([1, 2], [2, '2']), 0x11],
    ['setPIN without members', map([1, 2], [2, 3]), 0x14],
    ['changePIN without members', map([1, 2], [2, 4]), 0x14],
    ['09 without members', map([1, 2], [2, 9]), 0x14],
    ['UV retries without a sensor', map([2, 7]), 0x3e],
    ['UV token without a sensor', map([1, 2], [2, 6]), 0x3e],
    ['getPINRetries without protocol', map([2, 1]), 0x00],
  ])('%s', async (_, request, status) => {
    const { client } = await bench({ pin: '1234' });
    expect((await client.ctap(6, request)).status).toBe(status);
  });

  it('05 with permissions answers 02', async () => {
    const { client } = await bench({ pin: '1234' });
    const agreement = await client.agree(2);
    const request = map([1, 2], [2, 5], [3, agreement.coseKey], [6, agreement.encrypt(pinHash('1234'))], [9, 4]);
    expect((await client.ctap(6, request)).status).toBe(0x02);
  });

  it('input that is not canonical answers 12, an unknown command 01, an overlong message 39', async () => {
    const { client } = await bench();
    const send = async (message: string): Promise<string> =>
      Buffer.from((await client.exchange(0x10, unhex(message))).payload).toString('hex');
    expect(await send('06a202020102')).toBe('12');
    expect(await send('06bf0201ff')).toBe('12');
    expect(await send('0601')).toBe('12');
    expect(await send('0f')).toBe('01');
    expect(await send(`06${'00'.repeat(1200)}`)).toBe('39');
  });

  it('old firmware: protocol two unknown, 09 unknown, 05 good for everything', async () => {
    const { client } = await bench({ personality: 'yubikey52', pin: '1234', credentials: [rp] });
    expect((await client.ctap(6, map([1, 2], [2, 2]))).status).toBe(0x02);
    expect((await client.token(1, '1234', 4)).status).not.toBe(0);
    const { token } = await client.token(1, '1234', null);
    if (token === null) throw new Error('no token');
    expect((await client.manage(token, 1, null, 0x41)).status).toBe(0);
    expect((await client.manage(token, 1, null, 0x0a)).status).toBe(0x01);
  });

  it('fingerprint: 06 waits for the finger, counts wrong ones, is blocked at none left and mended by the PIN', async () => {
    const { key, client } = await bench({ personality: 'bio', pin: '1234', fingerprints: ['left'], credentials: [rp] });
    const ask = async (
      answer: 'approve' | 'refuse',
    ): Promise<{ status: number; body: ReadonlyMap<unknown, unknown> }> => {
      key.setTouchPolicy(() => answer);
      const agreement = await client.agree(2);
      return client.ctap(6, map([1, 2], [2, 6], [3, agreement.coseKey], [9, 4]));
    };
    expect((await ask('approve')).status).toBe(0);
    expect(client.keepalives).toContain(2);
    const statuses: number[] = [];
    for (let index = 0; index < 5; index++) statuses.push((await ask('refuse')).status);
    expect(statuses).toEqual([0x3f, 0x3f, 0x3f, 0x3f, 0x3c]);
    expect((await ask('approve')).status).toBe(0x3c);
    expect((await client.ctap(6, map([2, 7]))).body.get(5)).toBe(0);
    await client.token(2, '1234', 4);
    expect((await client.ctap(6, map([2, 7]))).body.get(5)).toBe(5);
    const none = await bench({ personality: 'bio', pin: '1234' });
    const agreement = await none.client.agree(2);
    const request = map([1, 2], [2, 6], [3, agreement.coseKey], [9, 4]);
    expect((await none.client.ctap(6, request)).status).toBe(0x30);
  });

  it('the persistent token outlives power, lists without a PIN, changes nothing, and dies with the PIN', async () => {
    const { key, client } = await bench({ personality: 'persistent23', pin: '1234', credentials: [rp] });
    const { token } = await client.token(2, '1234', 0x40);
    if (token === null) throw new Error('no token');
    expect((await client.token(2, '1234', 0x44)).status).toBe(0x40);
    key.powerCycle();
    await client.init();
    expect((await client.list(token)).map((entry) => entry.rpId)).toEqual(['example.com']);
    const id = key.state.credentials[0]?.id ?? new Uint8Array();
    const params = map([2, map(['id', id], ['type', 'public-key'])]);
    expect((await client.manage(token, 6, params)).status).toBe(0x33);
    const again = await client.token(2, '1234', 0x40);
    expect(again.token?.bytes).toEqual(token.bytes);
    await client.changePin(2, '1234', '4321');
    expect((await client.manage(token, 1)).status).toBe(0x33);
    expect(bytes((await client.ctap(4)).body.get(0x19))).toHaveLength(32);
  });

  it('the log marks requests that carry a PIN and requests that change something', async () => {
    const { key, client } = await bench();
    await client.setPin(2, '1234');
    await client.token(2, '0000', 4);
    await client.changePin(2, '1234', '4321');
    expect(key.log.pinBearing.map(({ name, status }) => [name, status])).toEqual([
      ['clientPin.setPin', 0],
      ['clientPin.getPinUvAuthTokenUsingPin', 0x31],
      ['clientPin.changePin', 0],
    ]);
    expect(key.log.destructive.filter((entry) => entry.carriedOut)).toHaveLength(2);
  });
});

describe('quirks of PIN commands', () => {
  it('getPINRetries that wants a protocol, and one without powerCycleState', async () => {
    const { client } = await bench({ pin: '1234', quirks: { retriesNeedProtocol: true, noPowerCycleState: true } });
    expect((await client.ctap(6, map([2, 1]))).status).toBe(0x14);
    const { status, body } = await client.ctap(6, map([1, 2], [2, 1]));
    expect([status, body.has(4)]).toEqual([0, false]);
  });

  it('only digits, at least six', async () => {
    const { client } = await bench({ quirks: { digitsOnlyPin: true } });
    expect(await client.setPin(2, 'abcdef')).toBe(0x37);
    expect(await client.setPin(2, '12345')).toBe(0x37);
    expect(await client.setPin(2, '123456')).toBe(0);
  });

  it('a YubiKey takes only the protocol of the last getKeyAgreement', async () => {
    const { client } = await bench({ personality: 'yubikey54', pin: '1234' });
    const one = await client.agree(1);
    await client.agree(2);
    const request = map([1, 1], [2, 5], [3, one.coseKey], [6, one.encrypt(pinHash('1234'))]);
    expect((await client.ctap(6, request)).status).toBe(0x33);
    await client.agree(1);
    expect((await client.ctap(6, request)).status).toBe(0);
  });

  it('a key that does not look at the COSE algorithm', async () => {
    const { client } = await bench({ pin: '1234', quirks: { anyKeyAgreementAlgorithm: true } });
    const agreement = await client.agree(2);
    const coseKey = new Map<number | string, Plain>(agreement.coseKey).set(3, -7);
    const request = map([1, 2], [2, 9], [3, coseKey], [6, agreement.encrypt(pinHash('1234'))], [9, 4]);
    expect((await client.ctap(6, request)).status).toBe(0);
  });
});
