import { describe, expect, it } from 'vitest';
import type { VirtualKeyOptions } from '../../../../src-virtual-key/virtual-key.ts';
import {
  RawClient,
  bytes,
  encode,
  hex,
  map,
  mapOf,
  sha256,
  type HostToken,
  type Plain,
} from '../../../helpers/raw-ctap-client.ts';
import { rpIdVectors } from '../../../vectors/rp-ids.ts';
import { accounts, virtualBench } from '../virtual-bench.ts';

const credentialManagement = 4;

function descriptor(id: Uint8Array): ReadonlyMap<number | string, Plain> {
  return map(['id', id], ['type', 'public-key']);
}

function rpHash(rpId: string): ReadonlyMap<number | string, Plain> {
  return map([1, sha256(rpId)]);
}

async function bench(options: Partial<VirtualKeyOptions> = {}) {
  const base = await virtualBench({ credentials: accounts(2, 5), ...options });
  return { ...base, cm: await base.token(credentialManagement) };
}

describe('credentialManagement', () => {
  it('counts what is stored and what fits', async () => {
    const { client, cm } = await bench({ capacity: 7 });
    const { status, body } = await client.manage(cm, 1);
    expect([status, body.get(1), body.get(2)]).toEqual([0, 5, 2]);
  });

  it('gives every field of a credential', async () => {
    const { client, cm, key } = await bench({
      credentials: [
        {
          rpId: 'example.com',
          rpName: 'Example',
          userId: '0102',
          userName: 'alice',
          userDisplayName: 'Alice A',
          algorithm: -8,
          credProtect: 3,
          largeBlobKey: true,
          credentialId: 'aabbccdd',
        },
      ],
    });
    const rp = await client.manage(cm, 2);
    expect(rp.body.get(3)).toEqual(map(['id', 'example.com'], ['name', 'Example']));
    expect(hex(bytes(rp.body.get(4)))).toBe(hex(sha256('example.com')));
    expect(rp.body.get(5)).toBe(1);
    const { body } = await client.manage(cm, 4, rpHash('example.com'));
    const user = mapOf(body.get(6));
    expect([...user.keys()]).toEqual(['id', 'name', 'displayName']);
    expect([user.get('name'), user.get('displayName')]).toEqual(['alice', 'Alice A']);
    expect(hex(bytes(user.get('id')))).toBe('0102');
    const credential = mapOf(body.get(7));
    expect(hex(bytes(credential.get('id')))).toBe('aabbccdd');
    const publicKey = mapOf(body.get(8));
    expect([publicKey.get(1), publicKey.get(3), publicKey.get(-1)]).toEqual([1, -8, 6]);
    expect(hex(bytes(publicKey.get(-2)))).toBe(hex(key.state.credentials[0]?.key().publicBytes ?? new Uint8Array()));
    expect([body.get(9), body.get(10)]).toEqual([1, 3]);
    expect(bytes(body.get(11))).toHaveLength(32);
  });

  it('an empty key answers 2E to both begins', async () => {
    const { client, cm } = await bench({ credentials: [] });
    expect((await client.manage(cm, 1)).body.get(1)).toBe(0);
    expect((await client.manage(cm, 2)).status).toBe(0x2e);
    expect((await client.manage(cm, 4, rpHash('example.com'))).status).toBe(0x2e);
  });

  it('missing and wrong members: 14, 36, 02, 33, 3E', async () => {
    const { client, cm } = await bench();
    const param = cm.authenticate(Uint8Array.of(1));
    const status = async (request: Plain): Promise<number> => (await client.ctap(0x0a, request)).status;
    expect(await status(map())).toBe(0x14);
    expect(await status(map([1, 1]))).toBe(0x36);
    expect(await status(map([1, 4], [2, rpHash('x')]))).toBe(0x36);
    expect(await status(map([1, 6]))).toBe(0x36);
    expect(await status(map([1, 7]))).toBe(0x36);
    expect(await status(map([1, 1], [4, param]))).toBe(0x14);
    expect(await status(map([1, 1], [3, 9], [4, param]))).toBe(0x02);
    expect(await status(map([1, 1], [3, 1], [4, param.slice(0, 16)]))).toBe(0x33);
    expect(await status(map([1, 2], [3, 2], [4, param]))).toBe(0x33);
    expect(await status(map([1, 99], [3, 2], [4, param]))).toBe(0x3e);
    expect((await client.manage(cm, 4)).status).toBe(0x14);
    expect((await client.manage(cm, 6, map([1, sha256('x')]))).status).toBe(0x14);
    expect((await client.manage(cm, 7, map([2, descriptor(sha256('x'))]))).status).toBe(0x14);
    expect(await status(map([1, 1], [3, 2], [4, param]))).toBe(0);
  });

  it('GetNext without a begin, after the end and of the wrong kind answers 30', async () => {
    const { client, cm } = await bench();
    const next = async (sub: number): Promise<number> => (await client.ctap(0x0a, map([1, sub]))).status;
    expect(await next(3)).toBe(0x30);
    expect(await next(5)).toBe(0x30);
    await client.manage(cm, 2);
    expect([await next(3), await next(3), await next(3)]).toEqual([0, 0x30, 0x30]);
    await client.manage(cm, 2);
    expect(await next(5)).toBe(0x30);
    expect(await next(3)).toBe(0x30);
  });

  it('an enumeration ends by another command, another channel, 30 s and a new token', async () => {
    const { client, cm, clock, key, token } = await bench();
    const next = async (from: RawClient = client): Promise<number> => (await from.ctap(0x0a, map([1, 3]))).status;
    await client.manage(cm, 2);
    await client.ctap(4);
    expect(await next()).toBe(0x30);

    await client.manage(cm, 2);
    const other = new RawClient(key.port);
    await other.init();
    expect(await next(other)).toBe(0x30);
    expect(await next()).toBe(0x30);

    await client.manage(cm, 2);
    await clock.advance(30_000);
    expect(await next()).toBe(0x30);

    await client.manage(cm, 2);
    await token(credentialManagement);
    expect(await next()).toBe(0x30);
    expect((await client.manage(cm, 2)).status).toBe(0x33);
  });

  it('each call of an enumeration gives another 30 s', async () => {
    const { client, cm, clock } = await bench({ credentials: accounts(4, 4) });
    await client.manage(cm, 2);
    for (let index = 0; index < 3; index++) {
      await clock.advance(29_000);
      expect((await client.ctap(0x0a, map([1, 3]))).status).toBe(0);
    }
  });

  it('deletes by ID; an unknown ID answers 2E; the rest stays', async () => {
    const { client, cm, key } = await bench();
    const id = key.state.credentials[0]?.id ?? new Uint8Array();
    expect((await client.manage(cm, 6, map([2, descriptor(id)]))).status).toBe(0);
    expect(key.state.credentials).toHaveLength(4);
    expect((await client.manage(cm, 6, map([2, descriptor(id)]))).status).toBe(0x2e);
    expect((await client.manage(cm, 1)).body.get(1)).toBe(4);
  });

  it('renames; another user ID answers 02, an unknown credential 2E; empty names go; long names are cut', async () => {
    const { client, cm, key } = await bench({
      credentials: [{ rpId: 'example.com', userId: '01', userName: 'old', userDisplayName: 'Old' }],
    });
    const id = key.state.credentials[0]?.id ?? new Uint8Array();
    const rename = async (target: Uint8Array, user: Plain): Promise<number> =>
      (await client.manage(cm, 7, map([2, descriptor(target)], [3, user]))).status;
    const own = Uint8Array.of(1);
    expect(await rename(id, map(['id', Uint8Array.of(9)], ['name', 'x']))).toBe(0x02);
    expect(await rename(sha256('?'), map(['id', own], ['name', 'x']))).toBe(0x2e);
    expect(await rename(id, map(['id', own], ['name', 'new'], ['displayName', '']))).toBe(0);
    expect(key.state.credentials[0]).toMatchObject({ userName: 'new', userDisplayName: null });
    expect(await rename(id, map(['id', own], ['name', 'あ'.repeat(30)]))).toBe(0);
    expect(key.state.credentials[0]).toMatchObject({ userName: 'あ'.repeat(21), userDisplayName: null });
  });

  it('the preview cannot rename', async () => {
    const { client, cm, key } = await bench({ personality: 'both21' });
    const id = key.state.credentials[0]?.id ?? new Uint8Array();
    const params = map([2, descriptor(id)], [3, map(['id', Uint8Array.of(1, 0, 0)])]);
    expect((await client.manage(cm, 7, params, 0x41)).status).toBe(0x3e);
    expect((await client.manage(cm, 7, params, 0x0a)).status).toBe(0);
  });

  it('a token bound to an RP serves that RP only and neither 01 nor 02', async () => {
    const { client, key, token } = await bench();
    const bound = await token(credentialManagement, 'service-0.example');
    expect((await client.manage(bound, 1)).status).toBe(0x33);
    expect((await client.manage(bound, 2)).status).toBe(0x33);
    expect((await client.manage(bound, 4, rpHash('service-0.example'))).status).toBe(0);
    expect((await client.manage(bound, 4, rpHash('service-1.example'))).status).toBe(0x33);
    const [mine, foreign] = key.state.credentials;
    expect((await client.manage(bound, 6, map([2, descriptor(foreign?.id ?? sha256(''))]))).status).toBe(0x33);
    expect((await client.manage(bound, 6, map([2, descriptor(mine?.id ?? sha256(''))]))).status).toBe(0);
  });

  it('the MAC is checked over the bytes that came, unknown members included; a re-encoding key refuses them', async () => {
    const params = map([1, sha256('service-0.example')], [9, 'unknown']);
    const plain = await bench();
    expect((await plain.client.manage(plain.cm, 4, params)).status).toBe(0);
    const { client, cm, key } = await bench({ quirks: { reencodesParameters: true, staleTokenCostsRetry: true } });
    expect((await client.manage(cm, 4, rpHash('service-0.example'))).status).toBe(0);
    expect(key.state.pinRetries).toBe(8);
    expect((await client.manage(cm, 4, params)).status).toBe(0x33);
    expect(key.state.pinRetries).toBe(7);
  });
});

