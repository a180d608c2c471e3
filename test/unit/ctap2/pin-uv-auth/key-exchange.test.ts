import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../../src-main/cbor/encode-cbor.ts';
import type { CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import { CtapSession } from '../../../../src-main/ctap2/ctap-session.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { choosePinUvAuthProtocol } from '../../../../src-main/ctap2/pin-uv-auth/choose-protocol.ts';
import { coordinates } from '../../../../src-main/ctap2/pin-uv-auth/cose-key.ts';
import { encapsulate, startKeyExchange } from '../../../../src-main/ctap2/pin-uv-auth/key-exchange.ts';
import { PinUvAuthError } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-error.ts';
import { protocolOne } from '../../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { fromHex } from '../../../../src-shared/lib/hex.ts';
import { fuzzKeyAgreement } from '../../../vectors/credential-management.ts';
import { keyAgreementVector as vector } from '../../../vectors/pin-uv-auth.ts';
import { ok, options, repeated, ScriptedChannel } from '../scripted-channel.ts';
import { deviceKey, vectorExchange, vectorKeyPair } from '../vector-keys.ts';

const prime = fromHex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
// The curve point with x = 5, its x written as p + 5.
const xAbovePrime = fromHex('ffffffff00000001000000000000000000000001000000000000000000000004');
const yOfSmallPoint = fromHex('459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc');
const flipped = Uint8Array.from(vector.deviceY, (byte, index) => (index === 31 ? byte ^ 1 : byte));
const mirrored = fromHex(
  (
    BigInt(`0x${Buffer.from(prime).toString('hex')}`) -
    BigInt(`0x${Buffer.from(coordinates(vectorKeyPair().publicKey).y).toString('hex')}`)
  )
    .toString(16)
    .padStart(64, '0'),
);

describe('D-08 invalid agreement keys end the transaction before anything PIN-derived is sent', () => {
  const cases: readonly (readonly [string, Readonly<Record<number, CborValue>>])[] = [
    ['off the curve', { [-3]: flipped }],
    ['point (0, 0)', { [-2]: new Uint8Array(32), [-3]: new Uint8Array(32) }],
    ['x = p', { [-2]: prime }],
    ['x ≥ p of a point on the curve', { [-2]: xAbovePrime, [-3]: yOfSmallPoint }],
    ['y ≥ p', { [-3]: repeated(0xff, 32) }],
    ['x of 31 bytes', { [-2]: vector.deviceX.subarray(1) }],
    ['x of 33 bytes', { [-2]: new Uint8Array([0, ...vector.deviceX]) }],
    ['y of 31 bytes', { [-3]: vector.deviceY.subarray(1) }],
    ['y of 33 bytes', { [-3]: new Uint8Array([0, ...vector.deviceY]) }],
    ['no y', { [-3]: undefined }],
    ['y as sign bit', { [-3]: true }],
    ['x as text', { [-2]: 'x' }],
    ['another key type', { 1: 1 }],
    ['no key type', { 1: undefined }],
    ['another curve', { [-1]: 2 }],
    ['no curve', { [-1]: undefined }],
  ];

  it.each(cases)('%s', async (_name, changes) => {
    const channel = new ScriptedChannel([ok(encodeCbor(new Map([[1, deviceKey(changes)]])))]);
    await expect(startKeyExchange(new CtapSession(channel), protocolOne, options)).rejects.toThrow(PinUvAuthError);
    expect(channel.sent).toHaveLength(1);
  });

  it('our own key sent back, also mirrored', () => {
    const pair = vectorKeyPair();
    const own = deviceKey({ [-2]: vector.platformX, [-3]: vector.platformY });
    expect(() => encapsulate(protocolOne, own, pair)).toThrow('our own');
    const mirror = deviceKey({ [-2]: vector.platformX, [-3]: mirrored });
    expect(() => encapsulate(protocolOne, mirror, pair)).toThrow('our own');
  });

  it('no agreement key at all, or one that is no map', async () => {
    for (const body of ['a0', 'a10100', 'a10141aa']) {
      const channel = new ScriptedChannel([ok(fromHex(body))]);
      await expect(startKeyExchange(new CtapSession(channel), protocolOne, options)).rejects.toThrow(CtapResponseError);
    }
  });
});

describe('lawful agreement keys', () => {
  it('the same small point with its proper x is one', () => {
    const x = new Uint8Array(32);
    x[31] = 5;
    expect(() => encapsulate(protocolOne, deviceKey({ [-2]: x, [-3]: yOfSmallPoint }), vectorKeyPair())).not.toThrow();
  });

  it.each([
    ['algorithm −25', {}],
    ['algorithm −7', { 3: -7 }],
    ['no algorithm', { 3: undefined }],
  ])('%s is accepted', async (_name, changes) => {
    const exchange = encapsulate(protocolOne, deviceKey(changes), vectorKeyPair());
    const secret = await exchange.useOnce(async (bytes) => Uint8Array.from(bytes));
    expect(secret).toEqual(vector.secretOne);
  });

  it('a real key agreement answer is accepted', async () => {
    const channel = new ScriptedChannel([ok(fuzzKeyAgreement.bytes)]);
    const exchange = await startKeyExchange(new CtapSession(channel), protocolOne, options);
    expect(exchange.protocol.version).toBe(1);
  });

  it('our own key is sent canonically with algorithm −25', () => {
    expect(encodeCbor(vectorExchange(1).platformKey)).toEqual(vector.platformCose);
  });
});

describe('D-07 one exchange, one transaction', () => {
  it('refuses a second use and wipes the secret after the first', async () => {
    const exchange = vectorExchange(2);
    let kept = new Uint8Array(0);
    await exchange.useOnce(async (secret) => {
      kept = secret as Uint8Array<ArrayBuffer>;
    });
    expect(kept).toEqual(new Uint8Array(64));
    await expect(exchange.useOnce(async () => undefined)).rejects.toThrow('one transaction');
  });

  it('wipes the secret where the transaction fails', async () => {
    const exchange = vectorExchange(1);
    let kept = Uint8Array.of(1);
    const failing = exchange.useOnce(async (secret) => {
      kept = secret as Uint8Array<ArrayBuffer>;
      throw new Error('lost');
    });
    await expect(failing).rejects.toThrow('lost');
    expect(kept).toEqual(new Uint8Array(32));
  });

  it('takes a new key pair each time', async () => {
    const channel = new ScriptedChannel([ok(fuzzKeyAgreement.bytes), ok(fuzzKeyAgreement.bytes)]);
    const session = new CtapSession(channel);
    const first = await startKeyExchange(session, protocolOne, options);
    const second = await startKeyExchange(session, protocolOne, options);
    expect(encodeCbor(first.platformKey)).not.toEqual(encodeCbor(second.platformKey));
  });

  it('never prints', () => {
    const exchange = vectorExchange(1);
    expect([String(exchange), JSON.stringify(exchange), inspect(exchange)]).toEqual([
      '[KeyExchange]',
      '"[KeyExchange]"',
      '[KeyExchange]',
    ]);
  });
});

describe('C-05, D-09 choice of the protocol', () => {
  it.each([
    [[1], 1],
    [[2], 2],
    [[2, 1], 2],
    [[1, 2], 1],
    [[99, 2], 2],
    [[2, 2], 2],
    [[], null],
    [[99], null],
  ])('%j → %s', (offered, chosen) => {
    expect(choosePinUvAuthProtocol(offered)?.version ?? null).toBe(chosen);
  });
});
