import {
  close as closeCallback,
  constants,
  open as openCallback,
  read as readCallback,
  write as writeCallback,
} from 'node:fs';
import { promisify } from 'node:util';
import type { VirtualKey } from '../virtual-key.ts';
import { createEvent, destroyEvent, inputEvent, readEvent, uhidEventSize } from './uhid-events.ts';

const close = promisify(closeCallback);
const open = promisify(openCallback);
const read = promisify(readCallback);
const write = promisify(writeCallback);

/** hidraw keeps 64 reports for each opener: longer answers need a breath in between, as USB gives them. */
const burst = 16;
const breathMs = 4;

export interface UhidDevice {
  /** Removes the device from the kernel; the key loses power. */
  unplug(): Promise<void>;
}

export interface UhidOptions {
  /** Text that tells several devices apart (HID_PHYS). */
  readonly physical: string;
  /** Called when the kernel has bound the driver: a hidraw node exists. */
  onStart(): void;
  /** Called when the fault script pulled the key out. */
  onUnplug(): void;
  onFailure(error: unknown): void;
}

/** Plugs a key into the kernel through /dev/uhid. Needs write permission there; throws the system's error. */
export async function createUhidDevice(key: VirtualKey, options: UhidOptions): Promise<UhidDevice> {
  const { port } = key;
  const file = await open('/dev/uhid', constants.O_RDWR);
  let ended = false;
  let queue: Uint8Array[] = [];
  let writing = false;

  const drain = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    try {
      for (let sent = 1; ; sent++) {
        const report = queue.shift();
        if (report === undefined || ended) break;
        await write(file, inputEvent(report));
        if (sent % burst === 0) await new Promise((resolve) => setTimeout(resolve, breathMs));
      }
    } catch (error) {
      if (!ended) options.onFailure(error);
    }
    writing = false;
  };

  key.powerCycle();
  const stopReports = port.onReport((report) => {
    queue.push(report.slice());
    void drain();
  });
  const stopUnplug = port.onUnplug(() => {
    void unplug().catch(options.onFailure);
    options.onUnplug();
  });

  const readLoop = async (): Promise<void> => {
    const buffer = new Uint8Array(uhidEventSize);
    for (;;) {
      await read(file, buffer, 0, buffer.length, null);
      const event = readEvent(buffer, port.reportSize);
      if (event.type === 'start') options.onStart();
      if (event.type === 'output' && !ended) port.receive(event.report);
      // The kernel's last word after UHID_DESTROY; without it the pending read would hold a thread for ever.
      if (event.type === 'stop') return close(file);
    }
  };

  const unplug = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    stopReports();
    stopUnplug();
    queue = [];
    key.powerCycle();
    await write(file, destroyEvent());
  };

  await write(file, createEvent(port.usb, options.physical, port.reportSize));
  readLoop().catch((error: unknown) => {
    if (!ended) options.onFailure(error);
  });
  return { unplug };
}
