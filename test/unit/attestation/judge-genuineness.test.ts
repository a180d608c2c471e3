import { beforeAll, describe, expect, it } from 'vitest';
import { judgeGenuineness } from '../../../src-main/attestation/judge-genuineness.ts';
import type { MakeCredentialResponse } from '../../../src-main/ctap2/commands/make-credential.ts';
import type { MetadataEntry, MetadataPayload } from '../../../src-main/metadata/metadata-blob.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { attestationName, createCertificate, type TestCertificate } from '../../helpers/certificates.ts';
import {
  aaguidOfTests,
  answerOf,
  clientDataHash,
  createBareCredential,
  packedBy,
  selfAttested,
  u2fBy,
} from '../../helpers/created-credential.ts';
import { keyIdentifierOf, metadataEntry } from '../../helpers/metadata-blob.ts';

const now = new Date('2026-11-01T00:00:00Z');
const aaguid = toHex(aaguidOfTests);
let root: TestCertificate;
let leaf: TestCertificate;

beforeAll(async () => {
  root = await createCertificate();
  leaf = await createCertificate({ issuer: root, name: attestationName, aaguid: aaguidOfTests });
});

const metadataWith = (...entries: readonly MetadataEntry[]): MetadataPayload => ({
  no: 12,
  nextUpdate: '2026-12-01',
  entries: [...entries],
});
const published = (over: Partial<MetadataEntry> = {}) => metadataWith({ ...metadataEntry(aaguid, [root]), ...over });
const judge = (created: MakeCredentialResponse, metadata: MetadataPayload | null, at = now, said = aaguid) =>
  judgeGenuineness({ created, clientDataHash, aaguid: said }, metadata, at);

describe('judgeGenuineness', () => {
  it('is genuine where the chain leads to the root of that very model', async () => {
    expect(judge(await packedBy(leaf), published())).toEqual({
      verdict: 'genuine',
      reason: 'chain-to-maker',
      model: 'Example Key',
      reports: [],
      chainOutOfDate: false,
      metadata: { number: 12, nextUpdate: '2026-12-01', outOfDate: false, models: 1 },
    });
  });

  it('proves nothing without metadata, and without the model in them', async () => {
    const created = await packedBy(leaf);
    expect(judge(created, null)).toMatchObject({ verdict: 'not-proved', reason: 'no-metadata', metadata: null });
    expect(judge(created, metadataWith())).toMatchObject({ verdict: 'not-proved', reason: 'model-unknown' });
  });

  it('uses metadata past their next update, and says so', async () => {
    expect(judge(await packedBy(leaf), published(), new Date('2027-01-01T00:00:00Z'))).toMatchObject({
      verdict: 'genuine',
      metadata: { outOfDate: true },
    });
  });

  it('is not genuine where a copy signs with certificates of its own, or with none at all', async () => {
    const own = await createCertificate({ name: [{ CN: ['DIY root'] }] });
    const copy = await createCertificate({ issuer: own, name: attestationName, aaguid: aaguidOfTests });
    expect(judge(await packedBy(copy, [copy, own]), published())).toMatchObject({
      verdict: 'not-genuine',
      reason: 'chain-elsewhere',
    });
    expect(judge(selfAttested(), published())).toMatchObject({
      verdict: 'not-genuine',
      reason: 'certificate-missing',
    });
  });

  it('is not genuine where a certificate of another model of the same maker is used', async () => {
    const other = await createCertificate({
      issuer: root,
      name: attestationName,
      aaguid: new Uint8Array(16).fill(3),
    });
    expect(judge(await packedBy(other), published())).toMatchObject({
      verdict: 'not-genuine',
      reason: 'aaguid-differs',
    });
  });

  it('is not genuine where the signature is wrong, whatever the metadata are', async () => {
    const broken = { ...(await packedBy(leaf)), authenticatorDataBytes: createBareCredential().data };
    expect(judge(broken, null)).toMatchObject({ verdict: 'not-genuine', reason: 'signature-wrong' });
  });

  it('proves nothing by self attestation or none where the model signs so itself', () => {
    const surrogate = metadataWith(metadataEntry(aaguid, [], ['basic_surrogate']));
    expect(judge(selfAttested(), surrogate)).toMatchObject({ verdict: 'not-proved', reason: 'self-attestation' });
    expect(judge(answerOf(createBareCredential(), 'none', new Map()), surrogate)).toMatchObject({
      verdict: 'not-proved',
      reason: 'no-attestation',
    });
  });

  it('proves nothing where the model was revoked, or its attestation key came out', async () => {
    for (const status of ['REVOKED', 'ATTESTATION_KEY_COMPROMISE']) {
      const revoked = published({ statusReports: [{ status: 'FIDO_CERTIFIED' }, { status }] });
      expect(judge(await packedBy(leaf), revoked)).toMatchObject({
        verdict: 'not-proved',
        reason: 'model-revoked',
        reports: [status],
      });
    }
  });

  it('a compromise of one certificate concerns the keys that use it only', async () => {
    const other = await createCertificate({ issuer: root, name: attestationName, aaguid: aaguidOfTests });
    const certificate = Buffer.from(other.der).toString('base64');
    const metadata = published({ statusReports: [{ status: 'ATTESTATION_KEY_COMPROMISE', certificate }] });
    expect(judge(await packedBy(leaf), metadata)).toMatchObject({ verdict: 'genuine' });
    expect(judge(await packedBy(other), metadata)).toMatchObject({ reason: 'model-revoked' });
  });

  it('names a reported weakness of a genuine key', async () => {
    const metadata = published({ statusReports: [{ status: 'USER_KEY_PHYSICAL_COMPROMISE' }] });
    expect(judge(await packedBy(leaf), metadata)).toMatchObject({
      verdict: 'genuine',
      reports: ['USER_KEY_PHYSICAL_COMPROMISE'],
    });
  });

  it('finds a model without AAGUID by the key of its certificate', async () => {
    const zero = '0'.repeat(32);
    const metadata = metadataWith({
      ...metadataEntry(null, [leaf]),
      attestationCertificateKeyIdentifiers: [keyIdentifierOf(leaf)],
    });
    const created = await u2fBy(leaf);
    expect(judge(created, metadata, now, zero)).toMatchObject({ verdict: 'genuine' });
    expect(judge(created, metadataWith(metadataEntry(zero, [leaf])), now, zero)).toMatchObject({
      reason: 'model-unknown',
    });
    // A key that names a model in getInfo and signs none is held to what it signed.
    expect(judge(created, published(), now, aaguid)).toMatchObject({ verdict: 'not-proved', reason: 'model-unknown' });
  });

  it('is not genuine where it signs as another model than it says it is', async () => {
    const other = 'ab'.repeat(16);
    const metadata = metadataWith(metadataEntry(aaguid, [root]), metadataEntry(other, [root]));
    expect(judge(await packedBy(leaf), metadata, now, other)).toMatchObject({
      verdict: 'not-genuine',
      reason: 'aaguid-differs',
    });
  });
});
