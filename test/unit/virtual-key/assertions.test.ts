import { createPublicKey, verify } from 'node:crypto';
import { Decoder } from 'cbor-x';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  hex,
  map,
  mapOf,
  sha256,
  type CtapAnswer,
  type HostToken,
  type Plain,
  type RawClient,
} from '../../helpers/raw-ctap-client.ts';
import { virtualBench } from './virtual-bench.ts';

const clientDataHash = sha256('hello');
const decoder = new Decoder({ mapsAsObjects: false, useRecords: false });

interface CreateOptions {
  readonly rk?: boolean;
  readonly algorithm?: number;
  readonly exclude?: readonly Uint8Array[];
  readonly extensions?: Plain;
  readonly user?: number;
  readonly param?: Uint8Array;
  readonly rpId?: string;
}

function createRequest(token: HostToken | null, options: CreateOptions): Plain {
  const entries: [number, Plain][] = [
    [1, clientDataHash],
    [2, map(['id', options.rpId ?? 'example.com'])],
    [3, map(['id', Uint8Array.of(options.user ?? 1)], ['name', `user${options.user ?? 1}`])],
    [4, [map(['alg', options.algorithm ?? -7], ['type', 'public-key'])]],
  ];
  if (options.exclude !== undefined) {
    entries.push([5, options.exclude.map((id) => map(['id', id], ['type', 'public-key']))]);
  }
  if (options.extensions !== undefined) entries.push([6, options.extensions]);
  if (options.rk !== undefined) entries.push([7, map(['rk', options.rk])]);
  const param = options.param ?? token?.authenticate(clientDataHash);
  if (param !== undefined) entries.push([8, param], [9, token?.agreement.protocol ?? 1]);
  return map(...entries);
}

function assertRequest(
  token: HostToken | null,
  options: { allow?: readonly Uint8Array[]; up?: boolean; rpId?: string; extensions?: Plain } = {},
): Plain {
  const entries: [number, Plain][] = [
    [1, options.rpId ?? 'example.com'],
    [2, clientDataHash],
  ];
  if (options.allow !== undefined) {
    entries.push([3, options.allow.map((id) => map(['id', id], ['type', 'public-key']))]);
  }
  if (options.extensions !== undefined) entries.push([4, options.extensions]);
  if (options.up !== undefined) entries.push([5, map(['up', options.up])]);
  if (token !== null) entries.push([6, token.authenticate(clientDataHash)], [7, token.agreement.protocol]);
  return map(...entries);
}

interface Created {
  readonly id: Uint8Array;
  readonly cose: ReadonlyMap<unknown, unknown>;
  readonly data: Uint8Array;
  readonly flags: number;
}

function readCreated(answer: CtapAnswer): Created {
  expect(answer.status).toBe(0);
  const data = bytes(answer.body.get(2));
  const idLength = (data[53] ?? 0) * 256 + (data[54] ?? 0);
  const id = data.slice(55, 55 + idLength);
  const items: unknown[] = [];
  decoder.decodeMultiple(Buffer.from(data.slice(55 + idLength)), (item: unknown) => void items.push(item));
  return { id, cose: mapOf(items[0]), data, flags: data[32] ?? 0 };
}

function verifies(cose: ReadonlyMap<unknown, unknown>, data: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(bytes(cose.get(-2))).toString('base64url');
  const message = Buffer.concat([data, clientDataHash]);
  if (cose.get(3) === -8) {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    return verify(null, message, key, signature);
  }
  const y = Buffer.from(bytes(cose.get(-3))).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  return verify('sha256', message, key, signature);
}

function credentialId(answer: CtapAnswer): string {
  return hex(bytes(mapOf(answer.body.get(1)).get('id')));
}

async function create(
  client: RawClient,
  token: (permissions: number, rpId: string) => Promise<HostToken>,
  options: CreateOptions = {},
): Promise<Created> {
  const mc = await token(1, options.rpId ?? 'example.com');
  return readCreated(await client.ctap(1, createRequest(mc, options)));
}

