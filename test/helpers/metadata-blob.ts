import { createHash } from 'node:crypto';
import { CompactSign } from 'jose';
import type { MetadataEntry } from '../../src-main/metadata/metadata-blob.ts';
import type { TestCertificate } from './certificates.ts';

/** Creates a BLOB of the metadata service, signed by a certificate of a test; `chain` leaf first. */
export async function signMetadata(
  payload: object,
  signer: TestCertificate,
  chain: readonly TestCertificate[] = [signer],
): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  const x5c = chain.map(({ der }) => Buffer.from(der).toString('base64'));
  return new CompactSign(bytes).setProtectedHeader({ alg: 'ES256', typ: 'JWT', x5c }).sign(signer.keys.privateKey);
}

/** Returns the entry of a model with its roots; `aaguid` as 32 hex digits, null for a U2F model. */
export function metadataEntry(
  aaguid: string | null,
  roots: readonly TestCertificate[],
  attestationTypes: readonly string[] = ['basic_full'],
): MetadataEntry {
  const dashed = aaguid?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return {
    ...(dashed === undefined ? {} : { aaguid: dashed }),
    metadataStatement: {
      description: 'Example Key',
      attestationRootCertificates: roots.map(({ der }) => Buffer.from(der).toString('base64')),
      attestationTypes: [...attestationTypes],
    },
    statusReports: [],
    timeOfLastStatusChange: '2026-01-01',
  };
}

/** Returns the SHA-1 of the bits of a certificate's public key, by which metadata name U2F models. */
export function keyIdentifierOf({ read }: TestCertificate): string {
  return createHash('sha1').update(read.publicKeyBits).digest('hex');
}
