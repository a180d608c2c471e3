import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualCredential } from '../../../src-virtual-key/virtual-key.ts';
import { RawClient, map } from '../../helpers/raw-ctap-client.ts';

function accounts(rps: number, credentials: number): VirtualCredential[] {
  return Array.from({ length: credentials }, (_, index) => ({
    rpId: `service-${index % rps}.example`,
    userId: Uint8Array.from([index >> 8, index & 0xff]),
    userName: `user${index}`,
    algorithm: index % 5 === 0 ? -8 : -7,
  }));
}

describe('listing with an independent client', () => {
  it.each([
    { personality: 'yubikey52', protocol: 1, command: 0x41, permissions: null },
    { personality: 'yubikey54', protocol: 2, command: 0x41, permissions: null },
    { personality: 'strict21', protocol: 2, command: 0x0a, permissions: 4 },
    { personality: 'both21', protocol: 1, command: 0x41, permissions: 4 },
    { personality: 'bio', protocol: 2, command: 0x0a, permissions: 4 },
    { personality: 'persistent23', protocol: 2, command: 0x0a, permissions: 4 },
  ] as const)(
    '$personality lists all with command $command',
    async ({ personality, protocol, command, permissions }) => {
      const key = createVirtualKey({
        personality,
        seed: 1,
        clock: createManualClock(),
        pin: '123456',
        credentials: accounts(4, 20),
      });
      const client = new RawClient(key.port);
      await client.init();
      const { status, token } = await client.token(protocol, '123456', permissions);
      expect(status).toBe(0);
      if (token === null) return;
      const metadata = await client.manage(token, 1, null, command);
      expect(metadata.body.get(1)).toBe(20);
      const listed = await client.list(token, command);
      expect(listed.map((rp) => rp.rpId)).toEqual([0, 1, 2, 3].map((index) => `service-${index}.example`));
      expect(listed.map((rp) => rp.credentials.length)).toEqual([5, 5, 5, 5]);
      expect(key.log.entries.map((entry) => entry.name)).toHaveLength(1 + 1 + 1 + 1 + 4 + 20);
      expect(key.state.internalErrors).toEqual([]);
    },
  );
});

describe('cost', () => {
  it('a listing of 30 services and 100 passkeys is 6 + 30 + 100 transactions with metadata and retries', async () => {
    const clock = createManualClock();
    const options = { personality: 'strict21', seed: 5, clock, pin: '123456', credentials: accounts(30, 100) } as const;
    const key = createVirtualKey(options);
    const client = new RawClient(key.port);
    await client.init();
    await client.ctap(4);
    await client.ctap(6, map([2, 1]));
    const { token } = await client.token(2, '123456', 4);
    if (token === null) throw new Error('no token');
    await client.manage(token, 1);
    await client.list(token);
    expect(key.log.entries).toHaveLength(6 + 30 + 100);
    expect(key.log.named('credentialManagement')).toHaveLength(1 + 30 + 100);
    expect(key.log.named('credentialManagement.enumerateRpsBegin')).toHaveLength(1);
    key.log.clear();
    expect(key.log.entries).toHaveLength(0);
  });
});
