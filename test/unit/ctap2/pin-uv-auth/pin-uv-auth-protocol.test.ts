import { describe, expect, it } from 'vitest';
import { protocolOne } from '../../../../src-main/ctap2/pin-uv-auth/protocol-one.ts';
import { protocolTwo } from '../../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { paddedPin, pinHash } from '../../../../src-main/ctap2/pin-uv-auth/pin-blocks.ts';
import { decryptPersistentMember } from '../../../../src-main/ctap2/pin-uv-auth/persistent-identifiers.ts';
import { concatBytes } from '../../../../src-shared/lib/bytes.ts';
import {
  authenticatorRsVector,
  hmacSecretVector,
  keyAgreementVector,
  openSkVector,
  persistentVector,
  pinHash1234,
  protocolOneVector,
  protocolTwoVector,
} from '../../../vectors/pin-uv-auth.ts';
import { counting, repeated } from '../scripted-channel.ts';
import { pinOf, vectorSecret, vectorToken } from '../vector-keys.ts';

const ivA = counting(0xa0, 16);
const ivB = counting(0xb0, 16);
const secretTwo = concatBytes(keyAgreementVector.hmacKeyTwo, keyAgreementVector.aesKeyTwo);

describe('shared secrets', () => {
  it('are derived from a Z that begins with a zero byte', () => {
    expect(protocolOne.deriveSecret(keyAgreementVector.z)).toEqual(keyAgreementVector.secretOne);
    expect(protocolTwo.deriveSecret(keyAgreementVector.z)).toEqual(secretTwo);
  });

  it('come out of the key exchange with the leading zero kept', async () => {
    expect(await vectorSecret(1)).toEqual(keyAgreementVector.secretOne);
    expect(await vectorSecret(2)).toEqual(secretTwo);
  });

  it('OpenSK vectors agree', () => {
    const message = Uint8Array.of(0xaa);
    expect(protocolOne.authenticate(repeated(0x91, 32), message)).toEqual(openSkVector.tokenOne);
    const secretOne = protocolOne.deriveSecret(repeated(0x55, 32));
    expect(protocolOne.authenticate(secretOne, message)).toEqual(openSkVector.secretOne);
    expect(protocolTwo.authenticate(repeated(0x91, 32), message)).toEqual(openSkVector.tokenTwo);
    const secret = protocolTwo.deriveSecret(repeated(0x55, 32));
    expect(secret.subarray(0, 32)).toEqual(openSkVector.hmacKeyOf55);
    expect(protocolTwo.authenticate(secret, message)).toEqual(openSkVector.secretTwo);
  });
});

describe('protocol one', () => {
  const secret = keyAgreementVector.secretOne;
  const vector = protocolOneVector;

  it('encrypts PIN hash, new PIN and a token as published', () => {
    expect(pinHash(pinOf('1234'))).toEqual(pinHash1234);
    expect(protocolOne.encrypt(secret, pinHash(pinOf('1234')))).toEqual(vector.pinHashEnc);
    expect(protocolOne.encrypt(secret, paddedPin(pinOf('1234')))).toEqual(vector.newPinEnc1234);
    expect(protocolOne.encrypt(secret, paddedPin(pinOf('4321')))).toEqual(vector.newPinEnc4321);
    expect(protocolOne.encrypt(secret, counting(0, 32))).toEqual(vector.countingEncrypted);
  });

  it('decrypts what was encrypted', () => {
    expect(protocolOne.decrypt(secret, vector.tokenEncrypted16)).toEqual(vector.token16);
    expect(protocolOne.decrypt(secret, vector.countingEncrypted)).toEqual(counting(0, 32));
  });

  it('authenticates with 16 bytes', () => {
    expect(protocolOne.authenticate(secret, repeated(0xff, 64))).toEqual(vector.authenticateFf64);
    expect(protocolOne.authenticate(secret, vector.newPinEnc1234)).toEqual(vector.setPinParam);
    const message = concatBytes(vector.newPinEnc4321, vector.pinHashEnc);
    expect(protocolOne.authenticate(secret, message)).toEqual(vector.changePinParam);
  });

  it('agrees with authenticator-rs', () => {
    const { secret: other, newPinEnc, setPinParam } = authenticatorRsVector;
    expect(protocolOne.encrypt(other, paddedPin(pinOf('1234')))).toEqual(newPinEnc);
    expect(protocolOne.authenticate(other, newPinEnc)).toEqual(setPinParam);
  });

  it('D-10 takes tokens of whole blocks only, and 64 bytes as one real key gives', () => {
    const valid = [0, 15, 16, 17, 31, 32, 33, 48, 64].filter((length) => protocolOne.isTokenLength(length));
    expect(valid).toEqual([16, 32, 48, 64]);
    expect(protocolOne.decrypt(secret, new Uint8Array(17))).toBeNull();
  });
});

