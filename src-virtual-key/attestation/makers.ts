import { concat, fromHex, utf8 } from '../codec/bytes.ts';
import { type SigningKey, signingKeyFromSeed } from '../authenticator/key-pairs.ts';
import { sha256 } from '../seeded-random.ts';
import { type CertificateName, writeCertificate } from './certificate.ts';

/**
 * Makers of simulated keys. Their private keys follow from their names and are no secret: what they sign proves something in tests and in
 * the demonstration only. `copyist` writes the same names as `maker` into its certificates, as a copy may.
 */
export type MakerName = 'maker' | 'copyist';

const rootName: CertificateName = { country: 'SE', organisation: 'Example Keys', commonName: 'Example Keys Root' };
const batchName: CertificateName = {
  country: 'SE',
  organisation: 'Example Keys',
  unit: 'Authenticator Attestation',
  commonName: 'Example Keys Batch 1',
};

/** Returns a key pair on P-256 that everybody can compute. */
export function publicKeyPair(name: string, aaguid = ''): SigningKey {
  return signingKeyFromSeed(-7, sha256(concat(utf8(`sparekey example ${name}\0`), fromHex(aaguid))));
}

/** Writes the root certificate of a maker. */
export function makerRoot(maker: MakerName): Uint8Array {
  const key = publicKeyPair(`${maker} root`);
  return writeCertificate({ serial: 1, subject: rootName, issuer: rootName, key, signer: key, authority: true });
}

/** The key that signs the attestations of one model, with its certificate. */
export interface AttestationKey {
  readonly key: SigningKey;
  readonly certificate: Uint8Array;
}

/** Returns the attestation key of a model; `named`: its certificate says which model it is of. */
export function attestationKey(maker: MakerName, aaguid: string, named = true): AttestationKey {
  const key = publicKeyPair(`${maker} batch`, aaguid);
  const certificate = writeCertificate({
    serial: 2,
    subject: batchName,
    issuer: rootName,
    key,
    signer: publicKeyPair(`${maker} root`),
    authority: false,
    ...(named && { aaguid: fromHex(aaguid) }),
  });
  return { key, certificate };
}

const uncertified: CertificateName = { commonName: 'Virtual key, not certified' };

/** Writes a certificate by the key itself that says in its name that nothing is certified. */
export function uncertifiedCertificate(key: SigningKey): Uint8Array {
  return writeCertificate({ serial: 1, subject: uncertified, issuer: uncertified, key, signer: key, authority: false });
}
