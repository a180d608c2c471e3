import type { AttestationCertificate } from './read-certificate.ts';

export interface TrustedChain {
  readonly trusted: boolean;
  /** A certificate of the chain or the root is not valid on that day. Makers leave such dates behind: it is said, and is no reason to refuse. */
  readonly outOfDate: boolean;
}

const untrusted: TrustedChain = { trusted: false, outOfDate: false };

/**
 * Checks whether a chain, leaf first, ends at one of the roots: each certificate is issued and signed by the next, and each issuer is an authority. A
 * root may be the leaf itself or one in the middle (FIDO metadata statement §4, attestationRootCertificates).
 */
export function trustChain(
  chain: readonly AttestationCertificate[],
  roots: readonly AttestationCertificate[],
  now: Date,
): TrustedChain {
  let used: readonly AttestationCertificate[] = [];
  for (const certificate of chain) {
    const before = used.at(-1);
    if (before !== undefined && !isIssuedBy(before, certificate)) return untrusted;
    used = [...used, certificate];
    if (roots.some(({ x509 }) => x509.raw.equals(certificate.x509.raw))) return judged(used, now);
  }
  const last = used.at(-1);
  const root = last === undefined ? undefined : roots.find((candidate) => isIssuedBy(last, candidate));
  return root === undefined ? untrusted : judged([...used, root], now);
}

function judged(used: readonly AttestationCertificate[], now: Date): TrustedChain {
  const isValid = ({ notBefore, notAfter }: AttestationCertificate): boolean => notBefore <= now && now <= notAfter;
  return { trusted: true, outOfDate: !used.every(isValid) };
}

function isIssuedBy({ x509: certificate }: AttestationCertificate, { x509: issuer }: AttestationCertificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
