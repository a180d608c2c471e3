import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { openCtapHidChannel } from '../../../src-main/ctaphid/open-channel.ts';
import { getPinRetries, TokenPermission } from '../../../src-main/ctap2/commands/client-pin.ts';
import {
  credentialManagementCommands,
  type CredentialManagementCommands,
} from '../../../src-main/ctap2/commands/credential-management.ts';
import { getAssertion, getNextAssertion } from '../../../src-main/ctap2/commands/get-assertion.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import type { AuthenticatorInfo } from '../../../src-main/ctap2/commands/authenticator-info.ts';
import { makeCredential } from '../../../src-main/ctap2/commands/make-credential.ts';
import { readU2fVersion } from '../../../src-main/ctap2/commands/u2f.ts';
import { credentialManagementSupport } from '../../../src-main/ctap2/credential-management-support.ts';
import type { CosePublicKey } from '../../../src-main/ctap2/cose-public-key.ts';
import { CtapError } from '../../../src-main/ctap2/ctap-error.ts';
import { CtapSession } from '../../../src-main/ctap2/ctap-session.ts';
import { choosePinUvAuthProtocol } from '../../../src-main/ctap2/pin-uv-auth/choose-protocol.ts';
import { startKeyExchange } from '../../../src-main/ctap2/pin-uv-auth/key-exchange.ts';
import { obtainTokenByPin } from '../../../src-main/ctap2/pin-uv-auth/obtain-token.ts';
import { decryptPersistentMember } from '../../../src-main/ctap2/pin-uv-auth/persistent-identifiers.ts';
import type { PinUvAuthToken } from '../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { changePin, setPin } from '../../../src-main/ctap2/pin-uv-auth/set-pin.ts';
import { requestTouch } from '../../../src-main/ctap2/request-touch.ts';
import { rpIdHashOf } from '../../../src-main/ctap2/rp-id.ts';
import { stableInfo } from '../../../src-main/ctap2/stable-info.ts';
import type { StoredCredential } from '../../../src-main/ctap2/stored-credential.ts';
import { readVendorInfo } from '../../../src-main/vendor/read-vendor-info.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { PersonalityName } from '../../../src-virtual-key/personality.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { options } from './scripted-channel.ts';
import { pinOf } from './vector-keys.ts';

const longRpId = 'webauthntest.identitystandards.io';
const credentials: VirtualKeyOptions['credentials'] = [
  { rpId: 'example.com', userId: '01', userName: 'alice', userDisplayName: 'Alice' },
  { rpId: 'example.com', userId: '02', userName: 'bob', algorithm: -8 },
  { rpId: longRpId, userId: '0304', userName: 'carol', credProtect: 2 },
];
const manages: readonly PersonalityName[] = ['yubikey52', 'yubikey54', 'strict21', 'both21', 'persistent23', 'bio'];
/** Keys with the preview command, which cannot rename. */
const previewOnly: readonly PersonalityName[] = ['yubikey52', 'yubikey54'];
const withPin: readonly PersonalityName[] = [...manages, 'ctap20'];

const opened: CtapSession[] = [];

afterEach(async () => {
  for (const session of opened.splice(0)) await session.channel.close();
});

interface Connected {
  readonly key: VirtualKey;
  readonly session: CtapSession;
  readonly info: AuthenticatorInfo;
}

async function connect(personality: PersonalityName, setup: Partial<VirtualKeyOptions> = {}): Promise<Connected> {
  const key = createVirtualKey({ personality, seed: 7, touch: () => 'approve', ...setup });
  const transport = createVirtualTransport([key]);
  const session = new CtapSession(await openCtapHidChannel(await transport.open('virtual-key-0')));
  opened.push(session);
  const info = await session.send(getInfo, null, options);
  session.limitMessagesTo(info.maxMsgSize);
  return { key, session, info };
}

async function tokenOf({ session, info }: Connected, permissions: number, pin = '1234', rpId?: string) {
  const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
  if (protocol === null) throw new Error('no protocol');
  const exchange = await startKeyExchange(session, protocol, options);
  return obtainTokenByPin(
    session,
    exchange,
    pinOf(pin),
    info.options.get('pinUvAuthToken') === true ? { permissions, rpId } : null,
    options,
  );
}

function commandsOf(info: AuthenticatorInfo): CredentialManagementCommands {
  const support = credentialManagementSupport(info);
  if (support.command === null) throw new Error(support.reason);
  return credentialManagementCommands(support.command);
}