describe('quirks of listing', () => {
  const list = async (client: RawClient, cm: HostToken, subCommand: number, rpId?: string) =>
    client.manage(cm, subCommand, rpId === undefined ? null : rpHash(rpId));

  it.each([
    ['status', 0x2e, ''],
    ['zero', 0, 'a10500'],
    ['no-body', 0, ''],
    ['empty-map', 0, 'a0'],
    ['metadata', 0x2e, ''],
  ] as const)('C-01 no passkeys: %s', async (emptyRps, status, body) => {
    const { client, cm } = await bench({ credentials: [], quirks: { emptyRps } });
    const answer = await list(client, cm, 2);
    expect([answer.status, hex(answer.raw)]).toEqual([status, body]);
    expect((await list(client, cm, 1)).status).toBe(emptyRps === 'metadata' ? 0x2e : 0);
  });

  it('totals missing, wrong in both directions, absurd', async () => {
    const none = await bench({ quirks: { omitTotalRps: true, omitTotalCredentials: true } });
    expect((await list(none.client, none.cm, 2)).body.has(5)).toBe(false);
    expect((await list(none.client, none.cm, 4, 'service-0.example')).body.has(9)).toBe(false);
    const more = await bench({ quirks: { rpTotalOffset: 3, credentialTotalOffset: -2, metadataOffset: 1 } });
    expect((await list(more.client, more.cm, 1)).body.get(1)).toBe(6);
    expect((await list(more.client, more.cm, 2)).body.get(5)).toBe(5);
    expect((await list(more.client, more.cm, 4, 'service-0.example')).body.get(9)).toBe(1);
    const absurd = await bench({ quirks: { announcedRps: 2 ** 32, announcedCredentials: 2 ** 40 } });
    expect(Number((await list(absurd.client, absurd.cm, 2)).body.get(5))).toBe(2 ** 32);
    const { body } = await list(absurd.client, absurd.cm, 4, 'service-0.example');
    expect(Number(body.get(9))).toBe(2 ** 40);
  });

  it('GetNext that never ends', async () => {
    const { client, cm } = await bench({ quirks: { endlessNext: true } });
    await list(client, cm, 2);
    for (let index = 0; index < 20; index++) expect((await client.ctap(0x0a, map([1, 3]))).status).toBe(0);
  });

  it('malformed entries in the middle: short hash, credential ID of another type and no user', async () => {
    const { client, cm } = await bench({ quirks: { malformedRpAt: 1, malformedCredentialAt: 0 } });
    await list(client, cm, 2);
    const second = await client.ctap(0x0a, map([1, 3]));
    expect(bytes(second.body.get(4))).toHaveLength(7);
    const credential = await list(client, cm, 4, 'service-0.example');
    expect(credential.body.has(6)).toBe(false);
    expect(credential.body.get(7)).toEqual(map(['id', 'not bytes'], ['type', 'public-key']));
  });

  it('RP without id, with an id that was not hashed, listed twice; credential listed twice', async () => {
    const without = await bench({ quirks: { omitRpId: true } });
    expect((await list(without.client, without.cm, 2)).body.get(3)).toEqual(new Map());
    const other = await bench({ quirks: { rpIdHashMismatch: true } });
    const { body } = await list(other.client, other.cm, 2);
    expect(body.get(3)).toEqual(map(['id', 'mismatch.service-0.example']));
    expect(hex(bytes(body.get(4)))).toBe(hex(sha256('service-0.example')));
    const twice = await bench({ quirks: { duplicateRpAt: 0, duplicateCredentialAt: 1 } });
    expect((await twice.client.list(twice.cm)).map(({ rpId, credentials }) => [rpId, credentials.length])).toEqual([
      ['service-0.example', 4],
      ['service-0.example', 4],
      ['service-1.example', 3],
    ]);
  });

  it.each(rpIdVectors)('RP ID $rpId cut to 32 bytes', async ({ rpId, stored, hash }) => {
    const { client, cm } = await bench({ credentials: [{ rpId, userId: '01' }], quirks: { truncateRpIds: true } });
    const answer = await list(client, cm, 2);
    expect(hex(answer.raw)).toContain(hex(stored));
    expect(hex(bytes(answer.body.get(4)))).toBe(hex(hash));
  });

  it('names cut inside a UTF-8 sequence', async () => {
    const credentials = [{ rpId: 'example.com', userId: '01', userName: 'Zoë' }];
    const { client, cm } = await bench({ credentials, quirks: { cutNamesAt: 3 } });
    expect(hex((await list(client, cm, 4, 'example.com')).raw)).toContain('635a6fc3');
  });

  it('a deletion that does not delete and a renaming that does nothing answer 00', async () => {
    const quirks = { deletionDoesNothing: true, renamingDoesNothing: true };
    const { client, cm, key } = await bench({ quirks });
    const { id, userId } = key.state.credentials[0] ?? { id: new Uint8Array(), userId: new Uint8Array() };
    expect((await client.manage(cm, 6, map([2, descriptor(id)]))).status).toBe(0);
    const user = map(['id', userId], ['name', 'new']);
    expect((await client.manage(cm, 7, map([2, descriptor(id)], [3, user]))).status).toBe(0);
    expect(key.state.credentials[0]).toMatchObject({ userName: 'user0' });
    expect(key.log.destructive.map((entry) => entry.carriedOut)).toEqual([false, false]);
  });

  it('one-use tokens, tokens that die after a write, 64- and 16-byte tokens, other statuses', async () => {
    const once = await bench({ quirks: { oneUseToken: true } });
    expect((await list(once.client, once.cm, 2)).status).toBe(0);
    expect((await once.client.ctap(0x0a, map([1, 3]))).status).toBe(0);
    expect((await list(once.client, once.cm, 1)).status).toBe(0x33);

    const dying = await bench({ quirks: { tokenDiesAfterWrite: true, unknownCredentialStatus: 0x22 } });
    const id = dying.key.state.credentials[0]?.id ?? new Uint8Array();
    expect((await dying.client.manage(dying.cm, 6, map([2, descriptor(sha256('?'))]))).status).toBe(0x22);
    expect((await dying.client.manage(dying.cm, 6, map([2, descriptor(id)]))).status).toBe(0);
    expect((await list(dying.client, dying.cm, 1)).status).toBe(0x33);

    for (const tokenLength of [16, 64] as const) {
      const { client, token } = await virtualBench({ personality: 'yubikey52', quirks: { tokenLength } });
      const old = await token(null);
      expect(old.bytes).toHaveLength(tokenLength);
      expect((await client.manage(old, 1, null, 0x41)).status).toBe(0);
    }
  });

  it('firmware that takes MACs cut to 16 bytes', async () => {
    const request = (cm: HostToken): Plain => map([1, 1], [3, 2], [4, cm.authenticate(Uint8Array.of(1)).slice(0, 16)]);
    const strict = await bench();
    expect((await strict.client.ctap(0x0a, request(strict.cm))).status).toBe(0x33);
    const loose = await bench({ quirks: { acceptsShortMac: true } });
    expect((await loose.client.ctap(0x0a, request(loose.cm))).status).toBe(0);
  });

  it('slow flash: keepalive 01 while it deletes', async () => {
    const { client, clock, cm, key } = await bench({ quirks: { flashMs: 500 } });
    const id = key.state.credentials[0]?.id ?? new Uint8Array();
    const params = map([2, descriptor(id)]);
    const param = cm.authenticate(Uint8Array.from([6, ...encode(params)]));
    client.keepalives.length = 0;
    client.start(0x0a, map([1, 6], [2, params], [3, 2], [4, param]));
    await clock.advance(450);
    expect(await client.receive()).toBeNull();
    expect(client.keepalives).toEqual([1, 1, 1, 1, 1]);
    await clock.advance(50);
    expect((await client.finish()).status).toBe(0);
  });
});
