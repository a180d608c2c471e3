// oxlint-disable-next-line import/no-unassigned-import -- the generator asks for this polyfill, which programs of ours never load
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  type JsonName,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { type AttestationCertificate, readCertificate } from '../../src-main/attestation/read-certificate.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate of a test with its private key. */
export interface TestCertificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly read: AttestationCertificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly x509: X509Certificate;
}

export interface TestCertificateOptions {
  readonly issuer?: TestCertificate;
  readonly name?: JsonName;
  readonly ca?: boolean;
  /** Value of FIDO's extension: 16 bytes. */
  readonly aaguid?: Uint8Array;
  readonly aaguidCritical?: boolean;
  readonly from?: string;
  readonly until?: string;
}

/** Name as WebAuthn §8.2.1 wants it of an attestation certificate. */
export const attestationName: JsonName = [
  { C: ['SE'] },
  { O: ['Example Keys'] },
  { OU: ['Authenticator Attestation'] },
  { CN: ['Example Key 1'] },
];

let serial = 1;

/** Creates a certificate, signed by its issuer, else by itself. */
export async function createCertificate(options: TestCertificateOptions = {}): Promise<TestCertificate> {
  const { issuer, name = [{ CN: ['Example Root'] }], ca = issuer === undefined, aaguid } = options;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  serial += 1;
  const x509 = await X509CertificateGenerator.create(
    {
      serialNumber: serial.toString(16).padStart(4, '0'),
      subject: name,
      issuer: issuer?.x509.subject ?? name,
      notBefore: new Date(options.from ?? '2024-01-01T00:00:00Z'),
      notAfter: new Date(options.until ?? '2049-01-01T00:00:00Z'),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey as CryptoKey,
      signingKey: (issuer?.keys.privateKey ?? keys.privateKey) as CryptoKey,
      extensions: [
        new BasicConstraintsExtension(ca, undefined, true),
        ...(aaguid === undefined ? [] : [aaguidExtension(aaguid, options.aaguidCritical ?? false)]),
      ],
    },
    webcrypto as Crypto,
  );
  const der = new Uint8Array(x509.rawData);
  const read = readCertificate(der);
  if (read === null) throw new Error('the certificate of the test cannot be read');
  return { der, read, keys, x509 };
}

/** Signs with the key of a certificate, as an authenticator does: ECDSA in ASN.1 form. */
export async function signWith({ keys }: TestCertificate, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const raw = new Uint8Array(await webcrypto.subtle.sign(algorithm, keys.privateKey, message));
  return Uint8Array.from([
    0x30,
    ...derLength(raw),
    ...derInteger(raw.subarray(0, 32)),
    ...derInteger(raw.subarray(32)),
  ]);
}

function derLength(raw: Uint8Array): number[] {
  return [derInteger(raw.subarray(0, 32)).length + derInteger(raw.subarray(32)).length];
}

function derInteger(bytes: Uint8Array): number[] {
  const start = bytes.findIndex((byte) => byte !== 0);
  const trimmed = [...bytes.subarray(start)];
  const padded = (trimmed[0] ?? 0) >= 0x80 ? [0, ...trimmed] : trimmed;
  return [0x02, padded.length, ...padded];
}

function aaguidExtension(aaguid: Uint8Array, critical: boolean): Extension {
  return new Extension('1.3.6.1.4.1.45724.1.1.4', critical, Uint8Array.from([0x04, aaguid.length, ...aaguid]));
}
