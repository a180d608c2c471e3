import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import * as nodeHid from 'node-hid';
import { HidError, type HidErrorReason } from '../../src-shared/hid/hid-error.ts';
import type { HidConnection, HidDeviceInfo, HidTransport } from '../../src-shared/hid/hid-transport.ts';
import { boundedNodeHid, nativeLimits } from './bounded-node-hid.ts';
import { type LinuxRoots, linuxRoots, listHidraw, readHidraw } from './linux-hidraw.ts';
import { withinNativeLimit } from './native-limit.ts';
import { NodeHidConnection } from './node-hid-connection.ts';
import type { NodeHidModule } from './node-hid-module.ts';
import { openFailureReason } from './open-failure-reason.ts';
import { DEFAULT_REPORT_SIZE, isUsableReportSize } from './report-size.ts';
import { watchHidraw } from './watch-hidraw.ts';

const FIDO_USAGE_PAGE = 0xf1d0;
const FIDO_USAGE = 0x01;

export interface NodeHidTransportOptions {
  readonly hid?: NodeHidModule | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  readonly roots?: LinuxRoots | undefined;
  /** Asks the system whether this user may read and write the node (Linux); rejects where not. */
  readonly checkAccess?: ((path: string) => Promise<void>) | undefined;
}

/**
 * Returns the transport to real keys. On Linux it lists from sysfs and opens hidraw nodes; elsewhere node-hid does
 * both.
 *
 * Programs built on libfido2 take an advisory lock (flock) on the hidraw node while they work. Taking or honouring
 * that lock needs the file descriptor, which node-hid does not give away; two programs that use one key at the same
 * time are told apart by CTAPHID channels and CHANNEL_BUSY only.
 */
export function createNodeHidTransport(options: NodeHidTransportOptions = {}): HidTransport {
  const hid = boundedNodeHid(options.hid ?? nodeHid);
  const platform = options.platform ?? process.platform;
  return platform === 'linux'
    ? new LinuxTransport(hid, options.roots ?? linuxRoots, options.checkAccess ?? checkAccess)
    : new LibraryTransport(hid, platform === 'win32' ? refusedAtFirstWrite : busyAtFirstWrite);
}

class LinuxTransport implements HidTransport {
  readonly #hid: NodeHidModule;
  readonly #roots: LinuxRoots;
  readonly #checkAccess: (path: string) => Promise<void>;

  constructor(hid: NodeHidModule, roots: LinuxRoots, checkNode: (path: string) => Promise<void>) {
    this.#hid = hid;
    this.#roots = roots;
    this.#checkAccess = checkNode;
  }

