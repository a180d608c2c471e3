import { describe, expect, it } from 'vitest';
import {
  bytes,
  encode,
  hex,
  map,
  mapOf,
  sha256,
  unhex,
  type CtapAnswer,
  type HostToken,
  type Plain,
  type RawClient,
} from '../../helpers/raw-ctap-client.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { virtualBench } from './virtual-bench.ts';

const allOnes = new Uint8Array(32).fill(0xff);
type PlainMap = ReadonlyMap<number | string, Plain>;

async function config(
  client: RawClient,
  token: HostToken | null,
  subCommand: number,
  params?: PlainMap,
): Promise<number> {
  const body = params === undefined ? new Uint8Array() : encode(params);
  const entries: [number, Plain][] = [[1, subCommand]];
  if (params !== undefined) entries.push([2, params]);
  if (token !== null) {
    const param = token.authenticate(Uint8Array.from([...allOnes, 0x0d, subCommand, ...body]));
    entries.push([3, token.agreement.protocol], [4, param]);
  }
  return (await client.ctap(0x0d, map(...entries))).status;
}

describe('config', () => {
  it('alwaysUv on and off, with a token; without one 36', async () => {
    const { client, key, token } = await virtualBench();
    expect(await config(client, null, 2)).toBe(0x36);
    expect(await config(client, await token(0x20), 2)).toBe(0);
    const { body } = await client.ctap(4);
    expect(mapOf(body.get(4)).get('alwaysUv')).toBe(true);
    expect(mapOf(body.get(4)).get('makeCredUvNotRqd')).toBe(false);
    expect(body.get(1)).not.toContain('U2F_V2');
    expect(await config(client, await token(0x20), 2)).toBe(0);
    expect(key.state.alwaysUv).toBe(false);
    expect(await config(client, await token(4), 2)).toBe(0x33);
  });

  it('minimum PIN length: grows only, forces a change of a shorter PIN', async () => {
    const { client, key, token } = await virtualBench();
    const set = async (params: PlainMap): Promise<number> => config(client, await token(0x20), 3, params);
    expect(await set(map([1, 3]))).toBe(0x37);
    expect(await set(map([2, ['a.example', 'b.example']]))).toBe(0x28);
    expect(await set(map([1, 6], [2, ['a.example']]))).toBe(0);
    expect(key.state).toMatchObject({ minPinLength: 6, forcePinChange: true });
    expect((await client.ctap(4)).body.get(0x0d)).toBe(6);
    expect(await client.changePin(2, '1234', '12345')).toBe(0x37);
    expect(await client.changePin(2, '1234', '123456')).toBe(0);
    expect(key.state.forcePinChange).toBe(false);
  });

  it('forced change needs a PIN; enterprise attestation 02; unknown 3E', async () => {
    const fresh = await virtualBench({ withoutPin: true });
    expect(await config(fresh.client, null, 3, map([3, true]))).toBe(0x35);
    expect(await config(fresh.client, null, 1)).toBe(0x02);
    expect(await config(fresh.client, null, 77)).toBe(0x3e);
    expect(await config(fresh.client, null, 2)).toBe(0);
    expect(await config(fresh.client, null, 2)).toBe(0);
    const { client, key, token } = await virtualBench();
    expect(await config(client, await token(0x20), 3, map([3, true]))).toBe(0);
    expect(key.state.forcePinChange).toBe(true);
  });
});

