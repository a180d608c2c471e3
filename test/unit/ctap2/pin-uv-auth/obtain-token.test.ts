import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TokenPermission } from '../../../../src-main/ctap2/commands/client-pin.ts';
import { CtapError } from '../../../../src-main/ctap2/ctap-error.ts';
import { CtapSession } from '../../../../src-main/ctap2/ctap-session.ts';
import { startKeyExchange } from '../../../../src-main/ctap2/pin-uv-auth/key-exchange.ts';
import { obtainTokenByPin, obtainTokenByUv } from '../../../../src-main/ctap2/pin-uv-auth/obtain-token.ts';
import { pinHash } from '../../../../src-main/ctap2/pin-uv-auth/pin-blocks.ts';
import { PinUvAuthError } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-error.ts';
import { protocolOne } from '../../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { protocolTwo } from '../../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import type { PinUvAuthToken } from '../../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { changePin, setPin } from '../../../../src-main/ctap2/pin-uv-auth/set-pin.ts';
import { PinSide } from '../pin-side.ts';
import { counting, options, ScriptedChannel } from '../scripted-channel.ts';
import { pinOf, vectorToken } from '../vector-keys.ts';

const cm = TokenPermission.credentialManagement;
const modern = true;
const legacy = false;

async function tokenFrom(
  version: 1 | 2,
  withPermissions: boolean,
  token: Uint8Array,
  rpId?: string,
): Promise<{ token: PinUvAuthToken; side: PinSide; channel: ScriptedChannel }> {
  const side = new PinSide(version);
  const channel = new ScriptedChannel([side.keyAgreement, side.takePin(token)]);
  const session = new CtapSession(channel);
  const exchange = await startKeyExchange(session, version === 1 ? protocolOne : protocolTwo, options);
  const obtained = await obtainTokenByPin(
    session,
    exchange,
    pinOf('1234'),
    withPermissions ? { permissions: cm, rpId } : null,
    options,
  );
  return { token: obtained, side, channel };
}

describe.each([1, 2] as const)('a token by PIN with protocol %i', (version) => {
  it('is asked for with permission cm and nothing more where the key knows permissions', async () => {
    const { token, side, channel } = await tokenFrom(version, modern, counting(0, 32));
    const request = side.requests[1];
    expect([...(request?.keys() ?? [])]).toEqual([1, 2, 3, 6, 9]);
    expect(request?.get(1)).toBe(version);
    expect(request?.get(2)).toBe(0x09);
    expect(request?.get(9)).toBe(0x04);
    expect(side.pinHash).toEqual(pinHash(pinOf('1234')));
    expect(token.exposeTokenBytes()).toEqual(counting(0, 32));
    expect(token.permissions).toBe(cm);
    expect(channel.transactions).toBe(2);
  });

  it('can be bound to an RP', async () => {
    const { side } = await tokenFrom(version, modern, counting(0, 32), 'example.com');
    expect(side.requests[1]?.get(0x0a)).toBe('example.com');
  });

  it('is a legacy one where it does not', async () => {
    const { token, side } = await tokenFrom(version, legacy, counting(0, 32));
    expect(side.requests[1]?.get(2)).toBe(0x05);
    expect(side.requests[1]?.has(9)).toBe(false);
    expect(token.permissions).toBeNull();
  });

  it('authenticates with the token as it came', async () => {
    const { token } = await tokenFrom(version, modern, counting(0, 32));
    expect(token.authenticate(Uint8Array.of(1))).toEqual(vectorToken(version).authenticate(Uint8Array.of(1)));
  });
});

describe('D-10 token lengths', () => {
  it.each([16, 32, 48, 64])('protocol one takes %i bytes and uses all of them', async (length) => {
    const { token } = await tokenFrom(1, legacy, counting(0, length));
    expect(token.exposeTokenBytes()).toEqual(counting(0, length));
  });

  it('protocol one refuses an empty token', async () => {
    await expect(tokenFrom(1, legacy, new Uint8Array(0))).rejects.toThrow(PinUvAuthError);
  });

  it.each([0, 16, 48, 64])('protocol two refuses %i bytes', async (length) => {
    await expect(tokenFrom(2, modern, counting(0, length))).rejects.toThrow(PinUvAuthError);
  });

  it.each([1, 2] as const)('protocol %i refuses ciphertext that is no whole number of blocks', async (version) => {
    for (const encrypted of ['a1024f000102030405060708090a0b0c0d0e', 'a10251000102030405060708090a0b0c0d0e0f10']) {
      const side = new PinSide(version);
      const reply = Uint8Array.from(Buffer.from(`00${encrypted}`, 'hex'));
      const session = new CtapSession(new ScriptedChannel([side.keyAgreement, reply]));
      const exchange = await startKeyExchange(session, version === 1 ? protocolOne : protocolTwo, options);
      const asked = obtainTokenByPin(session, exchange, pinOf('1234'), { permissions: cm }, options);
      await expect(asked).rejects.toThrow(PinUvAuthError);
    }
  });
});

