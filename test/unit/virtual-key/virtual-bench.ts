import { createManualClock, type ManualClock } from '../../../src-virtual-key/virtual-clock.ts';
import {
  createVirtualKey,
  type VirtualCredential,
  type VirtualKey,
  type VirtualKeyOptions,
} from '../../../src-virtual-key/virtual-key.ts';
import { RawClient, type HostToken } from '../../helpers/raw-ctap-client.ts';

export interface VirtualBench {
  readonly key: VirtualKey;
  readonly clock: ManualClock;
  readonly client: RawClient;
  /** Gets a token or throws. */
  token(permissions: number | null, rpId?: string): Promise<HostToken>;
}

/** Creates a key with PIN 1234 on a manual clock and an initialised client; touches are approved at once. */
export async function virtualBench({
  withoutPin,
  ...options
}: Partial<VirtualKeyOptions> & { readonly withoutPin?: boolean } = {}): Promise<VirtualBench> {
  const clock = createManualClock();
  const settings: VirtualKeyOptions = {
    personality: 'strict21',
    seed: 21,
    clock,
    touch: () => 'approve',
    ...(withoutPin === true ? {} : { pin: '1234' }),
  };
  const key = createVirtualKey({ ...settings, ...options });
  const client = new RawClient(key.port);
  await client.init();
  return {
    key,
    clock,
    client,
    token: async (permissions, rpId) => {
      const protocol = key.personality.protocols[0] ?? 1;
      const { status, token } = await client.token(protocol, '1234', permissions, rpId);
      if (token === null) throw new Error(`no token: status ${status}`);
      return token;
    },
  };
}

/** Creates accounts spread over services. */
export function accounts(services: number, count: number): VirtualCredential[] {
  return Array.from({ length: count }, (_, index) => ({
    rpId: `service-${index % services}.example`,
    userId: Uint8Array.of(1, index >> 8, index & 0xff),
    userName: `user${index}`,
    userDisplayName: `User ${index}`,
  }));
}