describe('makeCredential', () => {
  it.each([
    { algorithm: -7, rk: true },
    { algorithm: -8, rk: true },
    { algorithm: -7, rk: false },
    { algorithm: -8, rk: false },
  ])('algorithm $algorithm, discoverable $rk: self attestation and assertion verify', async ({ algorithm, rk }) => {
    const { client, key, token } = await virtualBench();
    const mc = await token(1, 'example.com');
    const answer = await client.ctap(1, createRequest(mc, { algorithm, rk }));
    const created = readCreated(answer);
    const statement = mapOf(answer.body.get(3));
    expect(answer.body.get(1)).toBe('packed');
    expect(statement.get('alg')).toBe(algorithm);
    expect(verifies(created.cose, created.data, bytes(statement.get('sig')))).toBe(true);
    expect(hex(created.data.slice(0, 32))).toBe(hex(sha256('example.com')));
    expect(hex(created.data.slice(37, 53))).toBe(key.personality.aaguid);
    expect(created.flags).toBe(0x45);
    expect(key.state.credentials).toHaveLength(rk ? 1 : 0);

    const ga = await token(2, 'example.com');
    const signed = await client.ctap(2, assertRequest(ga, { allow: [created.id] }));
    expect(signed.status).toBe(0);
    const data = bytes(signed.body.get(2));
    expect(data[32]).toBe(0x05);
    expect(verifies(created.cose, data, bytes(signed.body.get(3)))).toBe(true);
    expect(credentialId(signed)).toBe(hex(created.id));
  });

  it('refuses: no member 14, no known algorithm 26, wrong types 11, rk without UV 36, wrong RP 33, up:false 2C', async () => {
    const { client, token } = await virtualBench();
    const status = async (request: Plain): Promise<number> => (await client.ctap(1, request)).status;
    expect(await status(map([1, clientDataHash]))).toBe(0x14);
    expect(await status(createRequest(null, { algorithm: -257 }))).toBe(0x26);
    expect(await status(map([1, 'text']))).toBe(0x11);
    expect(await status(createRequest(null, { rk: true }))).toBe(0x36);
    const mc = await token(1, 'other.example');
    expect(await status(createRequest(mc, {}))).toBe(0x33);
    const fresh = await token(1, 'example.com');
    expect(await status(createRequest(fresh, { param: new Uint8Array(32) }))).toBe(0x33);
    const upFalse = new Map(mapOf(createRequest(null, {})));
    upFalse.set(7, new Map([['up', false]]));
    expect((await client.ctap(1, plainMap(upFalse))).status).toBe(0x2c);
  });

  it('non-discoverable without UV is allowed where makeCredUvNotRqd says so, and refused with alwaysUv', async () => {
    const free = await virtualBench();
    expect((await free.client.ctap(1, createRequest(null, {}))).status).toBe(0);
    const strict = await virtualBench({ alwaysUv: true });
    expect((await strict.client.ctap(1, createRequest(null, {}))).status).toBe(0x36);
    const old = await virtualBench({ personality: 'yubikey54' });
    expect((await old.client.ctap(1, createRequest(null, {}))).status).toBe(0x36);
  });

  it('an empty param waits for touch, then 35 without and 31 with a PIN; some keys answer at once', async () => {
    const fresh = await virtualBench({ withoutPin: true, touch: () => 'ignore' });
    fresh.client.start(1, createRequest(null, { param: new Uint8Array() }));
    await fresh.clock.advance(300);
    expect(await fresh.client.receive()).toBeNull();
    fresh.key.touch();
    expect((await fresh.client.finish()).status).toBe(0x35);
    const { client } = await virtualBench();
    expect((await client.ctap(1, createRequest(null, { param: new Uint8Array() }))).status).toBe(0x31);
    const titan = await virtualBench({ quirks: { emptyPinParamStatus: 0x14 } });
    expect((await titan.client.ctap(1, createRequest(null, { param: new Uint8Array() }))).status).toBe(0x14);
  });

  it('a full key answers 28, the same account is replaced', async () => {
    const { client, key, token } = await virtualBench({ capacity: 1 });
    await create(client, token, { rk: true, user: 1 });
    const mc = await token(1, 'example.com');
    expect((await client.ctap(1, createRequest(mc, { rk: true, user: 2 }))).status).toBe(0x28);
    await create(client, token, { rk: true, user: 1 });
    expect(key.state.credentials).toHaveLength(1);
  });

  it('excludeList: 19 for stored and wrapped credentials', async () => {
    const { client, token } = await virtualBench();
    for (const rk of [true, false]) {
      const { id } = await create(client, token, { rk });
      const mc = await token(1, 'example.com');
      expect((await client.ctap(1, createRequest(mc, { exclude: [sha256('?'), id] }))).status).toBe(0x19);
    }
  });

  it('a touch takes the permissions away', async () => {
    const { client, token } = await virtualBench();
    const mc = await token(1, 'example.com');
    readCreated(await client.ctap(1, createRequest(mc, {})));
    expect((await client.ctap(1, createRequest(mc, {}))).status).toBe(0x33);
  });

  it('touch refused 27, cancelled 2D; nothing is stored', async () => {
    const { client, key, token } = await virtualBench();
    key.setTouchPolicy(() => 'refuse');
    expect((await client.ctap(1, createRequest(await token(1, 'example.com'), { rk: true }))).status).toBe(0x27);
    key.setTouchPolicy(() => 'ignore');
    client.start(1, createRequest(await token(1, 'example.com'), { rk: true }));
    expect(await client.receive()).toBeNull();
    client.send(client.channel, 0x11, new Uint8Array());
    expect((await client.finish()).status).toBe(0x2d);
    expect(key.state.credentials).toHaveLength(0);
  });

  it('extensions: credProtect, hmac-secret, largeBlobKey; unknown ones are ignored', async () => {
    const { client, token } = await virtualBench();
    const mc = await token(1, 'example.com');
    const extensions = map(['unknown', 1], ['credProtect', 2], ['hmac-secret', true], ['largeBlobKey', true]);
    const answer = await client.ctap(1, createRequest(mc, { rk: true, extensions }));
    const created = readCreated(answer);
    expect(created.flags).toBe(0xc5);
    expect(bytes(answer.body.get(5))).toHaveLength(32);
    expect(hex(created.data)).toContain('a26b6372656450726f74656374026b686d61632d736563726574f5');
    const again = await token(1, 'example.com');
    expect((await client.ctap(1, createRequest(again, { extensions }))).status).toBe(0x2c);
  });
});

