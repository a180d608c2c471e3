import { describe, expect, it } from 'vitest';
import { hkdfSync, createDecipheriv } from 'node:crypto';
import { personalities } from '../../../../src-virtual-key/personalities.ts';
import type { PersonalityName } from '../../../../src-virtual-key/personality.ts';
import { readCborMap } from '../../../../src-virtual-key/codec/cbor-reader.ts';
import { CborSyntaxError } from '../../../../src-virtual-key/codec/cbor-types.ts';
import { bytes, hex, map, mapOf, unhex, type CtapAnswer } from '../../../helpers/raw-ctap-client.ts';
import { yubiKey52NoPin, yubiKey52PinSet, yubiKey543PinSet } from '../../../vectors/get-info.ts';
import { accounts, virtualBench } from '../virtual-bench.ts';

const ctapPersonalities = Object.values(personalities).filter(({ commands }) => commands.length > 0);
const conforming21: readonly PersonalityName[] = [
  'yubikey57',
  'copied',
  'imitation',
  'strict21',
  'both21',
  'persistent23',
  'bio',
];

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('no list');
  return value;
}

describe('getInfo', () => {
  it.each(ctapPersonalities.map(({ name }) => name))('%s: canonical, and consistent in itself', async (name) => {
    for (const withoutPin of [true, false]) {
      const { client, key } = await virtualBench({ personality: name, withoutPin });
      const { status, body, raw } = await client.ctap(4);
      expect(status).toBe(0);
      expect(() => readCborMap(raw)).not.toThrow();
      const options = mapOf(body.get(4));
      expect(options.get('clientPin')).toBe(!withoutPin);
      expect(bytes(body.get(3))).toHaveLength(16);
      expect(listOf(body.get(1)).includes('FIDO_2_1')).toBe(conforming21.includes(name));
      expect(key.state.internalErrors).toEqual([]);
    }
  });

  // CTAP 2.1 §6.4 and the features that are mandatory in §9.
  it.each(conforming21)('%s: keeps the rules of a conforming 2.1 key', async (name) => {
    for (const withoutPin of [true, false]) {
      const { client } = await virtualBench({ personality: name, withoutPin });
      const { body } = await client.ctap(4);
      const options = mapOf(body.get(4));
      expect(options.get('pinUvAuthToken')).toBe(true);
      expect(options.get('credMgmt')).toBe(true);
      expect(listOf(body.get(6))).toContain(2);
      expect(listOf(body.get(2))).toEqual(expect.arrayContaining(['hmac-secret', 'credProtect']));
      expect(body.get(0x0d)).toBe(4);
      expect(body.has(0x10)).toBe(options.get('setMinPINLength') === true);
      expect(body.has(0x0b)).toBe(options.get('largeBlobs') === true);
    }
  });

  it('YubiKey personalities answer byte for byte as the recorded keys', async () => {
    const ask = async (personality: PersonalityName, withoutPin: boolean): Promise<string> =>
      hex((await (await virtualBench({ personality, withoutPin })).client.ctap(4)).raw);
    expect(await ask('yubikey52', false)).toBe(hex(yubiKey52PinSet.bytes));
    expect(await ask('yubikey52', true)).toBe(hex(yubiKey52NoPin.bytes));
    expect(await ask('yubikey54', false)).toBe(hex(yubiKey543PinSet.bytes));
  });

  it('a CTAP 2.0 key has six members and cannot list', async () => {
    const { client } = await virtualBench({ personality: 'ctap20' });
    expect([...(await client.ctap(4)).body.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await client.ctap(0x0a, map([1, 1]))).status).toBe(1);
    expect((await client.ctap(0x41, map([1, 1]))).status).toBe(1);
    expect([...(await client.ctap(6, map([2, 1]))).body.keys()]).toEqual([3]);
    expect((await client.token(1, '1234', null)).token?.bytes).toHaveLength(16);
  });

  it('no virtual key has the AAGUID of a real one, save the YubiKey look-alikes, and none hides what it is', () => {
    for (const { name, aaguid, usb } of Object.values(personalities)) {
      expect(usb.product).toMatch(/virtual/i);
      expect(usb.manufacturer).toMatch(/virtual/i);
      // Copies say of themselves that they are another model.
      const foreign: readonly PersonalityName[] = ['u2fOnly', 'copied', 'imitation'];
      expect(aaguid.startsWith('5a9e7e577e57')).toBe(!name.startsWith('yubikey') && !foreign.includes(name));
    }
  });

  it('the remaining space shrinks and the forced change shows', async () => {
    const { client, key } = await virtualBench({ credentials: accounts(2, 3), capacity: 10, forcePinChange: true });
    expect((await client.ctap(4)).body.get(0x14)).toBe(7);
    expect((await client.ctap(4)).body.get(0x0c)).toBe(true);
    key.addCredential({ rpId: 'example.com', userId: '01' });
    expect((await client.ctap(4)).body.get(0x14)).toBe(6);
    expect(key.removeCredential(key.state.credentials[0]?.id ?? new Uint8Array())).toBe(true);
    expect((await client.ctap(4)).body.get(0x14)).toBe(7);
  });

  it('quirks: verbatim, extra members, another order, refused, never answered', async () => {
    const recorded = await virtualBench({ quirks: { infoBytes: yubiKey543PinSet.bytes } });
    expect(hex((await recorded.client.ctap(4)).raw)).toBe(hex(yubiKey543PinSet.bytes));
    const extra = await virtualBench({ quirks: { extraInfoMembers: new Map([[99, 1234]]) } });
    expect((await extra.client.ctap(4)).body.get(99)).toBe(1234);
    const disorderly = await virtualBench({ quirks: { nonCanonicalInfo: true } });
    const { raw, body } = await disorderly.client.ctap(4);
    expect(() => readCborMap(raw)).toThrow(CborSyntaxError);
    expect(mapOf(body.get(4)).get('rk')).toBe(true);
    const refused = await virtualBench({ quirks: { infoRefused: true } });
    expect(await refused.client.exchange(0x10, Uint8Array.of(4))).toMatchObject({ command: 0x3f });
    const mute = await virtualBench({ quirks: { cborHangs: true } });
    mute.client.start(4);
    await mute.clock.advance(60_000);
    expect(await mute.client.receive()).toBeNull();
    const flags = await virtualBench({ quirks: { capabilityFlags: 0x0f } });
    expect((await flags.client.init()).payload[16]).toBe(0x0f);
  });

  it('encIdentifier and encCredStoreState open with the persistent token; the state changes with the list', async () => {
    const { client, key, token } = await virtualBench({ personality: 'persistent23' });
    const persistent = await token(0x40);
    const open = (answer: CtapAnswer, member: number, info: string): string => {
      const sealed = bytes(answer.body.get(member));
      const secret = new Uint8Array(hkdfSync('sha256', persistent.bytes, new Uint8Array(32), info, 16));
      const aes = createDecipheriv('aes-128-cbc', secret, sealed.slice(0, 16)).setAutoPadding(false);
      return hex(Uint8Array.from([...aes.update(sealed.slice(16)), ...aes.final()]));
    };
    const [first, second] = [await client.ctap(4), await client.ctap(4)];
    expect(hex(bytes(first.body.get(0x19)))).not.toBe(hex(bytes(second.body.get(0x19))));
    expect(open(first, 0x19, 'encIdentifier')).toBe(open(second, 0x19, 'encIdentifier'));
    expect(open(first, 0x1e, 'encCredStoreState')).toBe(open(second, 0x1e, 'encCredStoreState'));
    key.addCredential({ rpId: 'example.com', userId: '01' });
    const third = await client.ctap(4);
    expect(open(third, 0x1e, 'encCredStoreState')).not.toBe(open(second, 0x1e, 'encCredStoreState'));
  });
});

