import type { AttestationCertificate } from '../attestation/read-certificate.ts';
import type { MetadataEntry } from './metadata-blob.ts';

/** Reports (MDS 3.1 §3.1.4) after which an attestation of that model proves nothing any more. */
const revoking = new Set(['REVOKED', 'ATTESTATION_KEY_COMPROMISE']);

/** Reports of a weakness of a genuine key. */
const weakening = new Set(['USER_VERIFICATION_BYPASS', 'USER_KEY_REMOTE_COMPROMISE', 'USER_KEY_PHYSICAL_COMPROMISE']);

export interface ModelStatus {
  /** The report that takes away what the attestation proves; null where there is none. */
  readonly revokedBy: string | null;
  /** Reports of weaknesses, in order of time. */
  readonly weaknesses: readonly string[];
}

/**
 * Returns what the metadata reports about a model. A compromise of one attestation certificate concerns the keys that use it; a later certification ends
 * no revocation of the model, because certified firmware is named by its own report.
 */
export function judgeStatus({ statusReports }: MetadataEntry, chain: readonly AttestationCertificate[]): ModelStatus {
  const concerns = ({ certificate }: { readonly certificate?: string | undefined }): boolean =>
    certificate === undefined ||
    chain.some(({ x509 }) => x509.raw.equals(Buffer.from(certificate.replaceAll(/\s/g, ''), 'base64')));
  const reports = statusReports.filter(concerns);
  return {
    revokedBy: reports.find(({ status }) => revoking.has(status))?.status ?? null,
    weaknesses: reports.flatMap(({ status }) => (weakening.has(status) ? [status] : [])),
  };
}
