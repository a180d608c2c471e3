import { z } from 'zod';

/** Bytes of the largest file that is read; the BLOB of 2026 has about 8 MB. */
export const largestBlob = 50_000_000;

/** CTAP and FIDO Metadata Service 3.1: what is read of a BLOB. Members that are not named here are left alone. */
const statusReport = z.object({
  status: z.string(),
  effectiveDate: z.string().optional(),
  authenticatorVersion: z.number().int().nonnegative().optional(),
  /** Attestation certificate (DER, base64) to which a compromise is limited. */
  certificate: z.string().optional(),
  url: z.string().optional(),
});

const entry = z.object({
  aaguid: z.string().optional(),
  /** SHA-1 of the public key, hex: how U2F models are named. */
  attestationCertificateKeyIdentifiers: z.array(z.string()).optional(),
  metadataStatement: z
    .object({
      description: z.string().optional(),
      /** Certificates (DER, base64, white space allowed). */
      attestationRootCertificates: z.array(z.string()),
      attestationTypes: z.array(z.string()).optional(),
    })
    .optional(),
  statusReports: z.array(statusReport),
  timeOfLastStatusChange: z.string(),
});

export const metadataPayload = z.object({
  no: z.number().int().nonnegative(),
  /** YYYY-MM-DD. */
  nextUpdate: z.iso.date(),
  entries: z.array(entry),
});

export type MetadataPayload = z.output<typeof metadataPayload>;
export type MetadataEntry = MetadataPayload['entries'][number];
