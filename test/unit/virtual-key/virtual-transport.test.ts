import { describe, expect, it } from 'vitest';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import type { HidConnection } from '../../../src-shared/hid/hid-transport.ts';
import { createDemoKeys } from '../../../src-virtual-key/demo-keys.ts';
import { createManualClock, type ManualClock } from '../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport, type VirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';
import { RawClient, hex, unhex } from '../../helpers/raw-ctap-client.ts';

interface Bench {
  readonly clock: ManualClock;
  readonly keys: readonly [VirtualKey, VirtualKey];
  readonly transport: VirtualTransport;
  open(): Promise<HidConnection>;
}

function bench(): Bench {
  const clock = createManualClock();
  const keys = [
    createVirtualKey({ personality: 'strict21', seed: 1, clock, touch: () => 'ignore' }),
    createVirtualKey({ personality: 'strict21', seed: 2, clock }),
  ] as const;
  const transport = createVirtualTransport(keys, { clock });
  return { clock, keys, transport, open: () => transport.open('virtual-key-0') };
}

const initReport = (() => {
  const report = new Uint8Array(64);
  report.set(unhex('ffffffff8600080102030405060708'));
  return report;
})();

async function reasonOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'none',
    (error: unknown) => (error instanceof HidError ? error.reason : 'other'),
  );
}

describe('virtual transport', () => {
  it('lists keys in a stable order with their USB identity, marked as simulated', async () => {
    const { transport } = bench();
    const list = await transport.list();
    expect(list.map((info) => info.path)).toEqual(['virtual-key-0', 'virtual-key-1']);
    expect(list[0]).toMatchObject({ vendorId: 0x1209, productId: 0x21, simulated: true, inputReportSize: 64 });
    expect(list[0]?.product).toMatch(/virtual/i);
    expect(list[0]?.plugId).not.toBe(list[1]?.plugId);
  });

  it('carries reports; a read without a report ends with null after its time', async () => {
    const { clock, open } = bench();
    const connection = await open();
    let result: unknown = 'pending';
    void connection.read(1000).then((report) => (result = report));
    await clock.advance(999);
    expect(result).toBe('pending');
    await clock.advance(1);
    expect(result).toBeNull();
    expect(await connection.read(0)).toBeNull();
    await connection.write(initReport);
    expect(hex((await connection.read(1000)) ?? new Uint8Array()).slice(0, 30)).toBe('ffffffff8600110102030405060708');
  });

  it('A-12 every opener gets every report', async () => {
    const { open } = bench();
    const [first, second] = [await open(), await open()];
    await first.write(initReport);
    expect(await second.read(10)).toEqual(await first.read(10));
  });

  it('unplug ends a pending read with gone, later calls too; open of the old path fails', async () => {
    const { keys, transport, open } = bench();
    const connection = await open();
    const pending = reasonOf(connection.read(10_000));
    transport.unplug(keys[0]);
    expect(await pending).toBe('gone');
    expect(await reasonOf(connection.write(initReport))).toBe('gone');
    expect(await reasonOf(connection.read(1))).toBe('gone');
    expect(await reasonOf(open())).toBe('gone');
    await connection.close();
    expect(await reasonOf(connection.read(1))).toBe('closed');
  });

  it('plugging in again gives the same path and a new plugId; the lowest path is reused by another key', async () => {
    const { keys, transport } = bench();
    const before = await transport.list();
    transport.unplug(keys[0]);
    transport.plug(keys[0]);
    const after = await transport.list();
    expect(after[0]?.path).toBe(before[0]?.path);
    expect(after[0]?.plugId).not.toBe(before[0]?.plugId);
    transport.unplug(keys[0]);
    transport.unplug(keys[1]);
    transport.plug(keys[1]);
    expect(transport.pathOf(keys[1])).toBe('virtual-key-0');
    expect(transport.isPlugged(keys[0])).toBe(false);
  });

  it('close ends a pending read with closed and is idempotent', async () => {
    const { keys, transport, open } = bench();
    const connection = await open();
    expect(transport.openConnections(keys[0])).toBe(1);
    const pending = reasonOf(connection.read(10_000));
    await connection.close();
    await connection.close();
    expect(await pending).toBe('closed');
    expect(transport.openConnections(keys[0])).toBe(0);
  });

  it('permission: denied and busy', async () => {
    const { keys, transport, open } = bench();
    transport.setPermission(keys[0], 'denied');
    expect(await reasonOf(open())).toBe('permission');
    transport.setPermission(keys[0], 'busy');
    expect(await reasonOf(open())).toBe('busy');
    transport.setPermission(keys[0], 'ok');
    expect(await reasonOf(open())).toBe('none');
  });

  it('watch hears of plugging, unplugging and permissions until stopped', () => {
    const { keys, transport } = bench();
    let calls = 0;
    const stop = transport.watch(() => calls++);
    transport.unplug(keys[0]);
    transport.plug(keys[0]);
    transport.plug(keys[0]);
    expect(calls).toBe(2);
    stop();
    transport.unplug(keys[0]);
    expect(calls).toBe(2);
  });

  it('unplug while the key waits for touch ends the wait', async () => {
    const { keys, transport } = bench();
    const client = new RawClient(keys[0].port);
    await client.init();
    client.start(0x0b);
    await client.receive();
    expect(keys[0].state.waitingForTouch).toBe(true);
    transport.unplug(keys[0]);
    await client.receive();
    expect(keys[0].state.waitingForTouch).toBe(false);
  });

  it.each([
    ['write', 'before', 1, ['gone']],
    ['write', 'after', 1, ['none', 'gone']],
    ['read', 'before', 1, ['none', 'gone']],
    ['read', 'after', 1, ['none', 'none', 'gone']],
  ] as const)('pulled out at a %s, %s it passed', async (on, when, index, expected) => {
    const { keys, transport, open } = bench();
    const connection = await open();
    keys[0].script.unplugAt({ on, when, index });
    const reasons = [await reasonOf(connection.write(initReport))];
    if (reasons.at(-1) === 'none') reasons.push(await reasonOf(connection.read(10)));
    if (reasons.at(-1) === 'none') reasons.push(await reasonOf(connection.read(10)));
    expect(reasons).toEqual(expected);
    expect(transport.isPlugged(keys[0])).toBe(false);
  });

  it('refuses reports of another size', async () => {
    const { open } = bench();
    expect(await reasonOf((await open()).write(new Uint8Array(65)))).toBe('io');
  });
});

