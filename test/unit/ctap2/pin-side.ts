import { createECDH, type ECDH } from 'node:crypto';
import { decodeCbor } from '../../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import type { CborMap, CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { protocolOne } from '../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { protocolTwo } from '../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { ok } from './scripted-channel.ts';

/** The key's half of one PIN transaction, as far as the tests of our half need it. Key agreement by createECDH. */
export class PinSide {
  readonly #ecdh: ECDH = createECDH('prime256v1');
  readonly #version: 1 | 2;
  /** Decrypted content of the last request. */
  pinHash: Uint8Array | null = null;
  newPin: Uint8Array | null = null;
  requests: CborMap[] = [];

  constructor(version: 1 | 2) {
    this.#version = version;
    this.#ecdh.generateKeys();
  }

  /** Answers getKeyAgreement. */
  readonly keyAgreement = (payload: Uint8Array): Uint8Array => {
    this.requests.push(bodyOf(payload));
    const point = this.#ecdh.getPublicKey();
    const cose = new Map<number, CborValue>([
      [1, 2],
      [3, -25],
      [-1, 1],
      [-2, Uint8Array.from(point.subarray(1, 33))],
      [-3, Uint8Array.from(point.subarray(33))],
    ]);
    return ok(encodeCbor(new Map([[1, cose]])));
  };

  /** Answers a PIN-bearing command with an encrypted token, or with an empty body. */
  readonly takePin =
    (token: Uint8Array | null) =>
    (payload: Uint8Array): Uint8Array => {
      const body = bodyOf(payload);
      this.requests.push(body);
      const protocol = this.#version === 1 ? protocolOne : protocolTwo;
      const secret = protocol.deriveSecret(this.#z(body.get(3)));
      const pinHashEnc = body.get(6);
      const newPinEnc = body.get(5);
      if (pinHashEnc instanceof Uint8Array) this.pinHash = protocol.decrypt(secret, pinHashEnc);
      if (newPinEnc instanceof Uint8Array) this.newPin = protocol.decrypt(secret, newPinEnc);
      if (newPinEnc instanceof Uint8Array) {
        const rest = pinHashEnc instanceof Uint8Array ? pinHashEnc : new Uint8Array(0);
        const param = protocol.authenticate(secret, concatBytes(newPinEnc, rest));
        if (!(body.get(4) instanceof Uint8Array) || Buffer.compare(param, body.get(4) as Uint8Array) !== 0) {
          return Uint8Array.of(0x33);
        }
      }
      return token === null ? ok() : ok(encodeCbor(new Map([[2, protocol.encrypt(secret, token)]])));
    };

  #z(platformKey: CborValue): Uint8Array {
    if (!(platformKey instanceof Map)) throw new Error('no platform key');
    const [x, y] = [platformKey.get(-2), platformKey.get(-3)];
    if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) throw new Error('no point');
    return Uint8Array.from(this.#ecdh.computeSecret(concatBytes(Uint8Array.of(4), x, y)));
  }
}

/** Decodes the CBOR map of a request. */
export function bodyOf(payload: Uint8Array): CborMap {
  const { value, findings } = decodeCbor(payload.subarray(1));
  if (!(value instanceof Map) || findings.length > 0) throw new Error('request is no canonical map');
  return value;
}
