import { createHash, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  readU2fRegistration,
  readU2fReply,
  readU2fSignature,
  readU2fVersion,
  u2fAuthenticateApdu,
  U2fControl,
  u2fRegisterApdu,
  U2fStatus,
  u2fVersionApdu,
} from '../../../../src-main/ctap2/commands/u2f.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { concatBytes } from '../../../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import { attestationVectors } from '../../../vectors/attestation.ts';
import { options, repeated, ScriptedChannel } from '../scripted-channel.ts';

const challenge = repeated(0x11, 32);
const application = repeated(0x22, 32);

describe('U2F requests', () => {
  it('VERSION has no data and no length of it', () => {
    expect(toHex(u2fVersionApdu())).toBe('00030000000000');
  });

  it('REGISTER carries challenge and application', () => {
    expect(toHex(u2fRegisterApdu(challenge, application))).toBe(
      `00010300000040${'11'.repeat(32)}${'22'.repeat(32)}0000`,
    );
  });

  it('AUTHENTICATE carries the handle behind its length', () => {
    const apdu = u2fAuthenticateApdu(U2fControl.checkOnly, challenge, application, repeated(0x33, 64));
    expect(toHex(apdu)).toBe(`00020700000081${'11'.repeat(32)}${'22'.repeat(32)}40${'33'.repeat(64)}0000`);
    expect(u2fAuthenticateApdu(U2fControl.sign, challenge, application, repeated(0, 255))).toHaveLength(7 + 320 + 2);
    expect(() => u2fAuthenticateApdu(U2fControl.sign, challenge, application, repeated(0, 256))).toThrow(RangeError);
  });
});

describe('U2F answers', () => {
  it('REGISTER', () => {
    const { status, data } = readU2fReply(attestationVectors.u2fRegister);
    expect(status).toBe(U2fStatus.ok);
    const registration = readU2fRegistration(data);
    expect(registration.publicKey).toHaveLength(65);
    expect(toHex(registration.keyHandle)).toBe('ea41ed3cfa914ca68b9acfcbd3114aa7');
    expect(registration.certificate).toEqual(attestationVectors.batchCertificate);
    const certificate = new X509Certificate(registration.certificate);
    const rpIdHash = createHash('sha256').update('example.com').digest();
    const clientDataHash = createHash('sha256').update('hello').digest();
    const signed = concatBytes(
      Uint8Array.of(0),
      rpIdHash,
      clientDataHash,
      registration.keyHandle,
      registration.publicKey,
    );
    expect(certificate.publicKey.asymmetricKeyType).toBe('ec');
    expect(verifies(certificate, signed, registration.signature)).toBe(true);
  });

  it('AUTHENTICATE', () => {
    const { status, data } = readU2fReply(attestationVectors.u2fAuthenticate);
    expect(status).toBe(U2fStatus.ok);
    expect(readU2fSignature(data)).toMatchObject({ userPresent: true, counter: 3 });
    expect(readU2fSignature(data).signature).toHaveLength(data.length - 5);
  });

  it.each(['', '90'])('%j is too short for a status word', (hex) => {
    expect(() => readU2fReply(fromHex(hex))).toThrow(CtapResponseError);
  });

  it('cut or changed registrations are refused', () => {
    const { data } = readU2fReply(attestationVectors.u2fRegister);
    const certificateEnd = 67 + 16 + attestationVectors.batchCertificate.length;
    for (const length of [0, 1, 66, 67, 83, 86, 200, certificateEnd]) {
      expect(() => readU2fRegistration(data.subarray(0, length)), `${length}`).toThrow(CtapResponseError);
    }
    const otherHead = Uint8Array.from(data);
    otherHead[0] = 4;
    expect(() => readU2fRegistration(otherHead)).toThrow(CtapResponseError);
    for (const [offset, byte] of [
      [83, 0x31],
      [84, 0x83],
      [84, 0x80],
    ] as const) {
      const changed = Uint8Array.from(data);
      changed[offset] = byte;
      expect(() => readU2fRegistration(changed)).toThrow(CtapResponseError);
    }
  });

  it('short certificate lengths are read', () => {
    const head = concatBytes(Uint8Array.of(5), repeated(4, 65), Uint8Array.of(1, 9));
    const short = concatBytes(head, fromHex('3002aabb'), fromHex('cc'));
    expect(toHex(readU2fRegistration(short).certificate)).toBe('3002aabb');
    const long = concatBytes(head, fromHex('308103aabbcc'), fromHex('dd'));
    expect(toHex(readU2fRegistration(long).signature)).toBe('dd');
  });

  it('cut signatures are refused', () => {
    expect(() => readU2fSignature(new Uint8Array(0))).toThrow(CtapResponseError);
    expect(() => readU2fSignature(new Uint8Array(5))).toThrow(CtapResponseError);
  });
});

function verifies(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', message, certificate.publicKey, signature);
}

describe('the version question', () => {
  it('is sent by MSG and answered in text', async () => {
    const channel = new ScriptedChannel([fromHex('5532465f56329000')]);
    expect(await readU2fVersion(channel, options)).toBe('U2F_V2');
    expect(channel.sent[0]?.command).toBe(0x03);
  });

  it('is not taken by every key', async () => {
    expect(await readU2fVersion(new ScriptedChannel([fromHex('6d00')]), options)).toBeNull();
  });
});
