import { concat, fromHex, utf8 } from '../codec/bytes.ts';
import type { SigningKey } from './key-pairs.ts';

/** Writes a self-signed X.509 certificate (DER) that says in its name that nothing is certified. */
export function attestationCertificate(key: SigningKey): Uint8Array {
  const ecdsaWithSha256 = sequence(fromHex('06082a8648ce3d040302'));
  const name = sequence(
    tagged(0x31, sequence(fromHex('0603550403'), tagged(0x0c, utf8('Virtual key, not certified')))),
  );
  const validity = sequence(tagged(0x17, utf8('240101000000Z')), tagged(0x17, utf8('491231000000Z')));
  const algorithm = sequence(fromHex('06072a8648ce3d0201'), fromHex('06082a8648ce3d030107'));
  const publicKey = sequence(algorithm, bitString(key.publicBytes));
  const version3 = fromHex('a003020102');
  const serial = fromHex('020101');
  const body = sequence(version3, serial, ecdsaWithSha256, name, validity, name, publicKey);
  return sequence(body, ecdsaWithSha256, bitString(key.sign(body)));
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
