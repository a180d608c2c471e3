import { createSign, generateKeyPairSync } from 'node:crypto';

/** A key and a self-signed certificate for a test's own https server; both exist only while the test runs. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** Creates a certificate for some host names (X.509 v3, P-256, RFC 5280), valid on any day: TLS reads the real clock. */
export function serverCertificate(hosts: readonly string[]): ServerCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
  const name = sequence(tagged(0x31, sequence(Buffer.from('0603550403', 'hex'), tagged(0x0c, Buffer.from('test')))));
  const validity = sequence(tagged(0x17, Buffer.from('700101000000Z')), tagged(0x18, Buffer.from('99991231235959Z')));
  const names = sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))));
  const alternativeNames = sequence(Buffer.from('0603551d11', 'hex'), tagged(0x04, names));
  const body = sequence(
    Buffer.from('a003020102020101', 'hex'),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(alternativeNames)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const der = sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.of(0), signature])));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}
