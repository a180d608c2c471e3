import { readFileSync, readdirSync } from 'node:fs';
import type { TouchAnswer } from '../authenticator/touch-sensor.ts';
import { toHex } from '../codec/bytes.ts';
import type { VirtualKey } from '../virtual-key.ts';
import { type UhidDevice, createUhidDevice } from './uhid-device.ts';

/** One simulated key and its place at the kernel. */
export interface UhidStation {
  readonly key: VirtualKey;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  setTouch(answer: TouchAnswer): void;
  describe(): Readonly<Record<string, unknown>>;
}

export type ReportEvent = (event: Readonly<Record<string, unknown>>) => void;

const nodePollMs = 10;
const nodePolls = 300;

/** Creates the place of key number `index`; what happens to it is told through `report`. */
export function createUhidStation(
  index: number,
  key: VirtualKey,
  touch: TouchAnswer,
  report: ReportEvent,
): UhidStation {
  let device: UhidDevice | null = null;
  let answer = touch;
  let node: string | null = null;
  const physical = `sparekey-virtual-${process.pid}-${index}`;

  key.setTouchPolicy(() => {
    report({ event: 'touch-wanted', key: index });
    return answer;
  });

  return {
    key,
    plug: async () => {
      if (device !== null) return;
      const failed = (error: unknown): void => report({ event: 'error', key: index, message: String(error) });
      device = await createUhidDevice(key, {
        physical,
        onStart: () => undefined,
        onUnplug: () => {
          device = null;
          report({ event: 'unplugged', key: index, by: 'fault' });
        },
        onFailure: failed,
      });
      node = await findNode(physical);
      report({ event: 'plugged', key: index, node });
    },
    unplug: async () => {
      const current = device;
      device = null;
      node = null;
      if (current === null) return;
      await current.unplug();
      report({ event: 'unplugged', key: index, by: 'command' });
    },
    setTouch: (next) => {
      answer = next;
    },
    describe: () => ({
      event: 'state',
      key: index,
      personality: key.personality.name,
      plugged: device !== null,
      node,
      pinSet: key.state.pinSet,
      pinRetries: key.state.pinRetries,
      waitingForTouch: key.state.waitingForTouch,
      resets: key.state.resets,
      winks: key.state.winks,
      internalErrors: key.state.internalErrors.map(String),
      credentials: key.state.credentials.map((credential) => ({
        id: toHex(credential.id),
        rpId: credential.rpId,
        userId: toHex(credential.userId),
        userName: credential.userName,
        userDisplayName: credential.userDisplayName,
        algorithm: credential.algorithm,
        credProtect: credential.protection,
      })),
    }),
  };
}

/** Finds the hidraw node of a device by its HID_PHYS; null when none appeared within 3 s. */
async function findNode(physical: string): Promise<string | null> {
  for (let poll = 0; poll < nodePolls; poll++) {
    for (const name of hidrawNames()) {
      try {
        const uevent = readFileSync(`/sys/class/hidraw/${name}/device/uevent`, 'utf8');
        if (uevent.split('\n').includes(`HID_PHYS=${physical}`)) return `/dev/${name}`;
      } catch {
        // The device went away between listing and reading.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, nodePollMs));
  }
  return null;
}

function hidrawNames(): readonly string[] {
  try {
    return readdirSync('/sys/class/hidraw');
  } catch {
    return [];
  }
}
