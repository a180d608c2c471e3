import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import type { HidConnection, HidTransport } from '../../../src-shared/hid/hid-transport.ts';
import { createNodeHidTransport } from '../../../src-main/hid/node-hid-transport.ts';
import { type FakeNodeHid, fakeNodeHid, type FakeNativeDevice } from '../../helpers/fake-node-hid.ts';
import { FakeSysfs } from '../../helpers/fake-sysfs.ts';
import * as descriptors from '../../vectors/report-descriptors.ts';

async function failure(promise: Promise<unknown>): Promise<HidError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HidError)) throw new Error(`no HidError: ${String(error)}`);
  return error;
}

const report = Uint8Array.from({ length: 64 }, (_, index) => index);

let hid: FakeNodeHid;
let uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

beforeEach(() => {
  hid = fakeNodeHid();
  uncaught = [];
  process.on('uncaughtException', note).on('unhandledRejection', note);
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('uncaughtException', note).off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

describe('Windows and macOS', () => {
  function transport(platform: NodeJS.Platform = 'darwin'): HidTransport {
    return createNodeHidTransport({ hid: hid.module, platform });
  }

  it('F-20 lists FIDO interfaces only, each once, in a stable order, without opening anything', async () => {
    for (let index = 0; index < 100; index++) hid.add({ path: `kbd${index}`, usagePage: 1, usage: 6 });
    hid.add({ path: 'b', vendorId: 0xf055, productId: 0x9001, manufacturer: 'M', product: 'P', serialNumber: 'S' });
    hid.add({ path: 'a', manufacturer: '', product: '', serialNumber: '' });
    hid.add({ path: 'b' });
    hid.add({ path: 'other-usage', usage: 2 });
    hid.add({ path: 'pointer', usagePage: 1, usage: 1 });
    hid.binding.devices.push({ vendorId: 1, productId: 2, release: 0, interface: 0, usagePage: 0xf1d0, usage: 1 });
    hid.binding.devices.push({ path: 'bare', vendorId: 1, productId: 2, release: 0, interface: 0 });
    const listed = await transport().list();
    expect(listed.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(listed[0]).toMatchObject({ manufacturer: null, product: null, serialNumber: null, inputReportSize: null });
    expect(Array.from(hid.binding.natives.values()).every((native) => native.opened === 0)).toBe(true);
  });

  it('F-20 never opens what it has not listed as FIDO', async () => {
    const keyboard = hid.add({ path: 'kbd', usagePage: 1, usage: 6 });
    const subject = transport();
    await subject.list();
    expect((await failure(subject.open('kbd'))).reason).toBe('gone');
    expect(keyboard.opened).toBe(0);
  });

  it('F-02 gives a new plug identity after the path was away, and after the connection failed', async () => {
    const native = hid.add({ path: 'a' });
    const subject = transport();
    const first = (await subject.list())[0]?.plugId;
    expect((await subject.list())[0]?.plugId).toBe(first);
    const { devices } = hid.binding;
    hid.binding.devices = [];
    expect(await subject.list()).toEqual([]);
    hid.binding.devices = devices;
    const second = (await subject.list())[0]?.plugId;
    expect(second).not.toBe(first);
    const connection = await subject.open('a');
    native.unplug();
    await failure(connection.read(0));
    expect((await subject.list())[0]?.plugId).not.toBe(second);
  });

  it('says that the library failed to list', async () => {
    hid.binding.listingFails = 'hidapi not initialized';
    expect((await failure(transport().list())).reason).toBe('unusable');
  });

  it('opens shared', async () => {
    hid.add({ path: 'a' });
    const subject = transport();
    await subject.list();
    const connection = await subject.open('a');
    expect(hid.binding.lastOptions).toEqual({ nonExclusive: true });
    expect([connection.inputReportSize, connection.outputReportSize]).toEqual([64, 64]);
    await connection.close();
  });

  it.each([
    ['F-07', 'CreateFile: (0x00000005) Zugriff verweigert', 'permission'],
    ['F-07', 'CreateFile: (0x00000020) Der Prozess kann nicht zugreifen', 'busy'],
    ['F-07', 'hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002C5) exclusive access', 'busy'],
    ['F-07', 'hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002E2) not permitted', 'permission'],
    ['F-07', "Failed to open a device with path '/dev/hidraw0': Permission denied", 'permission'],
    ['F-07', "Failed to open a device with path '/dev/hidraw0': Device or resource busy", 'busy'],
    ['F-07', "Failed to open a device with path '/dev/hidraw0': No such device", 'gone'],
    ['F-07', 'something new', 'io'],
  ])('%s maps "%s" to %s', async (_, openFails, reason) => {
    hid.add({ path: 'a' }, { openFails });
    const subject = transport();
    await subject.list();
    expect((await failure(subject.open('a'))).reason).toBe(reason);
  });

  it.each([
    ['win32', 'permission'],
    ['darwin', 'gone'],
  ] as const)(
    'F-07 on %s a first write that fails means %s, a later one that the key left',
    async (platform, reason) => {
      const native = hid.add({ path: 'a' });
      const subject = transport(platform);
      await subject.list();
      const refused = await subject.open('a');
      native.behaviour.writeFails = 'WriteFile: (0x00000005) Access is denied.';
      expect((await failure(refused.write(report))).reason).toBe(reason);
      await refused.close();
      delete native.behaviour.writeFails;
      await subject.list();
      const connection = await subject.open('a');
      await connection.write(report);
      native.behaviour.writeFails = 'x';
      expect((await failure(connection.write(report))).reason).toBe('gone');
    },
  );
});

describe('w5-macos-open', () => {
  const general = 'IOHIDDeviceSetReport failed: (0xE00002BC) (iokit/common) general error';
  const openGeneral = 'failed to open IOHIDDevice from mach entry: (0xE00002BC) (iokit/common) general error';

  async function opened(behaviour: FakeNativeDevice['behaviour']) {
    hid.add({ path: 'a' }, behaviour);
    const transport = createNodeHidTransport({ hid: hid.module, platform: 'darwin' });
    const [before] = await transport.list();
    return { transport, before, open: () => transport.open('a') };
  }

  it('a general error at open is a key in use, as exclusive access is', async () => {
    const { open } = await opened({ openFails: openGeneral });
    expect((await failure(open())).reason).toBe('busy');
  });

  it('a refusal at open stays a missing permission', async () => {
    const { open } = await opened({ openFails: '… (0xE00002E2) (iokit/common) not permitted' });
    expect((await failure(open())).reason).toBe('permission');
  });

  it('a first write that fails so is a key in use, and the key was not unplugged', async () => {
    const { transport, before, open } = await opened({ writeFails: general });
    const connection = await open();
    expect((await failure(connection.write(report))).reason).toBe('busy');
    await connection.close();
    expect(await transport.list()).toEqual([before]);
  });

  it('any other first write that fails, and any later one, means that the key is gone', async () => {
    const { open } = await opened({ writeFails: '(0xE00002C0) no such device' });
    const connection = await open();
    expect((await failure(connection.write(report))).reason).toBe('gone');
    hid.add({ path: 'b' });
    const other = createNodeHidTransport({ hid: hid.module, platform: 'darwin' });
    await other.list();
    const second = await other.open('b');
    await second.write(report);
    const native = hid.binding.natives.get('b');
    if (native !== undefined) native.behaviour.writeFails = general;
    expect((await failure(second.write(report))).reason).toBe('gone');
  });
});

describe('an open device', () => {
  let native: FakeNativeDevice;
  let connection: HidConnection;

  beforeEach(async () => {
    native = hid.add({ path: 'a' });
    const transport = createNodeHidTransport({ hid: hid.module, platform: 'darwin' });
    await transport.list();
    connection = await transport.open('a');
  });

  afterEach(() => connection.close());

  it('writes the report behind a zero', async () => {
    const written: Uint8Array[] = [];
    native.behaviour.onWrite = (bytes) => written.push(Uint8Array.from(bytes)) * 65;
    await connection.write(report);
    expect(written).toEqual([Uint8Array.of(0, ...report)]);
  });

  it('refuses a report of another size without writing', async () => {
    expect((await failure(connection.write(new Uint8Array(65)))).reason).toBe('io');
    expect(native.calls).toEqual([]);
  });

  it.each([0, 63, -1])('A-27 a write that reports %i bytes means that the key left', async (written) => {
    native.behaviour.onWrite = () => written;
    expect((await failure(connection.write(report))).reason).toBe('gone');
  });

  it.each([64, 65])('takes %i as written whole: platforms count differently', async (written) => {
    native.behaviour.onWrite = () => written;
    await connection.write(report);
  });

  it('reads reports as they come, as copies', async () => {
    native.push(report, report.slice(0, 8));
    expect(await connection.read(50)).toEqual(report);
    expect(await connection.read(50)).toEqual(report.slice(0, 8));
    expect(await connection.read(0)).toBeNull();
  });

  it('F-15 asks the library for slices of 100 ms at most', async () => {
    const before = performance.now();
    expect(await connection.read(250)).toBeNull();
    expect(performance.now() - before).toBeGreaterThanOrEqual(245);
    const slices = native.calls.map((call) => Number(call.split(' ')[1]));
    expect(slices.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...slices)).toBeLessThanOrEqual(100);
  });

  it('A-28 has no reader between the calls: ten thousand reports wait in the system', async () => {
    native.push(...Array.from({ length: 10_000 }, () => report));
    for (let count = 0; count < 10_000; count++) await connection.read(0);
    expect(await connection.read(0)).toBeNull();
  });

  it('F-01 ends a pending read with "gone" at unplug, and stays so', async () => {
    const pending = failure(connection.read(5000));
    await new Promise((resolve) => setTimeout(resolve, 10));
    native.unplug();
    expect((await pending).reason).toBe('gone');
    const calls = native.calls.length;
    expect((await failure(connection.write(report))).reason).toBe('gone');
    expect((await failure(connection.read(10))).reason).toBe('gone');
    expect(native.calls).toHaveLength(calls);
  });

  it('F-14 close during a pending read: the read ends with "closed", the close waits for it', async () => {
    const pending = failure(connection.read(5000));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const before = performance.now();
    await connection.close();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(native.closed).toBe(1);
    expect((await pending).reason).toBe('closed');
  });

  it('F-14 close twice, at once and later, closes once', async () => {
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    expect(native.calls.filter((call) => call === 'close')).toHaveLength(1);
  });

  it('F-14 read and write after close are refused without a native call', async () => {
    await connection.close();
    const calls = native.calls.length;
    expect((await failure(connection.read(10))).reason).toBe('closed');
    expect((await failure(connection.write(report))).reason).toBe('closed');
    expect(native.calls).toHaveLength(calls);
  });

  it('F-14 close after unplug', async () => {
    native.unplug();
    await failure(connection.read(10));
    await connection.close();
    expect(native.closed).toBe(1);
  });

  it('F-14 twenty times open, read and close leaves nothing open', async () => {
    const transport = createNodeHidTransport({ hid: hid.module, platform: 'darwin' });
    await transport.list();
    await connection.close();
    for (let count = 0; count < 20; count++) {
      const again = await transport.open('a');
      const read = failure(again.read(1000));
      await again.close();
      expect((await read).reason).toBe('closed');
    }
    expect(native.opened).toBe(21);
    expect(native.closed).toBe(21);
  });

  it.each(['read', 'write'] as const)(
    'F-15 a native %s that never returns does not keep close for ever',
    async (which) => {
      native.behaviour.hangs = which;
      const pending = failure(which === 'read' ? connection.read(100) : connection.write(report));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const before = performance.now();
      await connection.close();
      expect(performance.now() - before).toBeLessThan(15_000);
      expect((await pending).reason).toBe('closed');
      expect((await failure(connection.read(0))).reason).toBe('closed');
    },
  );

  it('F-19 an error event without a read under way is remembered, not thrown', async () => {
    const device = await hid.module.HIDAsync.open('a');
    // Shows that the library would throw without a listener.
    expect(() => device.emit('error', new Error('read failed'))).toThrow('read failed');
    const { NodeHidConnection } = await import('../../../src-main/hid/node-hid-connection.ts');
    const failures: string[] = [];
    const wrapped = new NodeHidConnection(device, {
      inputReportSize: 64,
      outputReportSize: 64,
      firstWriteFailure: () => 'gone',
      onFailure: () => failures.push('failed'),
    });
    device.emit('error', 'could not read from HID device');
    device.emit('error', new Error('again'));
    expect((await failure(wrapped.read(10))).reason).toBe('gone');
    expect(failures).toEqual(['failed']);
    await wrapped.close();
  });

  it('F-19 no data listener is ever attached: the crashes of the pushing reader cannot happen', async () => {
    native.push(report);
    await connection.read(10);
    await connection.write(report);
    expect(native.calls.every((call) => call.startsWith('read') || call.startsWith('write'))).toBe(true);
    // What it would cost: a second reader throws inside process.nextTick.
    const device = await hid.module.HIDAsync.open('a');
    const thrown = new Promise((resolve) => {
      process.off('uncaughtException', note);
      process.once('uncaughtException', resolve);
    });
    device.on('data', () => undefined);
    device.on('data', () => undefined);
    expect(await thrown).toMatchObject({ message: 'read is already running' });
    process.on('uncaughtException', note);
    device.removeAllListeners('data');
    await device.close();
  });
});

describe('Linux', () => {
  let sysfs: FakeSysfs;
  let transport: HidTransport;

  beforeEach(() => {
    sysfs = new FakeSysfs();
    transport = createNodeHidTransport({ hid: hid.module, platform: 'linux', roots: sysfs.roots });
  });

  afterEach(() => sysfs.remove());

  it('lists nothing where there is no HID at all', async () => {
    expect(await transport.list()).toEqual([]);
    const nowhere = { sys: '/nonexistent', dev: '/nonexistent' };
    expect(await createNodeHidTransport({ hid: hid.module, platform: 'linux', roots: nowhere }).list()).toEqual([]);
  });

  it('lists FIDO interfaces with every field, ordered by node number', async () => {
    sysfs.plug(10, {
      descriptor: descriptors.fido64,
      ids: { vendor: 0x20a0, product: 0x42b2 },
      name: 'Nitrokey 3',
      unique: '1A2B',
    });
    sysfs.plug(2, {
      descriptor: descriptors.fido64,
      usb: { manufacturer: 'Yubico', product: 'YubiKey OTP+FIDO+CCID' },
    });
    sysfs.plug(0, { descriptor: descriptors.keyboard });
    const listed = await transport.list();
    expect(listed.map(({ plugId, ...rest }) => [rest, plugId.split(' ')[0]])).toEqual([
      [
        {
          path: sysfs.path(2),
          vendorId: 0x1050,
          productId: 0x0407,
          manufacturer: 'Yubico',
          product: 'YubiKey OTP+FIDO+CCID',
          serialNumber: null,
          inputReportSize: 64,
          outputReportSize: 64,
          simulated: false,
          plugOrder: 2,
        },
        '0003:1050:0407.0002',
      ],
      [
        {
          path: sysfs.path(10),
          vendorId: 0x20a0,
          productId: 0x42b2,
          manufacturer: null,
          product: 'Nitrokey 3',
          serialNumber: '1A2B',
          inputReportSize: 64,
          outputReportSize: 64,
          simulated: false,
          plugOrder: 10,
        },
        '0003:20A0:42B2.000a',
      ],
    ]);
  });

  it('F-20 one hundred keyboards and one key without any strings', async () => {
    for (let number = 0; number < 100; number++) sysfs.plug(number, { descriptor: descriptors.keyboard });
    sysfs.plug(100, { descriptor: descriptors.fido64, name: '', usb: {} });
    const listed = await transport.list();
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatchObject({ product: null, manufacturer: null, serialNumber: null });
    expect((await failure(transport.open(sysfs.path(5)))).reason).toBe('gone');
  });

  it('opens with the sizes that the descriptor names', async () => {
    sysfs.plug(1, { descriptor: descriptors.fidoWith(8, 32) });
    hid.add({ path: sysfs.path(1) });
    const connection = await transport.open(sysfs.path(1));
    expect([connection.inputReportSize, connection.outputReportSize]).toEqual([8, 32]);
    await connection.write(new Uint8Array(32));
    await connection.close();
  });

  it.each([
    ['7 bytes', descriptors.fidoWith(7, 7)],
    ['65 bytes', descriptors.fidoWith(65, 65)],
    ['1024 bytes', descriptors.fidoWith(1024, 1024)],
    ['no output report', descriptors.fidoWith(64, null)],
    ['the usage twice', descriptors.fidoTwice],
    ['the usage absent', descriptors.fidoPageWithoutUsage],
  ])('A-29 %s: listed, "unsupported", never opened', async (_, descriptor) => {
    sysfs.plug(1, { descriptor });
    const native = hid.add({ path: sysfs.path(1) });
    expect(await transport.list()).toHaveLength(1);
    expect((await failure(transport.open(sysfs.path(1)))).reason).toBe('unsupported');
    expect(native.opened).toBe(0);
  });

  it.each(['EACCES', 'EPERM'])(
    'F-06 a key that this user may not open (%s) is listed, and opening names it',
    async (code) => {
      sysfs.plug(1, { descriptor: descriptors.fido64 });
      const native = hid.add({ path: sysfs.path(1) });
      const asked: string[] = [];
      const refusing = createNodeHidTransport({
        hid: hid.module,
        platform: 'linux',
        roots: sysfs.roots,
        checkAccess: (path) => {
          asked.push(path);
          return Promise.reject(Object.assign(new Error(code), { code }));
        },
      });
      expect(await refusing.list()).toHaveLength(1);
      const error = await failure(refusing.open(sysfs.path(1)));
      expect(error).toMatchObject({ reason: 'permission', cause: { code } });
      expect(asked).toEqual([sysfs.path(1)]);
      expect(native.opened).toBe(0);
    },
  );

  it.skipIf(process.getuid?.() === 0)('F-06 the same by the rights of the file (not as root)', async () => {
    sysfs.plug(1, { descriptor: descriptors.fido64, node: 'no-access' });
    hid.add({ path: sysfs.path(1) });
    expect((await failure(transport.open(sysfs.path(1)))).reason).toBe('permission');
  });

  it('F-06 the library itself is refused (root, device cgroup)', async () => {
    sysfs.plug(1, { descriptor: descriptors.fido64 });
    hid.add({ path: sysfs.path(1) }, { openFails: `Failed to open a device with path 'x': Operation not permitted` });
    expect((await failure(transport.open(sysfs.path(1)))).reason).toBe('permission');
  });

  it('F-06 a node that is not let into this container is a missing permission', async () => {
    sysfs.plug(1, { descriptor: descriptors.fido64, node: 'absent' });
    expect(await transport.list()).toHaveLength(1);
    expect((await failure(transport.open(sysfs.path(1)))).reason).toBe('permission');
  });

  it('says "gone" for a key that left before it was opened', async () => {
    expect((await failure(transport.open(sysfs.path(1)))).reason).toBe('gone');
    sysfs.plug(1, { descriptor: descriptors.fido64 });
    expect((await failure(transport.open('/somewhere/else/hidraw1'))).reason).toBe('gone');
  });

  it('F-02 F-03 the same path after a replug has another identity; granting access changes nothing', async () => {
    sysfs.plug(1, { descriptor: descriptors.fido64, counter: 5 });
    const plugId = async (): Promise<string | undefined> => (await transport.list())[0]?.plugId;
    const first = await plugId();
    expect(first).toBeDefined();
    sysfs.setAccess(1, 0o666);
    expect(await plugId()).toBe(first);
    sysfs.unplug(1);
    sysfs.plug(1, { descriptor: descriptors.fido64, counter: 6 });
    expect(await plugId()).not.toBe(first);
  });

  it('watch tells of coming, going, replacing and granted access, and stops', async () => {
    sysfs.plug(1, { descriptor: descriptors.fido64 });
    let changes = 0;
    const stop = transport.watch?.(() => changes++);
    const until = async (expected: number): Promise<void> => {
      const giveUpAt = performance.now() + 5000;
      while (changes < expected && performance.now() < giveUpAt)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(changes).toBe(expected);
    };
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(changes).toBe(0);
    sysfs.plug(2, { descriptor: descriptors.fido64 });
    await until(1);
    sysfs.setAccess(2, 0o640);
    await until(2);
    sysfs.unplug(2);
    sysfs.plug(2, { descriptor: descriptors.fido64, counter: 99 });
    await until(3);
    stop?.();
    sysfs.unplug(2);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(changes).toBe(3);
  });
});