describe('protocol two', () => {
  const vector = protocolTwoVector;

  it('encrypts PIN hash, new PIN and a token as published', () => {
    expect(protocolTwo.encrypt(secretTwo, pinHash(pinOf('1234')), ivA)).toEqual(vector.pinHashEnc);
    expect(protocolTwo.encrypt(secretTwo, pinHash(pinOf('1234')), ivB)).toEqual(vector.pinHashEncB0);
    expect(protocolTwo.encrypt(secretTwo, paddedPin(pinOf('1234')), ivA)).toEqual(vector.newPinEnc1234);
    expect(protocolTwo.encrypt(secretTwo, paddedPin(pinOf('4321')), ivA)).toEqual(vector.newPinEnc4321);
    expect(protocolTwo.encrypt(secretTwo, counting(0, 32), ivA)).toEqual(vector.countingEncrypted);
  });

  it('takes a new IV each time and decrypts it again', () => {
    const first = protocolTwo.encrypt(secretTwo, counting(0, 32));
    const second = protocolTwo.encrypt(secretTwo, counting(0, 32));
    expect(first).not.toEqual(second);
    expect(protocolTwo.decrypt(secretTwo, first)).toEqual(counting(0, 32));
    expect(protocolTwo.decrypt(secretTwo, vector.countingEncrypted)).toEqual(counting(0, 32));
  });

  it('authenticates with all 32 bytes', () => {
    expect(protocolTwo.authenticate(secretTwo, repeated(0xff, 64))).toEqual(vector.authenticateFf64);
    expect(protocolTwo.authenticate(secretTwo, vector.newPinEnc1234)).toEqual(vector.setPinParam);
    const message = concatBytes(vector.newPinEnc4321, vector.pinHashEncB0);
    expect(protocolTwo.authenticate(secretTwo, message)).toEqual(vector.changePinParam);
  });

  it('D-10 takes tokens of exactly 32 bytes', () => {
    const valid = [0, 15, 16, 17, 31, 32, 33, 48, 64].filter((length) => protocolTwo.isTokenLength(length));
    expect(valid).toEqual([32]);
    expect([0, 15, 17, 31, 33].map((length) => protocolTwo.decrypt(secretTwo, new Uint8Array(length)))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(protocolTwo.decrypt(secretTwo, new Uint8Array(16))).toHaveLength(0);
  });
});

describe('hmac-secret salts', () => {
  it('are encrypted and authenticated with the same operations', () => {
    const salt = counting(0x60, 32);
    const one = protocolOne.encrypt(keyAgreementVector.secretOne, salt);
    expect(one).toEqual(hmacSecretVector.saltEncOne);
    expect(protocolOne.authenticate(keyAgreementVector.secretOne, one)).toEqual(hmacSecretVector.saltAuthOne);
    const two = protocolTwo.encrypt(secretTwo, salt, ivA);
    expect(two).toEqual(hmacSecretVector.saltEncTwo);
    expect(protocolTwo.authenticate(secretTwo, two)).toEqual(hmacSecretVector.saltAuthTwo);
  });
});

describe('encIdentifier and encCredStoreState', () => {
  it('C-13 are decrypted with the persistent token, so that two reads of one key compare equal', () => {
    const { encIdentifier, identifierPlain, encCredStoreState, storeStatePlain } = persistentVector;
    expect(decryptPersistentMember(vectorToken(2), 'encIdentifier', encIdentifier)).toEqual(identifierPlain);
    expect(decryptPersistentMember(vectorToken(2), 'encCredStoreState', encCredStoreState)).toEqual(storeStatePlain);
  });

  it('give nothing for another length and something else for another token', () => {
    const { encIdentifier, identifierPlain } = persistentVector;
    expect(decryptPersistentMember(vectorToken(2), 'encIdentifier', encIdentifier.subarray(1))).toBeNull();
    expect(decryptPersistentMember(vectorToken(2), 'encCredStoreState', encIdentifier)).not.toEqual(identifierPlain);
  });
});
