import { describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../../src-main/cbor/encode-cbor.ts';
import type { CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import {
  changePinCommand,
  getKeyAgreement,
  getPinRetries,
  getPinToken,
  getUvRetries,
  setPinCommand,
} from '../../../../src-main/ctap2/commands/client-pin.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { CtapSession, readReply } from '../../../../src-main/ctap2/ctap-session.ts';
import { credentialManagementCommands } from '../../../../src-main/ctap2/commands/credential-management.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import { fuzzKeyAgreement, fuzzPinRetries, fuzzPinToken } from '../../../vectors/credential-management.ts';
import { ok, options, repeated, ScriptedChannel } from '../scripted-channel.ts';
import { vectorToken } from '../vector-keys.ts';

const reply = (members: Readonly<Record<number, CborValue>>): Uint8Array =>
  ok(encodeCbor(new Map(Object.entries(members).map(([key, value]) => [Number(key), value]))));

describe('getPINRetries answers', () => {
  it('of a real key', () => {
    expect(readReply(getPinRetries, ok(fuzzPinRetries.bytes))).toEqual({ retries: 8, powerCycleState: null });
  });

  it('tell whether the key wants to be unplugged', () => {
    expect(readReply(getPinRetries, reply({ 3: 5, 4: true }))).toEqual({ retries: 5, powerCycleState: true });
    expect(readReply(getPinRetries, reply({ 3: 5, 4: false }))).toEqual({ retries: 5, powerCycleState: false });
    expect(readReply(getPinRetries, reply({ 3: 5, 4: 1 }))).toEqual({ retries: 5, powerCycleState: null });
  });

  it('D-04 give what the key says, however unlikely, and refuse what is no count', () => {
    for (const retries of [0, 9, 255]) expect(readReply(getPinRetries, reply({ 3: retries })).retries).toBe(retries);
    for (const retries of [-1, 2n ** 63n, '8', true, null, repeated(8, 1)]) {
      expect(() => readReply(getPinRetries, reply({ 3: retries }))).toThrow(CtapResponseError);
    }
  });
});

describe('other clientPIN answers', () => {
  it('getUVRetries', () => {
    expect(readReply(getUvRetries, reply({ 5: 3 }))).toBe(3);
  });

  it('getPinToken of a real key', () => {
    expect(toHex(readReply(getPinToken, ok(fuzzPinToken.bytes)))).toBe('ee404c85d7a12f56c44ec59341d03b23');
  });

  it('getKeyAgreement of a real key', () => {
    expect([...readReply(getKeyAgreement, ok(fuzzKeyAgreement.bytes)).keys()]).toEqual([1, 3, -1, -2, -3]);
  });

  it('setPIN and changePIN are done with the status', () => {
    expect(readReply(setPinCommand, ok())).toBeUndefined();
    expect(readReply(changePinCommand, fromHex('00a0'))).toBeUndefined();
  });
});

describe('a value that CBOR cannot carry', () => {
  it('is the caller’s mistake, not a message that is too long', async () => {
    const channel = new ScriptedChannel([]);
    const { updateUserInformation } = credentialManagementCommands(0x0a);
    const request = {
      token: vectorToken(2),
      credentialId: repeated(1, 16),
      userId: Uint8Array.of(1),
      userName: 'lone \ud800',
    };
    const sending = new CtapSession(channel).send(updateUserInformation, request, options);
    await expect(sending).rejects.toMatchObject({ name: 'CborEncodeError', reason: 'lone-surrogate' });
    expect(channel.sent).toHaveLength(0);
  });
});
