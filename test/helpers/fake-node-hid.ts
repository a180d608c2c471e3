import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { Device } from 'node-hid';
import type { NodeHidModule } from '../../src-main/hid/node-hid-module.ts';

/** Misbehaviour of a simulated native device; everything can be changed while it is open. */
export interface FakeDeviceBehaviour {
  /** Text of the error with which opening fails. */
  openFails?: string;
  /** Number of opens that fail so; without it all. */
  openFailures?: number;
  /** Called for each write with the bytes as given; its result is node-hid's. Reports are put with `push`. */
  onWrite?: (bytes: Uint8Array) => number;
  writeFails?: string;
  readFails?: string;
  /** Reads or writes never return. */
  hangs?: 'read' | 'write';
}

/**
 * The device behind one path, with the ways of node-hid's native part (3.4.0): jobs of a device run one by one,
 * close waits in the same queue, a closed handle refuses every call, an exhausted read gives zero bytes.
 */
export class FakeNativeDevice {
  readonly behaviour: FakeDeviceBehaviour;
  readonly calls: string[] = [];
  opened = 0;
  closed = 0;
  #reports: Uint8Array[] = [];
  #jobs: Promise<unknown> = Promise.resolve();
  #isClosed = true;
  #running: { stop: boolean } | null = null;
  #arrival: (() => void) | null = null;

  constructor(behaviour: FakeDeviceBehaviour = {}) {
    this.behaviour = behaviour;
  }

  /** Appends input reports to the system's buffer. */
  push(...reports: readonly Uint8Array[]): void {
    this.#reports.push(...reports);
    this.#arrival?.();
  }

  /** Unplugs the device: reads and writes fail from now on. */
  unplug(): void {
    this.behaviour.readFails = 'hid_read_timeout: unexpected poll error (device disconnected)';
    this.behaviour.writeFails = 'No such device';
    this.#arrival?.();
  }

  open(): void {
    this.opened++;
    this.#isClosed = false;
    this.#jobs = Promise.resolve();
  }

  read(timeoutMs = -1): Promise<Buffer> {
    this.#refuseClosed();
    if (this.#running !== null) throw new TypeError('Cannot use read while async read is running');
    this.calls.push(`read ${timeoutMs}`);
    return this.#queue(async () => {
      if (this.behaviour.hangs === 'read') await new Promise(() => undefined);
      await this.#wait(timeoutMs);
      if (this.behaviour.readFails !== undefined)
        throw new Error(`could not read data from device: ${this.behaviour.readFails}`);
      return Buffer.from(this.#reports.shift() ?? []);
    });
  }

  write(bytes: Uint8Array): Promise<number> {
    this.#refuseClosed();
    this.calls.push(`write ${bytes.length}`);
    return this.#queue(async () => {
      if (this.behaviour.hangs === 'write') await new Promise(() => undefined);
      await Promise.resolve();
      if (this.behaviour.writeFails !== undefined)
        throw new Error(`Cannot write to hid device: ${this.behaviour.writeFails}`);
      return this.behaviour.onWrite?.(bytes) ?? bytes.length;
    });
  }

  close(): Promise<void> {
    if (this.#isClosed) throw new TypeError('device is already closed');
    this.#isClosed = true;
    this.calls.push('close');
    return this.#queue(async () => {
      await Promise.resolve();
      this.closed++;
    });
  }

  /** Starts the pushing reader, as the `data` event does; a second one at the same time is an error, as in node-hid. */
  readStart(callback: (error: unknown, data: Buffer | null) => void): void {
    this.#refuseClosed();
    if (this.#running !== null) throw new TypeError('read is already running');
    const running = { stop: false };
    this.#running = running;
    const loop = async (): Promise<void> => {
      while (!running.stop) {
        await this.#wait(50);
        if (this.behaviour.readFails !== undefined) {
          callback(`could not read from HID device: ${this.behaviour.readFails}`, null);
          return;
        }
        const report = this.#reports.shift();
        if (report !== undefined) callback(null, Buffer.from(report));
      }
    };
    void loop();
  }

  readStop(): void {
    if (this.#running !== null) this.#running.stop = true;
    this.#running = null;
  }

  #refuseClosed(): void {
    if (this.#isClosed) throw new TypeError('device has been closed');
  }

  #queue<Value>(job: () => Promise<Value>): Promise<Value> {
    const result = this.#jobs.then(job);
    this.#jobs = result.catch(() => undefined);
    return result;
  }

  async #wait(timeoutMs: number): Promise<void> {
    if (this.#reports.length > 0 || this.behaviour.readFails !== undefined || timeoutMs === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#arrival = resolve;
      if (timeoutMs > 0) timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
    this.#arrival = null;
  }
}

