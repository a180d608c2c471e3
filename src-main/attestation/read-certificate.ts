import { X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';

/** A certificate with the members that attestation asks for. */
export interface AttestationCertificate {
  /** Certificate of Node, for its key, names, dates and signature. */
  readonly x509: X509Certificate;
  /** 1, 2 or 3. */
  readonly version: number;
  /** The bits of its public key, without the algorithm. */
  readonly publicKeyBits: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: SubjectNames;
  /** Extension of FIDO that names the model (1.3.6.1.4.1.45724.1.1.4); null where it is absent. */
  readonly aaguid: AaguidExtension | null;
}

interface SubjectNames {
  readonly country: string | null;
  readonly organisation: string | null;
  readonly unit: string | null;
  readonly commonName: string | null;
}

interface AaguidExtension {
  readonly critical: boolean;
  /** 16 bytes; null where the value is no OCTET STRING of 16 bytes. */
  readonly bytes: Uint8Array | null;
}

const aaguidExtension = '1.3.6.1.4.1.45724.1.1.4';
const nameTypes = { country: '2.5.4.6', organisation: '2.5.4.10', unit: '2.5.4.11', commonName: '2.5.4.3' } as const;

/** Reads a certificate (DER); null where it is none that Node or the ASN.1 library can read. */
export function readCertificate(der: Uint8Array): AttestationCertificate | null {
  try {
    const x509 = new X509Certificate(der);
    const { tbsCertificate } = AsnConvert.parse(der, Certificate);
    const names = tbsCertificate.subject.flatMap((set) => [...set]);
    const nameOf = (type: string): string | null => names.find((name) => name.type === type)?.value.toString() ?? null;
    const extension = tbsCertificate.extensions?.find(({ extnID }) => extnID === aaguidExtension);
    return {
      x509,
      version: tbsCertificate.version + 1,
      publicKeyBits: new Uint8Array(tbsCertificate.subjectPublicKeyInfo.subjectPublicKey),
      notBefore: tbsCertificate.validity.notBefore.getTime(),
      notAfter: tbsCertificate.validity.notAfter.getTime(),
      subject: {
        country: nameOf(nameTypes.country),
        organisation: nameOf(nameTypes.organisation),
        unit: nameOf(nameTypes.unit),
        commonName: nameOf(nameTypes.commonName),
      },
      aaguid:
        extension === undefined
          ? null
          : { critical: extension.critical, bytes: readInnerBytes(extension.extnValue.buffer) },
    };
  } catch {
    // Both libraries throw errors of many kinds for what they cannot read.
    return null;
  }
}

/** Reads the OCTET STRING inside the value of the extension (WebAuthn §8.2.1). */
function readInnerBytes(value: ArrayBuffer): Uint8Array | null {
  try {
    const bytes = new Uint8Array(AsnConvert.parse(value, OctetString).buffer);
    return bytes.length === 16 ? bytes : null;
  } catch {
    return null;
  }
}
