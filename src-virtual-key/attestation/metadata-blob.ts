import { hash } from 'node:crypto';
import { type CertificateName, writeCertificate } from './certificate.ts';
import { attestationKey, makerRoot, publicKeyPair } from './makers.ts';

const root: CertificateName = { commonName: 'Example Metadata Root' };
const signer: CertificateName = { commonName: 'mds.example' };

/** Contents of a BLOB of the example metadata service. */
export interface ExampleMetadata {
  readonly no: number;
  /** YYYY-MM-DD. */
  readonly nextUpdate: string;
  readonly models: readonly ExampleModel[];
  /** Last year of the signer's certificate, two digits. */
  readonly signerLastYear?: string;
}

export interface ExampleModel {
  /** 32 hex digits; null: the models of U2F, which are named by the key of their certificate. */
  readonly aaguid: string | null;
  readonly description: string;
  /** Reports about it, as the metadata service calls them. */
  readonly reports?: readonly string[];
}

/** Writes the root certificate of the example metadata service, which only the demonstration and tests trust. */
export function exampleMetadataRoot(): Uint8Array {
  const key = publicKeyPair('metadata root');
  return writeCertificate({ serial: 1, subject: root, issuer: root, key, signer: key, authority: true });
}

/** Writes a BLOB (MDS 3.1 §3.1.6) in which models are of the example maker. */
export function writeMetadataBlob({ no, nextUpdate, models, signerLastYear }: ExampleMetadata): string {
  const key = publicKeyPair('metadata signer');
  const certificate = writeCertificate({
    serial: 2,
    subject: signer,
    issuer: root,
    key,
    signer: publicKeyPair('metadata root'),
    authority: false,
    ...(signerLastYear !== undefined && { lastYear: signerLastYear }),
  });
  const header = { alg: 'ES256', typ: 'JWT', x5c: [base64(certificate)] };
  const attestationRootCertificates = [base64(makerRoot('maker'))];
  const entries = models.map(({ aaguid, description, reports = ['FIDO_CERTIFIED_L1'] }) => ({
    ...(aaguid === null
      ? { attestationCertificateKeyIdentifiers: [keyIdentifier(attestationKey('maker', '', false).key.publicBytes)] }
      : { aaguid: aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') }),
    metadataStatement: { description, attestationRootCertificates, attestationTypes: ['basic_full'] },
    statusReports: reports.map((status) => ({ status, effectiveDate: '2026-01-01' })),
    timeOfLastStatusChange: '2026-01-01',
  }));
  const payload = { legalHeader: 'An example of Sparekey, not of the FIDO Alliance.', no, nextUpdate, entries };
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${Buffer.from(rawSignature(key.sign(Buffer.from(signed)))).toString('base64url')}`;
}

/** Computes the key identifier of RFC 5280 §4.2.1.2 (1). */
function keyIdentifier(publicBytes: Uint8Array): string {
  return hash('sha1', publicBytes, 'hex');
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Converts a signature from ASN.1 (SEQUENCE of two INTEGERs) to r ‖ s of 32 bytes each, as RFC 7518 §3.4 wants it. */
function rawSignature(der: Uint8Array): Uint8Array {
  const lengthOfR = der[3] ?? 0;
  const raw = new Uint8Array(64);
  place(raw, 32, der.subarray(4, 4 + lengthOfR));
  place(raw, 64, der.subarray(6 + lengthOfR));
  return raw;
}

function place(raw: Uint8Array, end: number, integer: Uint8Array): void {
  const digits = integer.length > 32 ? integer.subarray(1) : integer;
  raw.set(digits, end - digits.length);
}
