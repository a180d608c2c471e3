import { describe, expect, it } from 'vitest';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import { credentialManagementSupport } from '../../../src-main/ctap2/credential-management-support.ts';
import { CtapSession, readReply } from '../../../src-main/ctap2/ctap-session.ts';
import { requestTouch } from '../../../src-main/ctap2/request-touch.ts';
import {
  canoKey,
  feitianBioPass,
  goTrustIdemCard,
  nitrokey3Am18,
  solo1,
  solo2,
  token2Dual2023,
  yubiKey52PinSet,
  yubiKey543PinSet,
  yubiKeyBio556,
  yubiKeyLikeCtap23,
} from '../../vectors/get-info.ts';
import { attestationVectors } from '../../vectors/attestation.ts';
import { bodyOf } from './pin-side.ts';
import { ok, options, ScriptedChannel } from './scripted-channel.ts';

const supportOf = (options_: Readonly<Record<string, boolean>>, pinUvAuthProtocols: readonly number[] = [1]) =>
  credentialManagementSupport({ options: new Map(Object.entries(options_)), pinUvAuthProtocols });

describe('C-16 how passkeys can be listed', () => {
  it.each([
    ['preview with a legacy token', yubiKey52PinSet, 0x41, false, false],
    ['preview with protocol 2 and a legacy token', yubiKey543PinSet, 0x41, false, false],
    ['preview on a fingerprint key', feitianBioPass, 0x41, false, false],
    ['final where both exist', yubiKeyBio556, 0x0a, true, true],
    ['final on Token2', token2Dual2023, 0x0a, true, true],
    ['final on CanoKey', canoKey, 0x0a, true, true],
    ['final on Nitrokey 3', nitrokey3Am18, 0x0a, true, true],
    ['final on CTAP 2.3', yubiKeyLikeCtap23, 0x0a, true, true],
    ['final with a legacy token on Solo 1', solo1, 0x0a, true, false],
    ['final with a legacy token on Solo 2', solo2, 0x0a, true, false],
  ])('%s', (_name, vector, command, canRename, tokenWithPermissions) => {
    const info = readReply(getInfo, ok(vector.bytes));
    expect(credentialManagementSupport(info)).toEqual({ command, canRename, tokenWithPermissions });
  });

  it('CTAP 2.0 keys have no command for it', () => {
    const info = readReply(getInfo, ok(goTrustIdemCard.bytes));
    expect(credentialManagementSupport(info)).toEqual({ command: null, reason: 'too-old' });
    expect(supportOf({ credMgmt: false, credentialMgmtPreview: false, clientPin: true })).toMatchObject({
      reason: 'too-old',
    });
  });

  it('a claim without any way to a token is no use', () => {
    expect(supportOf({ credMgmt: true })).toEqual({ command: null, reason: 'no-token' });
    expect(supportOf({ credMgmt: true, clientPin: true }, [])).toEqual({ command: null, reason: 'no-token' });
    expect(supportOf({ credMgmt: true, clientPin: true }, [99])).toEqual({ command: null, reason: 'no-token' });
    const uvOnly = { credMgmt: true, uv: true, pinUvAuthToken: true };
    expect(supportOf(uvOnly)).toEqual({ command: 0x0a, canRename: true, tokenWithPermissions: true });
  });
});

describe('asking for a touch', () => {
  const modern = { versions: ['FIDO_2_0', 'FIDO_2_1'] };
  const old = { versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'] };

  it('is a selection where the key knows it', async () => {
    for (const versions of [['FIDO_2_1'], ['FIDO_2_3']]) {
      const channel = new ScriptedChannel([ok()]);
      expect(await requestTouch(new CtapSession(channel), { versions }, options)).toBe(true);
      expect(channel.sent.map(({ payload }) => [...payload])).toEqual([[0x0b]]);
    }
  });

  it('11.7 is an empty registration where a key does not know selection although it says so', async () => {
    for (const unknown of [0x01, 0x3e, 0x2b]) {
      const channel = new ScriptedChannel([Uint8Array.of(unknown), Uint8Array.of(0x31)]);
      expect(await requestTouch(new CtapSession(channel), modern, options)).toBe(true);
      expect(channel.sent.map(({ payload }) => payload[0])).toEqual([0x0b, 0x01]);
    }
  });

  it.each([
    ['selection', modern, 0x33],
    ['selection', modern, 0x36],
    ['an empty registration', old, 0x33],
    ['an empty registration', old, 0x36],
  ])('11.7 %s of %o that ends with status %i proves no touch', async (_name, info, status) => {
    const channel = new ScriptedChannel([Uint8Array.of(status)]);
    expect(await requestTouch(new CtapSession(channel), info, options)).toBe(false);
  });

  it.each([0x31, 0x35])('is an empty registration before: status %i means touched', async (status) => {
    const channel = new ScriptedChannel([Uint8Array.of(status)]);
    expect(await requestTouch(new CtapSession(channel), old, options)).toBe(true);
    const payload = channel.sent[0]?.payload ?? new Uint8Array(0);
    expect(payload[0]).toBe(0x01);
    const body = bodyOf(payload);
    expect(body.get(8)).toEqual(new Uint8Array(0));
    expect(body.get(9)).toBe(1);
    expect(body.has(7)).toBe(false);
  });

  it('also ends where an old key registers something, which cannot be discoverable', async () => {
    const channel = new ScriptedChannel([attestationVectors.none]);
    await expect(requestTouch(new CtapSession(channel), old, options)).resolves.toBe(true);
  });

  it.each([0x2f, 0x3a, 0x27, 0x2d, 0x14])('status %i is not a touch', async (status) => {
    for (const info of [modern, old]) {
      const session = new CtapSession(new ScriptedChannel([Uint8Array.of(status)]));
      await expect(requestTouch(session, info, options)).rejects.toMatchObject({ code: status });
    }
  });
});