/** Lists every credential, by the user's name. */
async function list({ session, info }: Connected, token: PinUvAuthToken): Promise<Map<string, StoredCredential>> {
  const commands = commandsOf(info);
  const head = await session.send(commands.enumerateRpsBegin, { token }, options);
  const rps = head.rp === null ? [] : [head.rp];
  while (rps.length < (head.total ?? 0)) rps.push(await session.send(commands.enumerateRpsNext, null, options));
  const found = new Map<string, StoredCredential>();
  for (const { rpIdHash } of rps) {
    if (rpIdHash === null) throw new Error('no hash');
    const first = await session.send(commands.enumerateCredentialsBegin, { token, rpIdHash }, options);
    const entries = first.credential === null ? [] : [first.credential];
    while (entries.length < (first.total ?? 0)) {
      entries.push(await session.send(commands.enumerateCredentialsNext, null, options));
    }
    for (const entry of entries) found.set(entry.userName ?? '', entry);
  }
  return found;
}

function verifies(key: CosePublicKey | null, message: Uint8Array, signature: Uint8Array): boolean {
  const [x, y] = [key?.map.get(-2), key?.map.get(-3)];
  if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) throw new Error('no point');
  const [xText, yText] = [x, y].map((bytes) => Buffer.from(bytes).toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', x: xText ?? '', y: yText ?? '' };
  return verify('sha256', message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
}

describe.each(manages)('%s', (personality) => {
  it('lists, renames where it can, and deletes', async () => {
    const connected = await connect(personality, { pin: '1234', credentials });
    const { session, info, key } = connected;
    const commands = commandsOf(info);
    const token = await tokenOf(connected, TokenPermission.credentialManagement);
    const { existing } = await session.send(commands.getCredsMetadata, { token }, options);
    expect(existing).toBe(3);
    const before = await list(connected, token);
    expect([...before.keys()].sort()).toEqual(['alice', 'bob', 'carol']);
    for (const entry of before.values()) expect([entry.notes, entry.problems]).toEqual([[], []]);
    expect(before.get('bob')?.publicKey).toMatchObject({ algorithm: -8 });
    expect(before.get('carol')).toMatchObject({ credProtect: 2, userId: Uint8Array.of(3, 4) });

    const alice = before.get('alice');
    if (alice?.credentialId == null || alice.userId === null) throw new Error('alice is incomplete');
    const { credentialId, userId } = alice;
    const support = credentialManagementSupport(info);
    const names = { userName: 'alicia', userDisplayName: '' };
    const renaming = session.send(commands.updateUserInformation, { token, credentialId, userId, ...names }, options);
    const canRename = !previewOnly.includes(personality);
    expect(support).toMatchObject({ canRename });
    const answer = await renaming.catch((error: unknown) => error);
    const renamed = (await list(connected, token)).get('alicia');
    expect(renamed ?? answer).toMatchObject(
      canRename ? { userId, userDisplayName: null, credentialId } : { name: 'CtapError' },
    );
    await session.send(commands.deleteCredential, { token, credentialId }, options);
    expect([...(await list(connected, token)).keys()].sort()).toEqual(['bob', 'carol']);
    expect(key.state.internalErrors).toEqual([]);
  });

  it('is empty in its own way', async () => {
    const connected = await connect(personality, { pin: '1234' });
    const token = await tokenOf(connected, TokenPermission.credentialManagement);
    const begin = connected.session.send(commandsOf(connected.info).enumerateRpsBegin, { token }, options);
    const answer = await begin.catch((error: unknown) => (error instanceof CtapError ? error.status : error));
    expect(['NO_CREDENTIALS', { total: 0, rp: null }]).toContainEqual(answer);
  });
});

describe.each(withPin)('%s', (personality) => {
  it('takes a first PIN and another one, and a wrong one costs one try', async () => {
    const connected = await connect(personality);
    const { session, info, key } = connected;
    const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
    if (protocol === null) throw new Error('no protocol');
    const exchange = () => startKeyExchange(session, protocol, options);
    await setPin(session, await exchange(), pinOf('pässword'), options);
    expect(key.state.pinSet).toBe(true);
    const again = setPin(session, await exchange(), pinOf('other'), options);
    await expect(again).rejects.toMatchObject({ status: 'PIN_AUTH_INVALID' });
    const wrong = changePin(session, await exchange(), pinOf('wrong'), pinOf('5678'), options);
    await expect(wrong).rejects.toMatchObject({ status: 'PIN_INVALID' });
    const request = { protocol: protocol.version };
    expect((await session.send(getPinRetries, request, options)).retries).toBe(7);
    await changePin(session, await exchange(), pinOf('pa\u0308ssword'), pinOf('5678'), options);
    expect((await session.send(getPinRetries, request, options)).retries).toBe(8);
    const token = await tokenOf(connected, TokenPermission.makeCredential, '5678', 'example.com');
    expect(token.exposeTokenBytes().length).toBeGreaterThanOrEqual(16);
    expect(stableInfo(await session.send(getInfo, null, options))).toBe(stableInfo(info));
  });

  it('registers and signs; the signatures are genuine', async () => {
    const connected = await connect(personality, { pin: '1234' });
    const { session } = connected;
    const clientDataHash = createHash('sha256').update('hello').digest();
    const authorise = async (permission: number) => {
      const token = await tokenOf(connected, permission, '1234', 'example.com');
      return { protocol: token.protocol, param: token.authenticate(clientDataHash) };
    };
    const register = async (userId: number) =>
      session.send(
        makeCredential,
        {
          clientDataHash,
          rp: { id: 'example.com', name: 'Example' },
          user: { id: Uint8Array.of(userId), name: `user ${userId}`, displayName: '' },
          algorithms: [-7],
          options: { rk: true },
          pinUvAuth: await authorise(TokenPermission.makeCredential),
        },
        options,
      );
    const first = await register(1);
    const second = await register(2);
    expect(first.authenticatorData.rpIdHash).toEqual(rpIdHashOf('example.com'));
    expect(first.authenticatorData.attestedCredential?.aaguid).toEqual(connected.info.aaguid);
    const publicKeys = new Map(
      [first, second].map(({ authenticatorData: { attestedCredential } }) => [
        toHex(attestedCredential?.credentialId ?? new Uint8Array(0)),
        attestedCredential?.publicKey ?? null,
      ]),
    );
    const pinUvAuth = await authorise(TokenPermission.getAssertion);
    const request = { rpId: 'example.com', clientDataHash, pinUvAuth };
    const assertion = await session.send(getAssertion, request, options);
    expect(assertion.numberOfCredentials).toBe(2);
    const next = await session.send(getNextAssertion, null, options);
    for (const { credentialId, authenticatorDataBytes, signature } of [assertion, next]) {
      const key = publicKeys.get(toHex(credentialId ?? new Uint8Array(0))) ?? null;
      expect(verifies(key, concatBytes(authenticatorDataBytes, clientDataHash), signature)).toBe(true);
    }
    expect(assertion.credentialId).not.toEqual(next.credentialId);
  });

  it('answers to a touch', async () => {
    const { session, info, key } = await connect(personality, { pin: '1234' });
    await requestTouch(session, info, options);
    key.setTouchPolicy(() => 'refuse');
    await expect(requestTouch(session, info, options)).rejects.toMatchObject({ name: 'CtapError' });
    expect(key.state.credentials).toEqual([]);
  });
});

describe('a key with a persistent token', () => {
  it('C-13 gives the same identifier through every encrypted member, another store state after a change', async () => {
    const connected = await connect('persistent23', { pin: '1234', credentials });
    const { session, key } = connected;
    const token = await tokenOf(connected, TokenPermission.persistentCredentialManagementReadOnly);
    const read = async () => {
      const { encIdentifier, encCredStoreState } = await session.send(getInfo, null, options);
      if (encIdentifier === null || encCredStoreState === null) throw new Error('members are missing');
      return {
        encIdentifier: toHex(encIdentifier),
        identifier: decryptPersistentMember(token, 'encIdentifier', encIdentifier),
        state: decryptPersistentMember(token, 'encCredStoreState', encCredStoreState),
      };
    };
    const [first, second] = [await read(), await read()];
    expect(second.encIdentifier).not.toBe(first.encIdentifier);
    expect(second.identifier).toEqual(first.identifier);
    expect(second.state).toEqual(first.state);
    key.addCredential({ rpId: 'new.example', userId: '09' });
    const third = await read();
    expect(third.identifier).toEqual(first.identifier);
    expect(third.state).not.toEqual(first.state);
    expect((await list(connected, token)).size).toBe(4);
  });

  it('E-21 does not delete with that token', async () => {
    const connected = await connect('persistent23', { pin: '1234', credentials });
    const token = await tokenOf(connected, TokenPermission.persistentCredentialManagementReadOnly);
    const credentialId = (await list(connected, token)).get('alice')?.credentialId;
    if (credentialId == null) throw new Error('no alice');
    const { deleteCredential } = commandsOf(connected.info);
    const deleting = connected.session.send(deleteCredential, { token, credentialId }, options);
    await expect(deleting).rejects.toMatchObject({ status: 'PIN_AUTH_INVALID' });
  });
});

describe('what vendors add', () => {
  it('a simulated YubiKey tells serial and firmware', async () => {
    const { key, session } = await connect('yubikey54', { yubicoSerial: 4_711_042 });
    expect(await readVendorInfo(session.channel, key.port.usb, options)).toMatchObject({
      serial: '4711042',
      firmware: '5.4.3',
      formFactor: 'USB-C keychain',
      fido2Off: false,
    });
  });
});

describe('a U2F key', () => {
  it('tells its version over MSG', async () => {
    const key = createVirtualKey({ personality: 'u2fOnly', seed: 1 });
    const transport = createVirtualTransport([key]);
    const channel = await openCtapHidChannel(await transport.open('virtual-key-0'));
    opened.push(new CtapSession(channel));
    expect(await readU2fVersion(channel, options)).toBe('U2F_V2');
  });
});
