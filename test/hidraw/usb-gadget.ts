import * as fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { VirtualKeyPort } from '../../src-virtual-key/virtual-key.ts';

/** A virtual key on the pretended USB bus (dummy_hcd): the kernel sees a true USB device come and go. */
export interface UsbPlug {
  /** Its hidraw node. */
  readonly node: string;
  unplug(): Promise<void>;
}

/** FIDO report descriptor (CTAP 2.1 §11.2.8.1): usage page F1D0, one 64-byte report each way. */
const reportDescriptor = Uint8Array.from([
  ...[0x06, 0xd0, 0xf1, 0x09, 0x01, 0xa1, 0x01],
  ...[0x09, 0x20, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x81, 0x02],
  ...[0x09, 0x21, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x91, 0x02],
  0xc0,
]);
const gadgets = '/sys/kernel/config/usb_gadget';
const pollMs = 2;
let count = 0;

/** Plugs a key into the pretended USB bus; resolves when the kernel has made its hidraw node. */
export async function plugIntoUsb(port: VirtualKeyPort): Promise<UsbPlug> {
  count += 1;
  const folder = `${gadgets}/sparekey${count}`;
  const controller = freeController();
  buildGadget(folder, port);
  const before = hidrawNodes();
  fs.writeFileSync(`${folder}/UDC`, controller);
  const stop = await connect(`${folder}/functions/hid.usb0/dev`, port);
  const fresh = (): string | undefined => hidrawNodes().find((node) => !before.includes(node));
  await until(() => fresh() !== undefined, 'no hidraw node came up for the USB key');
  const node = fresh() ?? '';
  return {
    node,
    unplug: async () => {
      stop();
      fs.writeFileSync(`${folder}/UDC`, '\n');
      await until(() => !hidrawNodes().includes(node), 'the hidraw node of the USB key did not go');
      removeGadget(folder);
    },
  };
}

/** Lists the hidraw nodes that are there now. */
export function hidrawNodes(): readonly string[] {
  return fs.existsSync('/sys/class/hidraw') ? fs.readdirSync('/sys/class/hidraw').map((name) => `/dev/${name}`) : [];
}

/** Waits until something holds; throws with the words given after 20 s. */
export async function until(holds: () => boolean, otherwise: string, limitMs = 20_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(otherwise);
    await delay(20);
  }
}

function freeController(): string {
  const taken = new Set(
    fs.readdirSync(gadgets).map((name) => fs.readFileSync(`${gadgets}/${name}/UDC`, 'utf8').trim()),
  );
  const free = fs.readdirSync('/sys/class/udc').find((name) => !taken.has(name));
  if (free === undefined) throw new Error('no free pretended USB port');
  return free;
}

function buildGadget(folder: string, port: VirtualKeyPort): void {
  const { usb } = port;
  const write = (name: string, value: string | Uint8Array): void => fs.writeFileSync(`${folder}/${name}`, value);
  fs.mkdirSync(folder);
  write('idVendor', `0x${usb.vendorId.toString(16)}`);
  write('idProduct', `0x${usb.productId.toString(16)}`);
  write('bcdUSB', '0x0200');
  fs.mkdirSync(`${folder}/strings/0x409`);
  if (usb.manufacturer !== null) write('strings/0x409/manufacturer', usb.manufacturer);
  if (usb.product !== null) write('strings/0x409/product', usb.product);
  if (usb.serialNumber !== null) write('strings/0x409/serialnumber', usb.serialNumber);
  fs.mkdirSync(`${folder}/functions/hid.usb0`);
  write('functions/hid.usb0/protocol', '0');
  write('functions/hid.usb0/subclass', '0');
  write('functions/hid.usb0/report_length', String(port.reportSize));
  write('functions/hid.usb0/report_desc', reportDescriptor);
  fs.mkdirSync(`${folder}/configs/c.1`);
  fs.symlinkSync(`${folder}/functions/hid.usb0`, `${folder}/configs/c.1/hid.usb0`);
}

function removeGadget(folder: string): void {
  fs.unlinkSync(`${folder}/configs/c.1/hid.usb0`);
  for (const part of ['configs/c.1', 'functions/hid.usb0', 'strings/0x409', '']) fs.rmdirSync(`${folder}/${part}`);
}

/** Forwards reports between the gadget's own end (/dev/hidgN) and the key. Returns a function that stops it. */
async function connect(numberFile: string, port: VirtualKeyPort): Promise<() => void> {
  const number = fs.readFileSync(numberFile, 'utf8').trim().split(':')[1] ?? '0';
  const path = `/dev/hidg${number}`;
  await until(() => fs.existsSync(path), `${path} did not come up`);
  // Not blocking: a read that waits in the kernel would outlive the gadget.
  const file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  const waiting: Uint8Array[] = [];
  const deafen = port.onReport((report) => void waiting.push(report.slice()));
  const buffer = Buffer.alloc(port.reportSize);
  const timer = setInterval(() => {
    while (attempt(() => fs.readSync(file, buffer, 0, buffer.length, null)) === buffer.length)
      port.receive(Uint8Array.from(buffer));
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const report = next;
      if (attempt(() => fs.writeSync(file, report)) === null) break;
      waiting.shift();
    }
  }, pollMs);
  return () => {
    clearInterval(timer);
    deafen();
    fs.closeSync(file);
  };
}

/** Returns null where the device is not ready, or not set up by the host yet. */
function attempt(action: () => number): number | null {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EAGAIN' || code === 'ESHUTDOWN' || code === 'EIO') return null;
    throw error;
  }
}
