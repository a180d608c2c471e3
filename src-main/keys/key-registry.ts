import { createHash } from 'node:crypto';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { HidDeviceInfo } from '../../src-shared/hid/hid-transport.ts';
import { KeyGoneError } from './key-gone-error.ts';
import { KeyRecord } from './key-record.ts';

/** Longest USB string that is kept, in UTF-16 units: descriptors are the device's own words. */
const longestUsbText = 200;

/** The plug-ins of now, each with its record. A record belongs to one path and one plug-in identity for its whole life. */
export class KeyRegistry {
  readonly #records = new Map<string, KeyRecord>();

  /** Lists the keys in the order in which they were plugged in. */
  all(): readonly KeyRecord[] {
    return [...this.#records.values()];
  }

  views(): readonly PluggedKey[] {
    return this.all().map(({ view }) => view);
  }

  /** Finds a record that has not ended. */
  find(handle: KeyHandle): KeyRecord | undefined {
    return this.all().find((record) => record.handle === handle);
  }

  /** Applies a new device list: ends what left or was replaced, makes records for what came. */
  update(devices: readonly HidDeviceInfo[]): {
    readonly added: readonly KeyRecord[];
    readonly ended: readonly KeyRecord[];
  } {
    const present = new Map(devices.map((device) => [plugInId(device), device]));
    const paths = new Set(devices.map(({ path }) => path));
    const ended: KeyRecord[] = [];
    for (const [id, record] of this.#records) {
      if (present.has(id)) continue;
      this.#records.delete(id);
      record.end(new KeyGoneError(paths.has(record.device.path) ? 'changed' : 'removed'));
      ended.push(record);
    }
    const added: KeyRecord[] = [];
    for (const [id, device] of present) {
      if (this.#records.has(id)) continue;
      const record = new KeyRecord(device, unreadView(device));
      this.#records.set(id, record);
      added.push(record);
    }
    return { added, ended };
  }

  /** Ends one record whose key turned out to be another one; the next update() makes a new record for it. */
  discard(record: KeyRecord): void {
    this.#records.delete(plugInId(record.device));
    record.end(new KeyGoneError('changed'));
  }
}

function plugInId({ path, plugId }: HidDeviceInfo): string {
  return createHash('sha256')
    .update(JSON.stringify([path, plugId]))
    .digest('hex');
}

function unreadView(device: HidDeviceInfo): Omit<PluggedKey, 'handle'> {
  return {
    path: device.path,
    vendorId: device.vendorId,
    productId: device.productId,
    manufacturer: capped(device.manufacturer),
    product: capped(device.product),
    usbSerial: capped(device.serialNumber),
    plugOrder: device.plugOrder,
    simulated: device.simulated,
    state: 'reading',
    problem: null,
    facts: null,
    unlocked: false,
    readAccess: null,
  };
}

function capped(text: string | null): string | null {
  return text === null ? null : text.slice(0, longestUsbText);
}