describe('Yubico device configuration', () => {
  it('tells serial, firmware and form factor as length and TLVs', async () => {
    const { client } = await virtualBench({ personality: 'yubikey54', yubicoSerial: 14207311 });
    const { payload } = await client.exchange(0x42, Uint8Array.of(0));
    expect(payload[0]).toBe(payload.length - 1);
    const text = hex(payload);
    for (const entry of ['0102023f', '0302023f', '020400d8c94f', '040103', '0503050403']) expect(text).toContain(entry);
    expect(hex((await client.exchange(0x42, Uint8Array.of(1))).payload)).toBe('02');
  });

  it('has no serial on keys without one, and other keys refuse the command', async () => {
    const without = await virtualBench({ personality: 'yubikey52' });
    expect(hex((await without.client.exchange(0x42, Uint8Array.of(0))).payload)).not.toMatch(/^.{2}(.{8}){2}0204/);
    const other = await virtualBench();
    expect((await other.client.exchange(0x42, Uint8Array.of(0))).command).toBe(0x3f);
  });

  it('a part number stands on a second page', async () => {
    const base = personalities.yubikey54;
    const yubico = { firmware: [5, 7, 4], formFactor: 3, capabilities: 0x33f, partNumber: '78CLUFX5000P' } as const;
    const { client } = await virtualBench({ personality: { ...base, yubico } });
    expect(hex((await client.exchange(0x42, Uint8Array.of(0))).payload)).toContain('100101');
    expect(hex((await client.exchange(0x42, Uint8Array.of(1))).payload)).toBe(
      hex(Uint8Array.from([14, 0x13, 12, ...unhex('3738434c55465835303030'), 0x50])),
    );
  });
});