describe('config of CTAP 2.2 and 2.3', () => {
  it('enterprise attestation and long touch stay on until a reset, which then needs to be held', async () => {
    const { client, key, token } = await virtualBench({ personality: 'persistent23' });
    expect((await client.ctap(4)).body.get(0x1f)).toEqual([1, 2, 3, 4]);
    expect(await config(client, await token(0x20), 1)).toBe(0);
    expect(await config(client, await token(0x20), 4)).toBe(0);
    const { body } = await client.ctap(4);
    expect([mapOf(body.get(4)).get('ep'), body.get(0x18)]).toEqual([true, true]);
    expect((await client.ctap(7)).status).toBe(0x27);
    expect(key.state.resets).toBe(0);
    key.setTouchPolicy(() => 'hold');
    expect((await client.ctap(7)).status).toBe(0);
    expect(key.state).toMatchObject({ resets: 1, enterpriseAttestation: false, longTouchForReset: false });
  });

  it('rules for PINs refuse one character repeated, where the key knows them', async () => {
    const { client, key, token } = await virtualBench({ personality: 'persistent23' });
    expect(await config(client, await token(0x20), 3, map([4, true]))).toBe(0);
    expect(key.state.pinComplexity).toBe(true);
    expect(await client.changePin(2, '1234', '777777')).toBe(0x37);
    expect(await client.changePin(2, '1234', '777778')).toBe(0);
    const other = await virtualBench();
    expect(await config(other.client, await other.token(0x20), 3, map([4, true]))).toBe(0x02);
  });

  it('always-uv that stays on, and a reset over another transport only, are refused with 27', async () => {
    const stays = await virtualBench({ alwaysUv: true, quirks: { alwaysUvStaysOn: true } });
    expect(await config(stays.client, await stays.token(0x20), 2)).toBe(0x27);
    const nfc = await virtualBench({ personality: { ...personalities.persistent23, transportsForReset: ['nfc'] } });
    expect((await nfc.client.ctap(4)).body.get(0x1a)).toEqual(['nfc']);
    expect((await nfc.client.ctap(7)).status).toBe(0x27);
    expect(nfc.key.state.resets).toBe(0);
  });
});

describe('large blobs', () => {
  const initial = '8076be8b528d0075f7aae98d6fa57a6d3c';

  async function write(
    client: RawClient,
    token: HostToken | null,
    offset: number,
    fragment: Uint8Array,
    length: number | null,
  ): Promise<number> {
    const entries: [number, Plain][] = [
      [2, fragment],
      [3, offset],
    ];
    if (length !== null) entries.push([4, length]);
    if (token !== null) {
      const position = new Uint8Array(4);
      new DataView(position.buffer).setUint32(0, offset, true);
      const message = Uint8Array.from([...allOnes, 0x0c, 0, ...position, ...sha256(fragment)]);
      entries.push([5, token.authenticate(message)], [6, token.agreement.protocol]);
    }
    return (await client.ctap(0x0c, map(...entries))).status;
  }

  it('reads the initial array; too much 03, beyond the end 02, neither get nor set 02', async () => {
    const { client } = await virtualBench();
    const read = async (count: number, offset: number): Promise<CtapAnswer> =>
      client.ctap(0x0c, map([1, count], [3, offset]));
    expect(hex(bytes((await read(960, 0)).body.get(1)))).toBe(initial);
    expect(hex(bytes((await read(4, 15)).body.get(1)))).toBe('6d3c');
    expect((await read(1137, 0)).status).toBe(0x03);
    expect((await read(1, 18)).status).toBe(0x02);
    expect((await client.ctap(0x0c, map([3, 0]))).status).toBe(0x02);
    expect((await client.ctap(0x0c, map([1, 1]))).status).toBe(0x14);
  });

  it('writes in fragments with one token, checks sequence, length and hash', async () => {
    const { client, token } = await virtualBench();
    const content = Uint8Array.from([0x81, 0x41, 0x07]);
    const whole = Uint8Array.from([...content, ...sha256(content).slice(0, 16)]);
    const blob = await token(0x10);
    const [head, tail] = [whole.slice(0, 10), whole.slice(10)];
    expect(await write(client, null, 0, head, whole.length)).toBe(0x36);
    expect(await write(client, blob, 5, head, null)).toBe(0x04);
    expect(await write(client, blob, 0, head, 16)).toBe(0x02);
    expect(await write(client, blob, 0, head, 4000)).toBe(0x18);
    expect(await write(client, blob, 0, head, whole.length)).toBe(0);
    expect(await write(client, blob, 10, tail, null)).toBe(0);
    const stored = await client.ctap(0x0c, map([1, 900], [3, 0]));
    expect(hex(bytes(stored.body.get(1)))).toBe(hex(whole));
    const wrong = whole.slice();
    wrong[1] = 0x40;
    expect(await write(client, blob, 0, wrong, wrong.length)).toBe(0x3d);
    expect(hex(bytes((await client.ctap(0x0c, map([1, 900], [3, 0]))).body.get(1)))).toBe(hex(whole));
    expect(await write(client, blob, 0, whole, whole.length + 0)).toBe(0);
    expect(await write(client, blob, 0, whole, 17)).toBe(0x02);
  });

  it('an unprotected key wants no token', async () => {
    const { client } = await virtualBench({ withoutPin: true });
    const whole = unhex(initial);
    expect(await write(client, null, 0, whole, whole.length)).toBe(0);
  });
});

