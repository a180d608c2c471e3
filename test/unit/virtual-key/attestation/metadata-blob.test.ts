import { X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { attestationKey, makerRoot } from '../../../../src-virtual-key/attestation/makers.ts';
import { exampleMetadataRoot, writeMetadataBlob } from '../../../../src-virtual-key/attestation/metadata-blob.ts';

const aaguid = 'd7781e5de35346aaafe23ca49f13332a';
const certificateOf = (der: Uint8Array) => new X509Certificate(der);

describe('example metadata service', () => {
  it('signs as a library for JSON web tokens verifies it, by a certificate under its root', async () => {
    // Signatures of ECDSA have numbers of any length: many are tried.
    for (let no = 0; no < 40; no++) {
      const blob = writeMetadataBlob({ no, nextUpdate: '2026-12-01', models: [{ aaguid, description: 'Example' }] });
      const { x5c = [] } = decodeProtectedHeader(blob) as { x5c?: string[] };
      const signer = certificateOf(Buffer.from(x5c[0] ?? '', 'base64'));
      const root = certificateOf(exampleMetadataRoot());
      expect(signer.checkIssued(root) && signer.verify(root.publicKey)).toBe(true);
      const { payload } = await compactVerify(blob, signer.publicKey, { algorithms: ['ES256'] });
      expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
        no,
        entries: [{ aaguid: 'd7781e5d-e353-46aa-afe2-3ca49f13332a' }],
      });
    }
  });
});

describe('example makers', () => {
  it('certify their models; a copyist writes the same names, and cannot sign as the maker', () => {
    const root = certificateOf(makerRoot('maker'));
    const [genuine, copy] = (['maker', 'copyist'] as const).map((maker) =>
      certificateOf(attestationKey(maker, aaguid).certificate),
    );
    expect(root.ca).toBe(true);
    expect(genuine?.ca).toBe(false);
    expect(genuine?.verify(root.publicKey)).toBe(true);
    expect(copy?.issuer).toBe(root.subject);
    expect(copy?.verify(root.publicKey)).toBe(false);
  });
});