describe('a token by built-in verification', () => {
  it('is asked for without any PIN', async () => {
    const side = new PinSide(2);
    const channel = new ScriptedChannel([side.keyAgreement, side.takePin(counting(0, 32))]);
    const session = new CtapSession(channel);
    const exchange = await startKeyExchange(session, protocolTwo, options);
    const token = await obtainTokenByUv(session, exchange, { permissions: cm }, options);
    expect([...(side.requests[1]?.keys() ?? [])]).toEqual([1, 2, 3, 9]);
    expect(side.requests[1]?.get(2)).toBe(0x06);
    expect(token.exposeTokenBytes()).toEqual(counting(0, 32));
  });
});

describe('a wrong PIN', () => {
  it('is one request, named by its status', async () => {
    const side = new PinSide(2);
    const channel = new ScriptedChannel([side.keyAgreement, Uint8Array.of(0x31)]);
    const session = new CtapSession(channel);
    const exchange = await startKeyExchange(session, protocolTwo, options);
    const asked = obtainTokenByPin(session, exchange, pinOf('1234'), { permissions: cm }, options);
    await expect(asked).rejects.toMatchObject({ status: 'PIN_INVALID', code: 0x31 });
    expect(channel.transactions).toBe(2);
  });

  it('D-11 a PIN that no key can have is refused before the second frame', async () => {
    const side = new PinSide(2);
    const channel = new ScriptedChannel([side.keyAgreement]);
    const session = new CtapSession(channel);
    const exchange = await startKeyExchange(session, protocolTwo, options);
    const asked = obtainTokenByPin(session, exchange, pinOf('a'.repeat(64)), { permissions: cm }, options);
    await expect(asked).rejects.toThrow(RangeError);
    expect(channel.transactions).toBe(1);
  });
});

describe('setting and changing a PIN', () => {
  it.each([1, 2] as const)('setPIN with protocol %i sends the PIN padded to 64 bytes', async (version) => {
    const side = new PinSide(version);
    const session = new CtapSession(new ScriptedChannel([side.keyAgreement, side.takePin(null)]));
    const exchange = await startKeyExchange(session, version === 1 ? protocolOne : protocolTwo, options);
    await setPin(session, exchange, pinOf('äöü-π'), options);
    const padded = new Uint8Array(64);
    padded.set(new TextEncoder().encode('äöü-π'));
    expect(side.newPin).toEqual(padded);
    expect(side.requests[1]?.get(2)).toBe(0x03);
  });

  it.each([1, 2] as const)('changePIN with protocol %i sends hash and new PIN under one MAC', async (version) => {
    const side = new PinSide(version);
    const session = new CtapSession(new ScriptedChannel([side.keyAgreement, side.takePin(null)]));
    const exchange = await startKeyExchange(session, version === 1 ? protocolOne : protocolTwo, options);
    await changePin(session, exchange, pinOf('1234'), pinOf('5678'), options);
    expect(side.pinHash).toEqual(pinHash(pinOf('1234')));
    expect(Buffer.from(side.newPin ?? []).toString('utf8')).toBe('5678'.padEnd(64, '\0'));
  });

  it('D-15, D-17 a refused new PIN is told apart from a PIN that is there already', async () => {
    for (const [code, status] of [
      [0x37, 'PIN_POLICY_VIOLATION'],
      [0x33, 'PIN_AUTH_INVALID'],
    ] as const) {
      const side = new PinSide(1);
      const session = new CtapSession(new ScriptedChannel([side.keyAgreement, Uint8Array.of(code)]));
      const exchange = await startKeyExchange(session, protocolOne, options);
      await expect(setPin(session, exchange, pinOf('1234'), options)).rejects.toMatchObject({ status });
    }
  });

  it('errors carry no byte of the PIN', async () => {
    const side = new PinSide(1);
    const session = new CtapSession(new ScriptedChannel([side.keyAgreement, Uint8Array.of(0x31)]));
    const exchange = await startKeyExchange(session, protocolOne, options);
    const error: unknown = await changePin(session, exchange, pinOf('sesame-1'), pinOf('sesame-2'), options).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(CtapError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('sesame');
  });
});

describe('secrecy of a token', () => {
  it('never prints, and is zero once wiped', () => {
    const token = vectorToken(2);
    const bytes = token.exposeTokenBytes();
    expect([String(token), JSON.stringify({ token }), inspect({ token })].join()).not.toMatch(/1, 2, 3|000102/);
    token.wipe();
    expect(bytes).toEqual(new Uint8Array(32));
    expect(() => token.authenticate(Uint8Array.of(1))).toThrow('wiped');
  });
});