describe('fingerprints', () => {
  async function bio(
    client: RawClient,
    token: HostToken | null,
    subCommand: number,
    params?: PlainMap,
    command = 0x09,
  ): Promise<CtapAnswer> {
    const body = params === undefined ? new Uint8Array() : encode(params);
    const entries: [number, Plain][] = [
      [1, 1],
      [2, subCommand],
    ];
    if (params !== undefined) entries.push([3, params]);
    if (token !== null) {
      entries.push([4, token.agreement.protocol], [5, token.authenticate(Uint8Array.from([1, subCommand, ...body]))]);
    }
    return client.ctap(command, map(...entries));
  }

  it('enrols a finger in four samples, names, lists and removes it', async () => {
    const { client, key, token } = await virtualBench({ personality: 'bio' });
    const be = await token(0x08);
    expect((await client.ctap(0x09, map([6, true]))).body).toEqual(map([1, 1]));
    expect((await bio(client, null, 7)).body.get(3)).toBe(4);
    expect((await bio(client, null, 4)).status).toBe(0x36);
    expect((await bio(client, be, 4)).status).toBe(0x2c);
    const begun = await bio(client, be, 1, map([3, 10000]));
    const id = bytes(begun.body.get(4));
    expect([begun.body.get(5), begun.body.get(6)]).toEqual([0, 3]);
    for (const left of [2, 1, 0]) {
      expect((await bio(client, be, 2, map([1, id], [3, 10000]))).body.get(6)).toBe(left);
    }
    expect(key.state.fingerprints).toEqual([{ id: hex(id), name: null }]);
    expect((await bio(client, be, 5, map([1, id], [2, 'left index']))).status).toBe(0);
    expect((await bio(client, be, 5, map([1, id], [2, 'a name that is too long']))).status).toBe(0x03);
    const infos = (await bio(client, be, 4, undefined, 0x40)).body.get(7);
    expect(infos).toEqual([map([1, id], [2, 'left index'])]);
    expect(mapOf((await client.ctap(4)).body.get(4)).get('uv')).toBe(true);
    expect((await bio(client, be, 6, map([1, id]))).status).toBe(0);
    expect((await bio(client, be, 6, map([1, id]))).status).toBe(0x2c);
    expect(key.state.fingerprints).toEqual([]);
  });

  it('a bad touch costs nothing, another command ends the enrolment, a full sensor answers 17', async () => {
    const names = ['1', '2', '3', '4', '5'];
    const full = await virtualBench({ personality: 'bio', fingerprints: names });
    expect((await bio(full.client, await full.token(0x08), 1)).status).toBe(0x17);
    const { client, key, token } = await virtualBench({ personality: 'bio' });
    const be = await token(0x08);
    key.setTouchPolicy(() => 'refuse');
    const begun = await bio(client, be, 1);
    expect([begun.body.get(5), begun.body.get(6)]).toEqual([7, 4]);
    const id = bytes(begun.body.get(4));
    expect((await bio(client, be, 2, map([1, id]))).status).toBe(0);
    await client.ctap(4);
    expect((await bio(client, be, 2, map([1, id]))).status).toBe(0x02);
    expect((await bio(client, be, 99)).status).toBe(0x3e);
    expect((await bio(client, be, 3)).status).toBe(0);
  });
});
