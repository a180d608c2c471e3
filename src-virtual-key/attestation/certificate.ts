import { concat, fromHex, utf8 } from '../codec/bytes.ts';
import type { SigningKey } from '../authenticator/key-pairs.ts';

/** Parts of a name: country, organisation, organisational unit, common name. */
export interface CertificateName {
  readonly country?: string;
  readonly organisation?: string;
  readonly unit?: string;
  readonly commonName: string;
}

export interface CertificateFields {
  /** 1 to 127. */
  readonly serial: number;
  readonly subject: CertificateName;
  readonly issuer: CertificateName;
  /** A key on P-256. */
  readonly key: Pick<SigningKey, 'publicBytes'>;
  readonly signer: Pick<SigningKey, 'sign'>;
  readonly authority: boolean;
  /** Extension of FIDO that names the model (WebAuthn §8.2.1); 16 bytes. */
  readonly aaguid?: Uint8Array;
  /** Last year of validity, two digits. */
  readonly lastYear?: string;
}

const ecdsaWithSha256 = sequence(fromHex('06082a8648ce3d040302'));

/** Writes an X.509 certificate (DER) for a key on P-256. */
export function writeCertificate(fields: CertificateFields): Uint8Array {
  const { serial, key, signer, lastYear = '49' } = fields;
  const validity = sequence(tagged(0x17, utf8('240101000000Z')), tagged(0x17, utf8(`${lastYear}1231000000Z`)));
  const algorithm = sequence(fromHex('06072a8648ce3d0201'), fromHex('06082a8648ce3d030107'));
  const body = sequence(
    fromHex('a003020102'),
    tagged(0x02, Uint8Array.of(serial)),
    ecdsaWithSha256,
    nameOf(fields.issuer),
    validity,
    nameOf(fields.subject),
    sequence(algorithm, bitString(key.publicBytes)),
    tagged(0xa3, sequence(...extensions(fields))),
  );
  return sequence(body, ecdsaWithSha256, bitString(signer.sign(body)));
}

function extensions({ authority, aaguid }: CertificateFields): readonly Uint8Array[] {
  const isAuthority = authority ? fromHex('0101ff') : new Uint8Array();
  // basicConstraints, critical.
  const basic = sequence(fromHex('0603551d13'), fromHex('0101ff'), tagged(0x04, sequence(isAuthority)));
  if (aaguid === undefined) return [basic];
  const model = sequence(fromHex('060b2b0601040182e51c010104'), tagged(0x04, tagged(0x04, aaguid)));
  return [basic, model];
}

function nameOf({ country, organisation, unit, commonName }: CertificateName): Uint8Array {
  return sequence(
    ...attribute('0603550406', 0x13, country),
    ...attribute('060355040a', 0x0c, organisation),
    ...attribute('060355040b', 0x0c, unit),
    ...attribute('0603550403', 0x0c, commonName),
  );
}

function attribute(type: string, tag: number, text: string | undefined): readonly Uint8Array[] {
  return text === undefined ? [] : [tagged(0x31, sequence(fromHex(type), tagged(tag, utf8(text))))];
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return tagged(0x30, concat(...parts));
}

function bitString(bytes: Uint8Array): Uint8Array {
  return tagged(0x03, concat(Uint8Array.of(0), bytes));
}

function tagged(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.of(tag, ...head), content);
}
