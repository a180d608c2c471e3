import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import type { MetadataFault } from '../../src-shared/domain/genuineness.ts';
import { type AttestationCertificate, readCertificate } from '../attestation/read-certificate.ts';
import { trustChain } from '../attestation/trust-chain.ts';
import { largestBlob, type MetadataPayload, metadataPayload } from './metadata-blob.ts';

export type MetadataReading =
  { readonly ok: true; readonly payload: MetadataPayload } | { readonly ok: false; readonly fault: MetadataFault };

const algorithms = ['RS256', 'ES256', 'ES384', 'PS256'];

/**
 * Reads a BLOB of the FIDO Metadata Service (MDS 3.1 §3.1.7): the chain of its signer to one of `roots`, valid on `now` (null: whenever), then the signature, then the payload. Nothing
 * of the payload is looked at before its signature is verified.
 */
export async function readMetadataBlob(
  text: string,
  roots: readonly AttestationCertificate[],
  now: Date | null,
): Promise<MetadataReading> {
  if (text.length > largestBlob) return refused('metadata-too-large');
  const compact = text.trim();
  const header = headerOf(compact);
  if (header === null) return refused('metadata-not-a-blob');
  if (typeof header.alg !== 'string' || !algorithms.includes(header.alg)) return refused('metadata-algorithm-refused');
  const chain = chainOf(header.x5c);
  const [leaf] = chain ?? [];
  if (chain === null || leaf === undefined) return refused('metadata-chain-missing');
  const trust = trustChain(chain, roots, now ?? new Date());
  if (!trust.trusted || roots.some(({ x509 }) => x509.raw.equals(leaf.x509.raw)))
    return refused('metadata-chain-untrusted');
  if (trust.outOfDate && now !== null) return refused('metadata-chain-expired');
  try {
    const { payload } = await compactVerify(compact, leaf.x509.publicKey, { algorithms: [header.alg] });
    return payloadOf(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return refused('metadata-signature-wrong');
    throw error;
  }
}

function payloadOf(bytes: Uint8Array): MetadataReading {
  const parsed = metadataPayload.safeParse(jsonOf(bytes));
  if (!parsed.success) return refused('metadata-payload-malformed');
  const aaguids = parsed.data.entries.flatMap(({ aaguid }) => aaguid ?? []);
  return new Set(aaguids).size === aaguids.length
    ? { ok: true, payload: parsed.data }
    : refused('metadata-duplicate-model');
}

function headerOf(compact: string): { readonly alg?: unknown; readonly x5c?: unknown } | null {
  try {
    return decodeProtectedHeader(compact);
  } catch {
    return null;
  }
}

function chainOf(x5c: unknown): readonly AttestationCertificate[] | null {
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > longestChain) return null;
  const chain = x5c.map((text: unknown) =>
    typeof text === 'string' ? readCertificate(Buffer.from(text, 'base64')) : null,
  );
  return chain.every((certificate) => certificate !== null) ? chain : null;
}

const longestChain = 8;

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function refused(fault: MetadataFault): MetadataReading {
  return { ok: false, fault };
}
