import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { HidDeviceInfo } from '../../src-shared/hid/hid-transport.ts';
import { readFidoReports } from './report-descriptor.ts';

/** The mount points of the kernel's file systems are mounted; replaced in tests. */
export interface LinuxRoots {
  readonly sys: string;
  readonly dev: string;
}

export const linuxRoots: LinuxRoots = { sys: '/sys', dev: '/dev' };

/** HID device, USB interface, USB device: the strings are on the third. */
const LEVELS_TO_USB_DEVICE = 4;

/**
 * Lists the FIDO interfaces from sysfs, ordered by node number. World-readable and without opening anything: keys
 * that this user may not open are listed too, keyboards are never touched, and a running operation is not slowed
 * down.
 */
export async function listHidraw(roots: LinuxRoots): Promise<readonly HidDeviceInfo[]> {
  const devices = await Promise.all((await hidrawNames(roots)).map((name) => readHidraw(roots, name)));
  return devices.filter((device) => device !== null);
}

/** Reads one node by name; null where it is gone or no FIDO interface. */
export async function readHidraw(roots: LinuxRoots, name: string): Promise<HidDeviceInfo | null> {
  const link = join(roots.sys, 'class/hidraw', name, 'device');
  try {
    const reports = readFidoReports(await readFile(join(link, 'report_descriptor')));
    if (reports === null) return null;
    const device = await realpath(link);
    const uevent = parseUevent(await readFile(join(link, 'uevent'), 'utf8'));
    const ids = /^[0-9a-f]+:([0-9a-f]+):([0-9a-f]+)$/i.exec(uevent.get('HID_ID') ?? '');
    const usb = await usbStrings(device);
    return {
      path: join(roots.dev, name),
      vendorId: Number.parseInt(ids?.[1] ?? '0', 16) & 0xffff,
      productId: Number.parseInt(ids?.[2] ?? '0', 16) & 0xffff,
      manufacturer: usb?.manufacturer ?? null,
      product: usb?.product ?? textOrNull(uevent.get('HID_NAME')),
      serialNumber: usb?.serial ?? textOrNull(uevent.get('HID_UNIQ')),
      ...reports,
      plugId: await plugIdOf(device, join(roots.dev, name)),
      plugOrder: plugOrderOf(device),
      simulated: false,
    };
  } catch {
    // Any file may vanish between two steps: the key left.
    return null;
  }
}

/** Describes what is plugged in, as one text that changes when anything comes, goes or becomes accessible. */
export async function fingerprintHidraw(roots: LinuxRoots): Promise<string> {
  const parts = (await hidrawNames(roots)).map(async (name) => {
    const device = await realpath(join(roots.sys, 'class/hidraw', name, 'device')).catch(() => '');
    const node = await stat(join(roots.dev, name)).catch(() => null);
    // The change time moves when udev or logind grants access, some time after the node appeared.
    return `${name} ${basename(device)} ${node?.ino} ${node?.ctimeMs}`;
  });
  return (await Promise.all(parts)).join('\n');
}

async function hidrawNames(roots: LinuxRoots): Promise<readonly string[]> {
  const names = await readdir(join(roots.sys, 'class/hidraw')).catch(() => []);
  return names.filter((name) => /^hidraw\d+$/.test(name)).sort((left, right) => numberOf(left) - numberOf(right));
}

function numberOf(name: string): number {
  return Number(name.slice('hidraw'.length));
}

function plugOrderOf(device: string): number | null {
  const counter = /\.([0-9a-f]+)$/i.exec(basename(device))?.[1];
  return counter === undefined ? null : Number.parseInt(counter, 16);
}

// The kernel numbers every HID device that is added (`0003:1050:0407.0012`, the last part counts up until reboot), and a node that is made
// again gets a new inode. The node's times are left out: granting access changes them.
async function plugIdOf(device: string, node: string): Promise<string> {
  const status = await stat(node).catch(() => null);
  return status === null ? basename(device) : `${basename(device)} ${status.rdev} ${status.ino}`;
}

async function usbStrings(
  device: string,
): Promise<{ manufacturer: string | null; product: string | null; serial: string | null } | null> {
  let directory = device;
  for (let level = 0; level < LEVELS_TO_USB_DEVICE; level++) {
    if ((await readText(join(directory, 'idVendor'))) !== null) {
      const [manufacturer, product, serial] = await Promise.all(
        ['manufacturer', 'product', 'serial'].map((name) => readText(join(directory, name))),
      );
      return { manufacturer: manufacturer ?? null, product: product ?? null, serial: serial ?? null };
    }
    directory = dirname(directory);
  }
  return null;
}

async function readText(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return textOrNull(text?.replace(/\n$/, ''));
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function parseUevent(text: string): ReadonlyMap<string, string> {
  const entries = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
  });
  return new Map(entries);
}
