import { expect, it } from 'vitest';
import { credentialManagementCommands } from '../../../src-main/ctap2/commands/credential-management.ts';
import { CtapSession } from '../../../src-main/ctap2/ctap-session.ts';
import { protocolTwo } from '../../../src-main/ctap2/pin-uv-auth/protocol-two.ts';
import { PinUvAuthToken } from '../../../src-main/ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { CtapHidChannel } from '../../../src-main/ctaphid/ctaphid-channel.ts';
import { renamePasskey } from '../../../src-main/keys/edit-passkeys.ts';

it('E-06 a passkey whose user handle could not be read is not renamed: nothing is sent', async () => {
  const channel: CtapHidChannel = {
    info: { protocolVersion: 2, deviceVersion: [1, 0, 0], capabilities: { wink: false, cbor: true, msg: true } },
    maxPayload: 7609,
    transactions: 0,
    exchange: () => Promise.reject(new Error('nothing may be sent')),
    close: async () => undefined,
  };
  const context = {
    session: new CtapSession(channel),
    commands: credentialManagementCommands(0x0a),
    token: new PinUvAuthToken(protocolTwo, new Uint8Array(32), 4),
    rpIdOfHash: () => null,
  };
  const passkey = {
    credentialId: '01',
    rpId: null,
    rpIdHash: '00'.repeat(32),
    rpName: null,
    userId: null,
    userName: null,
    userDisplayName: null,
    algorithm: null,
    credProtect: null,
    hasLargeBlobKey: false,
    thirdPartyPayment: null,
    notes: [],
  };
  await expect(renamePasskey(context, passkey, { userName: 'a', userDisplayName: 'b' })).rejects.toMatchObject({
    failure: { kind: 'not-supported' },
  });
});
