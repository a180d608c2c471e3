import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinuxRoots } from '../../src-main/hid/linux-hidraw.ts';

export interface FakeNode {
  readonly descriptor: Uint8Array;
  readonly ids?: { readonly vendor: number; readonly product: number };
  readonly name?: string;
  readonly unique?: string;
  /** Strings of the USB device; left out: no USB device above (as with uhid). */
  readonly usb?: { readonly manufacturer?: string; readonly product?: string; readonly serial?: string };
  /** Number that the kernel counts up with every HID device. */
  readonly counter?: number;
  readonly node?: 'present' | 'absent' | 'no-access';
}

/** A directory tree that looks like /sys and /dev to the Linux transport. */
export class FakeSysfs {
  readonly roots: LinuxRoots;
  readonly #base: string;

  constructor() {
    this.#base = mkdtempSync(join(tmpdir(), 'sparekey-sysfs-'));
    this.roots = { sys: join(this.#base, 'sys'), dev: join(this.#base, 'dev') };
    mkdirSync(join(this.roots.sys, 'class/hidraw'), { recursive: true });
    mkdirSync(this.roots.dev);
  }

  path(number: number): string {
    return join(this.roots.dev, `hidraw${number}`);
  }

  plug(number: number, node: FakeNode): void {
    const { vendor, product } = node.ids ?? { vendor: 0x1050, product: 0x0407 };
    const ids = [vendor, product].map((id) => id.toString(16).toUpperCase().padStart(4, '0')).join(':');
    const usb = join(this.roots.sys, 'devices/usb1', `1-${number}`);
    const device = join(
      usb,
      `1-${number}:1.0`,
      `0003:${ids}.${(node.counter ?? number).toString(16).padStart(4, '0')}`,
    );
    mkdirSync(device, { recursive: true });
    writeFileSync(join(device, 'report_descriptor'), node.descriptor);
    const uevent = [
      'DRIVER=hid-generic',
      `HID_ID=0003:0000${ids.replace(':', ':0000')}`,
      `HID_NAME=${node.name ?? 'Example Key'}`,
      'HID_PHYS=usb-0000:00:14.0-1/input0',
      `HID_UNIQ=${node.unique ?? ''}`,
      '',
    ];
    writeFileSync(join(device, 'uevent'), uevent.join('\n'));
    if (node.usb !== undefined) {
      writeFileSync(join(usb, 'idVendor'), '1050\n');
      for (const [name, text] of Object.entries(node.usb)) writeFileSync(join(usb, name), `${text}\n`);
    }
    const entry = join(this.roots.sys, 'class/hidraw', `hidraw${number}`);
    mkdirSync(entry);
    symlinkSync(device, join(entry, 'device'));
    if (node.node !== 'absent') writeFileSync(this.path(number), '');
    if (node.node === 'no-access') chmodSync(this.path(number), 0);
  }

  unplug(number: number): void {
    rmSync(join(this.roots.sys, 'class/hidraw', `hidraw${number}`), { recursive: true });
    rmSync(join(this.roots.sys, 'devices/usb1', `1-${number}`), { recursive: true });
    rmSync(this.path(number), { force: true });
  }

  /** Sets the access rights, as udev and logind do some time after the node appeared. */
  setAccess(number: number, mode: number): void {
    chmodSync(this.path(number), mode);
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}
