import { X509Certificate, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hex, sha256, unhex, type RawClient } from '../../../helpers/raw-ctap-client.ts';
import { virtualBench } from '../virtual-bench.ts';

const challenge = sha256('challenge');
const application = sha256('https://example.com');

async function apdu(client: RawClient, ins: number, p1: number, data: Uint8Array): Promise<Uint8Array> {
  const head = [0, ins, p1, 0, 0, data.length >> 8, data.length & 0xff];
  return (await client.exchange(0x03, Uint8Array.from([...head, ...data, 0, 0]))).payload;
}

function word(answer: Uint8Array): string {
  return hex(answer.slice(-2));
}

function publicKey(point: Uint8Array): ReturnType<typeof createPublicKey> {
  const [x, y] = [point.slice(1, 33), point.slice(33)].map((part) => Buffer.from(part).toString('base64url'));
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } });
}

const key = { personality: 'u2fOnly', withoutPin: true } as const;

describe('U2F over MSG', () => {
  it('says its version, refuses CBOR and says so in its flags', async () => {
    const { client } = await virtualBench(key);
    expect(hex((await client.init()).payload.slice(16))).toBe('01');
    expect(Buffer.from((await client.exchange(3, unhex('00030000000000'))).payload).toString('latin1')).toBe(
      'U2F_V2\x90\x00',
    );
    const refused = await client.exchange(0x10, Uint8Array.of(4));
    expect([refused.command, hex(refused.payload)]).toEqual([0x3f, '01']);
  });

  it('registers and authenticates; certificate and signatures verify', async () => {
    const { client } = await virtualBench(key);
    const registered = await apdu(client, 1, 3, Uint8Array.from([...challenge, ...application]));
    expect(word(registered)).toBe('9000');
    expect(registered[0]).toBe(5);
    const point = registered.slice(1, 66);
    const handleLength = registered[66] ?? 0;
    const handle = registered.slice(67, 67 + handleLength);
    const rest = registered.slice(67 + handleLength, -2);
    const certificateLength = 4 + (rest[2] ?? 0) * 256 + (rest[3] ?? 0);
    const certificate = new X509Certificate(rest.slice(0, certificateLength));
    expect(certificate.subject).toContain('not certified');
    const signed = Buffer.concat([Buffer.of(0), application, challenge, handle, point]);
    expect(verify('sha256', signed, certificate.publicKey, rest.slice(certificateLength))).toBe(true);

    const data = Uint8Array.from([...challenge, ...application, handle.length, ...handle]);
    const answer = await apdu(client, 2, 3, data);
    expect(word(answer)).toBe('9000');
    expect(answer[0]).toBe(1);
    const message = Buffer.concat([application, answer.slice(0, 5), challenge]);
    expect(verify('sha256', message, publicKey(point), answer.slice(5, -2))).toBe(true);

    expect(word(await apdu(client, 2, 7, data))).toBe('6985');
    expect(word(await apdu(client, 2, 8, data))).toBe('9000');
    const foreign = Uint8Array.from([...challenge, ...sha256('other'), handle.length, ...handle]);
    expect(word(await apdu(client, 2, 7, foreign))).toBe('6a80');
  });

  it('polling: 6985 until the touch, which serves once', async () => {
    const { client, clock, key: virtual } = await virtualBench({ ...key, touch: () => 'ignore' });
    const data = Uint8Array.from([...challenge, ...application]);
    expect(virtual.touch()).toBe(false);
    expect(word(await apdu(client, 1, 3, data))).toBe('6985');
    await clock.advance(200);
    expect(virtual.touch()).toBe(true);
    expect(word(await apdu(client, 1, 3, data))).toBe('9000');
    expect(word(await apdu(client, 1, 3, data))).toBe('6985');
    virtual.setTouchPolicy(() => 500);
    await clock.advance(2000);
    expect(word(await apdu(client, 1, 3, data))).toBe('6985');
    await clock.advance(500);
    expect(word(await apdu(client, 1, 3, data))).toBe('9000');
  });

  it.each([
    ['another class', '80030000000000', '6e00'],
    ['unknown instruction', '00400000000000', '6d00'],
    ['too short', '0003', '6700'],
    ['registration without data', '00010300000000', '6700'],
    ['data longer than said', '000103000000010102030405', '6700'],
    ['short length encoding', '00010300020101', '6700'],
  ])('%s', async (_, message, status) => {
    const { client } = await virtualBench(key);
    expect(word((await client.exchange(3, unhex(message))).payload)).toBe(status);
  });

  it('a CTAP2 key speaks U2F too, but not with alwaysUv', async () => {
    const both = await virtualBench();
    expect(word((await both.client.exchange(3, unhex('00030000000000'))).payload)).toBe('9000');
    const strict = await virtualBench({ alwaysUv: true });
    expect(word((await strict.client.exchange(3, unhex('00030000000000'))).payload)).toBe('6986');
    const bio = await virtualBench({ personality: 'bio' });
    expect((await bio.client.exchange(3, unhex('00030000000000'))).command).toBe(0x3f);
  });
});
