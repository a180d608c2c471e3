import { expect, it } from 'vitest';
import { CtapSession } from '../../../src-main/ctap2/ctap-session.ts';
import { protocolTwo } from '../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { CtapHidChannel } from '../../../src-main/ctaphid/ctaphid-channel.ts';
import type { OpenedKey } from '../../../src-main/keys/opened-key.ts';
import { run } from '../../../src-main/keys/operations/rename-passkey.ts';
import { passkey as plainPasskey } from '../../fixtures/passkey.ts';

it('E-06 a passkey whose user handle could not be read is not renamed: nothing is sent', async () => {
  const channel: CtapHidChannel = {
    info: { protocolVersion: 2, deviceVersion: [1, 0, 0], capabilities: { wink: false, cbor: true, msg: true } },
    maxPayload: 7609,
    transactions: 0,
    exchange: () => Promise.reject(new Error('nothing may be sent')),
    close: async () => undefined,
  };
  const passkey = plainPasskey({});
  const record = {
    info: { options: new Map(Object.entries({ clientPin: true, credMgmt: true })), pinUvAuthProtocols: [2] },
    token: new PinUvAuthToken(protocolTwo, new Uint8Array(32), 4),
    listing: { passkeys: [passkey] },
  };
  const opened = { session: new CtapSession(channel), signal: new AbortController().signal, record };
  const { rpIdHash, credentialId } = passkey;
  const input = { rpIdHash, credentialId, userName: 'a', userDisplayName: 'b' };
  await expect(run(opened as unknown as OpenedKey<'look'>, input)).rejects.toMatchObject({
    failure: { kind: 'not-supported' },
  });
});
