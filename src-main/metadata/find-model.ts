import { createHash } from 'node:crypto';
import { type AttestationCertificate, readCertificate } from '../attestation/read-certificate.ts';
import type { MetadataEntry, MetadataPayload } from './metadata-blob.ts';

/** Finds the entry of a model: by its AAGUID (hex), or, for keys without one, by the key of the leaf certificate. */
export function findModel(
  { entries }: MetadataPayload,
  aaguid: string,
  chain: readonly AttestationCertificate[],
): MetadataEntry | null {
  if (!/^0+$/.test(aaguid)) {
    return entries.find((entry) => entry.aaguid?.replaceAll('-', '').toLowerCase() === aaguid) ?? null;
  }
  const identifiers = new Set(chain.map(keyIdentifier));
  const isNamed = (entry: MetadataEntry): boolean =>
    entry.attestationCertificateKeyIdentifiers?.some((identifier) => identifiers.has(identifier.toLowerCase())) ??
    false;
  return entries.find(isNamed) ?? null;
}

/** Reads the root certificates of a model; those that cannot be read are left out. */
export function rootsOf({ metadataStatement }: MetadataEntry): readonly AttestationCertificate[] {
  const texts = metadataStatement?.attestationRootCertificates ?? [];
  return texts.flatMap((text) => readCertificate(Buffer.from(text.replaceAll(/\s/g, ''), 'base64')) ?? []);
}

/** Computes the SHA-1 of the bits of the public key (RFC 5280 §4.2.1.2, 1). */
function keyIdentifier({ publicKeyBits }: AttestationCertificate): string {
  return createHash('sha1').update(publicKeyBits).digest('hex');
}