  list(): Promise<readonly HidDeviceInfo[]> {
    return usable(withinNativeLimit(listHidraw(this.#roots), nativeLimits.list, 'list'));
  }

  async open(path: string): Promise<HidConnection> {
    const device = await this.#find(path);
    if (device === null) throw new HidError('gone', 'the key is no longer there');
    assertUsable(device);
    // The library's error is only a text; the system's says which of the possible fixes is the right one.
    await withinNativeLimit(this.#checkAccess(path), nativeLimits.open, 'access').catch(async (error: unknown) => {
      throw error instanceof HidError ? error : await this.#accessFailure(path, error);
    });
    return openDevice(this.#hid, device, { firstWriteFailure: () => 'gone', onFailure: () => undefined });
  }

  watch(onChange: () => void): () => void {
    return watchHidraw(this.#roots, onChange);
  }

  async #find(path: string): Promise<HidDeviceInfo | null> {
    const device = await withinNativeLimit(readHidraw(this.#roots, basename(path)), nativeLimits.list, 'list');
    return device?.path === path ? device : null;
  }

  async #accessFailure(path: string, cause: unknown): Promise<HidError> {
    if ((await this.#find(path)) === null) return new HidError('gone', 'the key is no longer there', { cause });
    // In a container sysfs may show a key whose node is not let in: for the person that is a missing permission, too.
    return new HidError('permission', `no read and write access to ${path}`, { cause });
  }
}

/** Windows and macOS. */
class LibraryTransport implements HidTransport {
  readonly #hid: NodeHidModule;
  readonly #firstWriteFailure: (error: unknown) => HidErrorReason;
  /** The number of times that a path was plugged in: Windows gives the same path to whatever sits in the same socket. */
  readonly #generations = new Map<string, number>();
  #present = new Map<string, HidDeviceInfo>();

  constructor(hid: NodeHidModule, firstWriteFailure: (error: unknown) => HidErrorReason) {
    this.#hid = hid;
    this.#firstWriteFailure = firstWriteFailure;
  }

  async list(): Promise<readonly HidDeviceInfo[]> {
    const present = new Map<string, HidDeviceInfo>();
    for (const device of await usable(this.#hid.devicesAsync())) {
      if (device.path === undefined || device.usagePage !== FIDO_USAGE_PAGE || device.usage !== FIDO_USAGE) continue;
      if (!this.#present.has(device.path) && !present.has(device.path)) {
        this.#generations.set(device.path, (this.#generations.get(device.path) ?? 0) + 1);
      }
      present.set(device.path, describe(device, device.path, this.#generations.get(device.path) ?? 0));
    }
    this.#present = present;
    return Array.from(present.values()).sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  async open(path: string): Promise<HidConnection> {
    // Only what the list has shown to be FIDO is ever opened: the same hardware may be a keyboard on its next path.
    const device = this.#present.get(path);
    if (device === undefined) throw new HidError('gone', 'the key is no longer there');
    return openDevice(this.#hid, device, {
      firstWriteFailure: this.#firstWriteFailure,
      // Whatever is listed on this path next counts as plugged in again.
      onFailure: () => this.#present.delete(path),
    });
  }
}

/** Waits for a list of devices. Throws HidError 'unusable' where there is none. */
async function usable<Devices>(list: Promise<Devices>): Promise<Devices> {
  try {
    return await list;
  } catch (error) {
    throw new HidError('unusable', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function openDevice(
  hid: NodeHidModule,
  info: HidDeviceInfo,
  meaning: { readonly firstWriteFailure: (error: unknown) => HidErrorReason; readonly onFailure: () => void },
): Promise<HidConnection> {
  const inputReportSize = info.inputReportSize ?? DEFAULT_REPORT_SIZE;
  const outputReportSize = info.outputReportSize ?? DEFAULT_REPORT_SIZE;
  try {
    // macOS: shared, so that a browser can use the key while we have it open.
    const device = await hid.HIDAsync.open(info.path, { nonExclusive: true });
    return new NodeHidConnection(device, { inputReportSize, outputReportSize, ...meaning });
  } catch (error) {
    if (error instanceof HidError) throw error;
    throw new HidError(openFailureReason(error), `cannot open ${info.path}`, { cause: error });
  }
}

/** Returns what a failed first write means on Windows: opening falls back to no access at all, and the refusal shows then. */
function refusedAtFirstWrite(): HidErrorReason {
  return 'permission';
}

/** Returns what a failed first write means on macOS: another program's access shows then where opening did not notice it. */
function busyAtFirstWrite(error: unknown): HidErrorReason {
  return openFailureReason(error) === 'busy' ? 'busy' : 'gone';
}

function checkAccess(path: string): Promise<void> {
  return access(path, constants.R_OK | constants.W_OK);
}

function assertUsable(device: HidDeviceInfo): void {
  if (isUsableReportSize(device.inputReportSize) && isUsableReportSize(device.outputReportSize)) return;
  throw new HidError('unsupported', `report sizes ${device.inputReportSize} and ${device.outputReportSize}`);
}

function describe(device: nodeHid.Device, path: string, generation: number): HidDeviceInfo {
  return {
    path,
    vendorId: device.vendorId & 0xffff,
    productId: device.productId & 0xffff,
    manufacturer: textOrNull(device.manufacturer),
    product: textOrNull(device.product),
    serialNumber: textOrNull(device.serialNumber),
    inputReportSize: null,
    outputReportSize: null,
    plugId: `${path} ${generation}`,
    plugOrder: null,
    simulated: false,
  };
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