/** Exports of the native module of node-hid, over simulated devices. */
class FakeBinding {
  devices: Device[] = [];
  readonly natives = new Map<string, FakeNativeDevice>();
  listingFails: string | null = null;
  lastOptions: unknown;
  /** The JavaScript part checks instances against this class. */
  readonly HIDAsync = NativeHandle;

  // Arrow functions: the JavaScript part calls them detached.
  readonly devicesAsync = (): Promise<Device[]> =>
    this.listingFails === null ? Promise.resolve(this.devices) : Promise.reject(new Error(this.listingFails));

  readonly openAsyncHIDDevice = async (path: string, options: unknown): Promise<NativeHandle> => {
    await Promise.resolve();
    this.lastOptions = options;
    const native = this.natives.get(path);
    if (native === undefined) {
      throw new Error(
        `cannot open device with path ${path}: Failed to open a device with path '${path}': No such file or directory`,
      );
    }
    if (native.behaviour.openFails !== undefined && (native.behaviour.openFailures ?? 1) > 0) {
      if (native.behaviour.openFailures !== undefined) native.behaviour.openFailures -= 1;
      throw new Error(`cannot open device with path ${path}: ${native.behaviour.openFails}`);
    }
    native.open();
    return new NativeHandle(native);
  };
}

/** Its enumerable methods are what node-hid's wrapper takes over. */
class NativeHandle {
  readonly close: () => Promise<void>;
  readonly readStart: FakeNativeDevice['readStart'];
  readonly readStop: () => void;
  readonly read: (timeoutMs?: number) => Promise<Buffer>;
  readonly write: (bytes: Uint8Array) => Promise<number>;

  constructor(native: FakeNativeDevice) {
    const hidden = { enumerable: false };
    this.read = (timeoutMs) => native.read(timeoutMs);
    this.write = (bytes) => native.write(bytes);
    this.close = () => native.close();
    this.readStart = (callback) => native.readStart(callback);
    this.readStop = () => native.readStop();
    for (const name of ['close', 'readStart', 'readStop']) Object.defineProperty(this, name, hidden);
  }
}

/** node-hid's own class as the tests see it, with what the transport never uses. */
interface WrappedDevice extends EventEmitter {
  read(timeoutMs?: number): Promise<Buffer | undefined>;
  write(data: Buffer): Promise<number>;
  close(): Promise<void>;
}

export interface FakeNodeHid {
  /** node-hid's own JavaScript, over the simulated native part. */
  readonly module: NodeHidModule & { readonly HIDAsync: { open(path: string): Promise<WrappedDevice> } };
  readonly binding: FakeBinding;
  /** Adds a device that is listed with these fields; defaults are those of a FIDO interface. */
  add(device: Partial<Device> & { readonly path: string }, behaviour?: FakeDeviceBehaviour): FakeNativeDevice;
}

/**
 * Loads node-hid's JavaScript afresh over a native part that is simulated. Its JavaScript is the real one on
 * purpose: three of the known crashes are in it.
 */
export function fakeNodeHid(): FakeNodeHid {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('node-hid');
  const loader = createRequire(entry).resolve('pkg-prebuilds/bindings');
  const binding = new FakeBinding();
  const saved = new Map([entry, loader].map((path) => [path, require.cache[path]]));
  try {
    delete require.cache[entry];
    require(loader);
    const loaded = require.cache[loader];
    if (loaded === undefined) throw new Error('the loader of native modules is not where it was');
    const stub = Object.assign(Object.create(Object.getPrototypeOf(loaded) as object) as NodeJS.Module, loaded);
    stub.exports = () => binding;
    require.cache[loader] = stub;
    const module = require('node-hid') as FakeNodeHid['module'];
    // The native part is loaded on first use: use it while the loader is replaced.
    void module.devicesAsync();
    return {
      module,
      binding,
      add(device, behaviour = {}) {
        const native = new FakeNativeDevice(behaviour);
        binding.natives.set(device.path, native);
        binding.devices.push({
          vendorId: 0x1050,
          productId: 0x0407,
          release: 0,
          interface: 1,
          usagePage: 0xf1d0,
          usage: 1,
          ...device,
        });
        return native;
      },
    };
  } finally {
    for (const [path, module] of saved) {
      if (module === undefined) delete require.cache[path];
      else require.cache[path] = module;
    }
  }
}