describe('keys of the demonstration', () => {
  it('are the same each time, of several makes, two alike, one without a PIN, with a gap', () => {
    const [first, second] = [createDemoKeys(), createDemoKeys()];
    expect(first.map(({ key }) => key.state.credentials.map(({ id }) => hex(id)))).toEqual(
      second.map(({ key }) => key.state.credentials.map(({ id }) => hex(id))),
    );
    const plugged = first.filter((demo) => demo.plugged);
    expect(plugged.length).toBeGreaterThanOrEqual(3);
    expect(plugged.filter((demo) => demo.pin === null)).toHaveLength(1);
    const usb = plugged.map(({ key }) => JSON.stringify(key.port.usb));
    expect(new Set(usb).size).toBe(usb.length - 1);
    expect(new Set(first.map(({ key }) => key.personality.name)).size).toBeGreaterThanOrEqual(4);
    const [daily, spare] = first.map(({ key }) => new Set(key.state.credentials.map(({ rpId }) => rpId)));
    expect([...(daily ?? [])].filter((rpId) => spare?.has(rpId) !== true).length).toBeGreaterThan(1);
    for (const { key } of first) expect(key.port.usb.product).toMatch(/virtual/i);
  });

  it('the PINs shown are the PINs set, and the person touches after 1.5 s', async () => {
    const clock = createManualClock();
    for (const { key, pin } of createDemoKeys({ clock })) {
      expect(key.state.pinSet).toBe(pin !== null);
      if (pin === null) continue;
      const client = new RawClient(key.port);
      await client.init();
      const permissions = key.personality.permissions ? 4 : null;
      expect((await client.token(key.personality.protocols[0] ?? 1, pin, permissions)).status).toBe(0);
    }
    const work = createDemoKeys({ clock }).find(({ id }) => id === 'work');
    if (work === undefined) throw new Error('no key work');
    const client = new RawClient(work.key.port);
    await client.init();
    client.start(0x0b);
    await clock.advance(1499);
    expect(await client.receive()).toBeNull();
    await clock.advance(1);
    expect((await client.finish()).status).toBe(0);
  });
});
