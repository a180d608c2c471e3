import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { metadataRoots } from '../../../src-main/metadata/metadata-roots.ts';
import { readMetadataBlob } from '../../../src-main/metadata/read-metadata-blob.ts';
import { createCertificate, type TestCertificate } from '../../helpers/certificates.ts';
import { signMetadata } from '../../helpers/metadata-blob.ts';

const now = new Date('2026-11-01T00:00:00Z');
const payload = { legalHeader: 'test', no: 7, nextUpdate: '2026-12-01', entries: [] };
let root: TestCertificate;
let signer: TestCertificate;

beforeAll(async () => {
  root = await createCertificate({ name: [{ CN: ['Example Metadata Root'] }] });
  signer = await createCertificate({ issuer: root, name: [{ CN: ['mds.example'] }] });
});

const read = (text: string, at = now) => readMetadataBlob(text, [root.read], at);
const base64url = (text: string | Buffer) => Buffer.from(text).toString('base64url');

describe('readMetadataBlob', () => {
  it('reads what a certificate under the root signed', async () => {
    expect(await read(await signMetadata(payload, signer))).toEqual({
      ok: true,
      payload: { no: 7, nextUpdate: '2026-12-01', entries: [] },
    });
  });

  it('reads one that brings the root along in its chain, and one with white space around it', async () => {
    const blob = await signMetadata(payload, signer, [signer, root]);
    expect(await read(`\n${blob}\n`)).toMatchObject({ ok: true });
  });

  it('J-12 refuses any payload that was changed after it was signed', async () => {
    const [header = '', , signature = ''] = (await signMetadata(payload, signer)).split('.');
    const forged = [header, base64url(JSON.stringify({ ...payload, no: 8 })), signature].join('.');
    expect(await read(forged)).toEqual({ ok: false, fault: 'metadata-signature-wrong' });
  });

  it('J-12 refuses algorithms without a key of their own: none, HS256 with the public key as secret', async () => {
    const x5c = [Buffer.from(signer.der).toString('base64')];
    const body = base64url(JSON.stringify(payload));
    const none = [base64url(JSON.stringify({ alg: 'none', x5c })), body, ''].join('.');
    const head = base64url(JSON.stringify({ alg: 'HS256', x5c }));
    const mac = createHmac('sha256', signer.x509.publicKey.toString('pem')).update(`${head}.${body}`).digest();
    expect(await read(none)).toEqual({ ok: false, fault: 'metadata-algorithm-refused' });
    expect(await read([head, body, base64url(mac)].join('.'))).toEqual({
      ok: false,
      fault: 'metadata-algorithm-refused',
    });
  });

  it('J-12 refuses a signer under another root, and one that is its own root', async () => {
    const other = await createCertificate({ name: [{ CN: ['Example Metadata Root'] }] });
    const stranger = await createCertificate({ issuer: other, name: [{ CN: ['mds.example'] }] });
    expect(await read(await signMetadata(payload, stranger))).toEqual({ ok: false, fault: 'metadata-chain-untrusted' });
    expect(await read(await signMetadata(payload, stranger, [stranger, other, root]))).toEqual({
      ok: false,
      fault: 'metadata-chain-untrusted',
    });
    expect(await read(await signMetadata(payload, root))).toEqual({ ok: false, fault: 'metadata-chain-untrusted' });
  });

  it('J-12 refuses a chain in the wrong order, and one whose middle is no authority', async () => {
    expect(await read(await signMetadata(payload, signer, [root, signer]))).toMatchObject({ ok: false });
    const middle = await createCertificate({ issuer: root, name: [{ CN: ['middle'] }], ca: false });
    const under = await createCertificate({ issuer: middle, name: [{ CN: ['mds.example'] }] });
    expect(await read(await signMetadata(payload, under, [under, middle]))).toEqual({
      ok: false,
      fault: 'metadata-chain-untrusted',
    });
  });

  it('J-12 refuses a signer that is past its date', async () => {
    const expired = await createCertificate({ issuer: root, name: [{ CN: ['mds'] }], until: '2026-01-01T00:00:00Z' });
    expect(await read(await signMetadata(payload, expired))).toEqual({ ok: false, fault: 'metadata-chain-expired' });
  });

  it.each([
    ['no JWS at all', 'hello', 'metadata-not-a-blob'],
    ['nothing', '', 'metadata-not-a-blob'],
    ['JSON', '{"entries":[]}', 'metadata-not-a-blob'],
  ])('J-11 names %s as no BLOB', async (_what, text, fault) => {
    expect(await read(text)).toEqual({ ok: false, fault });
  });

  it('J-13 refuses a payload without the members of a BLOB, one model twice, and more than 50 MB', async () => {
    expect(await read(await signMetadata({ no: -1 }, signer))).toEqual({
      ok: false,
      fault: 'metadata-payload-malformed',
    });
    const entry = {
      aaguid: '00000000-0000-0000-0000-000000000001',
      statusReports: [],
      timeOfLastStatusChange: '2026-01-01',
    };
    expect(await read(await signMetadata({ ...payload, entries: [entry, entry] }, signer))).toEqual({
      ok: false,
      fault: 'metadata-duplicate-model',
    });
    expect(await read('x'.repeat(50_000_001))).toEqual({ ok: false, fault: 'metadata-too-large' });
  });
});

describe('metadataRoots', () => {
  it('is the root that FIDO names for its service', () => {
    expect(metadataRoots().map(({ x509 }) => x509.fingerprint256)).toEqual([
      'CB:B5:22:D7:B7:F1:27:AD:6A:01:13:86:5B:DF:1C:D4:10:2E:7D:07:59:AF:63:5A:7C:F4:72:0D:C9:63:C5:3B',
    ]);
  });
});