describe('getAssertion', () => {
  it('lists the most recent account first and the rest by getNextAssertion', async () => {
    const { client, clock, token } = await virtualBench();
    const ids: string[] = [];
    for (const user of [1, 2, 3]) ids.unshift(hex((await create(client, token, { rk: true, user })).id));
    const ga = await token(2, 'example.com');
    const first = await client.ctap(2, assertRequest(ga));
    expect(first.body.get(5)).toBe(3);
    expect(mapOf(first.body.get(4)).get('name')).toBe('user3');
    const second = await client.ctap(8);
    const third = await client.ctap(8);
    expect([first, second, third].map(credentialId)).toEqual(ids);
    expect((await client.ctap(8)).status).toBe(0x30);
    await client.ctap(2, assertRequest(await token(2, 'example.com')));
    await clock.advance(30_000);
    expect((await client.ctap(8)).status).toBe(0x30);
    await client.ctap(2, assertRequest(await token(2, 'example.com')));
    await client.ctap(4);
    expect((await client.ctap(8)).status).toBe(0x30);
  });

  it('pre-flight with up:false needs neither touch nor PIN and tells 2E for strangers', async () => {
    const { client, key, token } = await virtualBench();
    const { id } = await create(client, token, { rk: false });
    key.setTouchPolicy(() => 'refuse');
    const hit = await client.ctap(2, assertRequest(null, { allow: [id], up: false }));
    expect(hit.status).toBe(0);
    expect(bytes(hit.body.get(2))[32]).toBe(0);
    expect((await client.ctap(2, assertRequest(null, { allow: [sha256('?')], up: false }))).status).toBe(0x2e);
    const elsewhere = assertRequest(null, { allow: [id], up: false, rpId: 'other.example' });
    expect((await client.ctap(2, elsewhere)).status).toBe(0x2e);
  });

  it('without UV a user has an ID only, and credProtect hides', async () => {
    const credentials = [1, 2, 3].map((level) => ({
      rpId: 'example.com',
      userId: Uint8Array.of(level),
      userName: `level ${level}`,
      credProtect: level === 1 ? 1 : level === 2 ? 2 : 3,
    })) satisfies { credProtect: 1 | 2 | 3 }[];
    const { client, key } = await virtualBench({ credentials });
    const discovered = await client.ctap(2, assertRequest(null));
    expect(discovered.body.has(5)).toBe(false);
    expect([...mapOf(discovered.body.get(4)).keys()]).toEqual(['id']);
    const [, second, third] = key.state.credentials.map((credential) => credential.id);
    expect((await client.ctap(2, assertRequest(null, { allow: [second ?? sha256('')] }))).status).toBe(0);
    expect((await client.ctap(2, assertRequest(null, { allow: [third ?? sha256('')] }))).status).toBe(0x2e);
  });

  it('alwaysUv: 36 with touch, exempt with up:false; option rk 2B; uv without a sensor 2C', async () => {
    const { client } = await virtualBench({ alwaysUv: true, credentials: [{ rpId: 'example.com', userId: '01' }] });
    expect((await client.ctap(2, assertRequest(null))).status).toBe(0x36);
    expect((await client.ctap(2, assertRequest(null, { up: false }))).status).toBe(0);
    const option = async (name: string): Promise<number> =>
      (await client.ctap(2, map([1, 'example.com'], [2, clientDataHash], [5, map([name, true])]))).status;
    expect(await option('rk')).toBe(0x2b);
    expect(await option('uv')).toBe(0x2c);
  });

  it('hmac-secret gives the same output for the same salt, another with UV', async () => {
    const { client, token } = await virtualBench({ credentials: [{ rpId: 'example.com', userId: '01' }] });
    const output = async (withToken: boolean): Promise<string> => {
      const ga = withToken ? await token(2, 'example.com') : null;
      const agreement = await client.agree(2);
      const saltEnc = agreement.encrypt(sha256('salt'));
      const input = map(
        [1, agreement.coseKey],
        [2, saltEnc],
        [3, agreement.authenticate(agreement.secret, saltEnc)],
        [4, 2],
      );
      const answer = await client.ctap(2, assertRequest(ga, { extensions: map(['hmac-secret', input]) }));
      expect(answer.status).toBe(0);
      const extensions = mapOf(decoder.decode(bytes(answer.body.get(2)).slice(37)));
      return hex(agreement.decrypt(bytes(extensions.get('hmac-secret'))));
    };
    const plain = await output(false);
    expect(plain).toHaveLength(64);
    expect(await output(false)).toBe(plain);
    expect(await output(true)).not.toBe(plain);
  });

  it('a fingerprint serves as verification', async () => {
    const { client } = await virtualBench({
      personality: 'bio',
      fingerprints: ['left'],
      credentials: [{ rpId: 'example.com', userId: '01', credProtect: 3 }],
    });
    const answer = await client.ctap(2, map([1, 'example.com'], [2, clientDataHash], [5, map(['uv', true])]));
    expect(answer.status).toBe(0);
    expect(bytes(answer.body.get(2))[32]).toBe(0x05);
  });
});

