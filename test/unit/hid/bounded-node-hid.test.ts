import { describe, expect, it } from 'vitest';
import { boundedNodeHid, type nativeLimits } from '../../../src-main/hid/bounded-node-hid.ts';
import type { NodeHidDevice, NodeHidModule } from '../../../src-main/hid/node-hid-module.ts';

const never = new Promise<never>(() => undefined);
const limits = { list: 5, open: 5, write: 5, read: 5, close: 5 } as unknown as typeof nativeLimits;
const stuck: NodeHidDevice = { on: () => undefined, read: () => never, write: () => never, close: () => never };
const late = { name: 'HidError', reason: 'timeout' };

describe('boundedNodeHid', () => {
  it('ends list and open that never return', async () => {
    const module: NodeHidModule = { devicesAsync: () => never, HIDAsync: { open: () => never } };
    const bounded = boundedNodeHid(module, limits);
    await expect(bounded.devicesAsync()).rejects.toMatchObject(late);
    await expect(bounded.HIDAsync.open('a', { nonExclusive: true })).rejects.toMatchObject(late);
  });

  it('ends read, write and close that never return', async () => {
    const module: NodeHidModule = { devicesAsync: () => never, HIDAsync: { open: () => Promise.resolve(stuck) } };
    const device = await boundedNodeHid(module, limits).HIDAsync.open('a', { nonExclusive: true });
    await expect(device.read(1)).rejects.toMatchObject(late);
    await expect(device.write(Buffer.alloc(65))).rejects.toMatchObject(late);
    await expect(device.close()).rejects.toMatchObject(late);
  });

  it('closes a device that opens when nobody waits for it any more', async () => {
    let arrive: (device: NodeHidDevice) => void = () => undefined;
    const opening = new Promise<NodeHidDevice>((resolve) => (arrive = resolve));
    const module: NodeHidModule = { devicesAsync: () => never, HIDAsync: { open: () => opening } };
    await expect(boundedNodeHid(module, limits).HIDAsync.open('a', { nonExclusive: true })).rejects.toMatchObject(late);
    let closed = 0;
    arrive({ ...stuck, close: async () => void closed++ });
    await expect.poll(() => closed).toBe(1);
  });
});
