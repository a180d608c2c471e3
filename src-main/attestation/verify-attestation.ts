import { verify } from 'node:crypto';
import { concatBytes, equalBytes } from '../../src-shared/lib/bytes.ts';
import type { AttestationObject } from '../ctap2/attestation-object.ts';
import { hashOfAlgorithm, keyObjectOf } from './cose-key-object.ts';
import { type AttestationCertificate, readCertificate } from './read-certificate.ts';

/** Reasons why an attestation proves nothing: the statement contradicts itself, or is of a kind that we do not verify. */
export type AttestationFault =
  | 'format-unknown'
  | 'statement-malformed'
  | 'algorithm-unknown'
  | 'certificate-unreadable'
  | 'certificate-rules'
  | 'aaguid-differs'
  | 'signature-wrong';

export type AttestationCheck =
  /** Signed by a key that a certificate belongs to: whose, only the chain tells. Leaf first. */
  | { readonly kind: 'certified'; readonly chain: readonly AttestationCertificate[] }
  /** Signed by the credential itself: any firmware can do that. */
  | { readonly kind: 'self' }
  /** No statement. */
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly fault: AttestationFault };

/**
 * Verifies what a key says about a new credential (WebAuthn §8.2 packed, §8.6 fido-u2f, §8.7 none): the signature, and the rules for the
 * certificate. Whether the certificate is of the maker is another question: see trust-chain.ts.
 */
export function verifyAttestation(created: AttestationObject, clientDataHash: Uint8Array): AttestationCheck {
  const { format, attestationStatement } = created;
  if (format === 'none') return attestationStatement.size === 0 ? { kind: 'none' } : invalid('statement-malformed');
  if (format === 'packed') return verifyPacked(created, clientDataHash);
  if (format === 'fido-u2f') return verifyU2f(created, clientDataHash);
  return invalid('format-unknown');
}

function verifyPacked(created: AttestationObject, clientDataHash: Uint8Array): AttestationCheck {
  const { attestationStatement: statement, authenticatorData, authenticatorDataBytes } = created;
  const algorithm = statement.get('alg');
  const signature = statement.get('sig');
  const attested = authenticatorData.attestedCredential;
  if (typeof algorithm !== 'number' || !(signature instanceof Uint8Array) || attested === null)
    return invalid('statement-malformed');
  const hash = hashOfAlgorithm(algorithm);
  if (hash === undefined) return invalid('algorithm-unknown');
  const signed = concatBytes(authenticatorDataBytes, clientDataHash);
  if (!statement.has('x5c')) {
    const key = attested.publicKey === null ? null : keyObjectOf(attested.publicKey);
    if (key === null || attested.publicKey?.algorithm !== algorithm) return invalid('statement-malformed');
    return verify(hash, signed, key, signature) ? { kind: 'self' } : invalid('signature-wrong');
  }
  const chain = readChain(statement.get('x5c'));
  const [leaf] = chain ?? [];
  if (chain === null || leaf === undefined) return invalid('certificate-unreadable');
  if (!keepsPackedRules(leaf)) return invalid('certificate-rules');
  const named = leaf.aaguid?.bytes ?? null;
  if (named !== null && !equalBytes(named, attested.aaguid)) return invalid('aaguid-differs');
  return verify(hash, signed, leaf.x509.publicKey, signature)
    ? { kind: 'certified', chain }
    : invalid('signature-wrong');
}

/** Checks the rules of WebAuthn §8.2.1 for the certificate of a packed attestation. */
function keepsPackedRules({ version, subject, x509, aaguid }: AttestationCertificate): boolean {
  const isNamed = subject.country !== null && subject.organisation !== null && subject.commonName !== null;
  const isForAttestation = subject.unit === 'Authenticator Attestation';
  const isExtensionSound = aaguid === null || (!aaguid.critical && aaguid.bytes !== null);
  return version === 3 && isNamed && isForAttestation && !x509.ca && isExtensionSound;
}

function verifyU2f(created: AttestationObject, clientDataHash: Uint8Array): AttestationCheck {
  const { attestationStatement: statement, authenticatorData } = created;
  const signature = statement.get('sig');
  const chain = readChain(statement.get('x5c'));
  const attested = authenticatorData.attestedCredential;
  const point = attested?.publicKey == null ? null : pointOf(attested.publicKey.map);
  if (!(signature instanceof Uint8Array) || attested === null || point === null) return invalid('statement-malformed');
  const [leaf, ...others] = chain ?? [];
  if (leaf === undefined || others.length > 0) return invalid('certificate-unreadable');
  if (leaf.x509.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return invalid('certificate-rules');
  const signed = concatBytes(
    Uint8Array.of(0),
    authenticatorData.rpIdHash,
    clientDataHash,
    attested.credentialId,
    point,
  );
  return verify('sha256', signed, leaf.x509.publicKey, signature)
    ? { kind: 'certified', chain: [leaf] }
    : invalid('signature-wrong');
}

/** Returns a point on P-256 as U2F signs it: 04, x, y. */
function pointOf(map: ReadonlyMap<unknown, unknown>): Uint8Array | null {
  const x = map.get(-2);
  const y = map.get(-3);
  const isPoint = x instanceof Uint8Array && y instanceof Uint8Array && x.length === 32 && y.length === 32;
  return isPoint ? concatBytes(Uint8Array.of(4), x, y) : null;
}

/** Reads the certificates of a statement, leaf first; null where there is none, or one cannot be read. */
function readChain(value: unknown): readonly AttestationCertificate[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > longestChain) return null;
  const chain = value.map((der: unknown) => (der instanceof Uint8Array ? readCertificate(der) : null));
  return chain.every((certificate) => certificate !== null) ? chain : null;
}

const longestChain = 8;

function invalid(fault: AttestationFault): AttestationCheck {
  return { kind: 'invalid', fault };
}