describe('reset', () => {
  it('works within 10 s of power-up with a touch and erases everything', async () => {
    const { client, clock, key, token } = await virtualBench({ credentials: [{ rpId: 'example.com', userId: '01' }] });
    const { id } = await create(client, token, { rk: false });
    await clock.advance(10_000);
    expect((await client.ctap(7)).status).toBe(0x30);
    key.powerCycle();
    await client.init();
    await clock.advance(9_999);
    key.setTouchPolicy(() => 'refuse');
    expect((await client.ctap(7)).status).toBe(0x27);
    expect(key.state.credentials).toHaveLength(1);
    key.powerCycle();
    await client.init();
    key.setTouchPolicy(() => 'approve');
    expect((await client.ctap(7)).status).toBe(0);
    expect(key.state).toMatchObject({ pinSet: false, credentials: [], resets: 1 });
    expect((await client.ctap(2, assertRequest(null, { allow: [id], up: false }))).status).toBe(0x2e);
    expect(await client.setPin(2, '9999')).toBe(0);
  });
});

/** Narrows the type of a map that was read back. */
function plainMap(value: ReadonlyMap<unknown, unknown>): Plain {
  const entries: [number, Plain][] = [];
  for (const [key, item] of value) if (typeof key === 'number' && isPlain(item)) entries.push([key, item]);
  return map(...entries);
}

function isPlain(value: unknown): value is Plain {
  return value !== undefined && value !== null;
}
