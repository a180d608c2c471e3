import { createUhidStation } from '../../src-virtual-key/uhid/uhid-station.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../src-virtual-key/virtual-key.ts';
import type { TouchAnswer } from '../../src-virtual-key/authenticator/touch-sensor.ts';
import type { Checks } from './checks.ts';
import { hidrawNodes, plugIntoUsb, until } from './usb-gadget.ts';

/** A virtual key in a slot of the lab machine's kernel. */
export interface LabKey {
  readonly key: VirtualKey;
  /** Its hidraw node while it is plugged in. */
  readonly node: string;
  /** Events of the simulated person, e.g. `touch-wanted`. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  plug(): Promise<void>;
  unplug(): Promise<void>;
  setTouch(answer: TouchAnswer): void;
}

export interface Lab {
  readonly checks: Checks;
  /** Plugs a key in through /dev/uhid. */
  uhid(options: VirtualKeyOptions, touch?: TouchAnswer): Promise<LabKey>;
  /** Plugs a key into the pretended USB bus: strings, interface number and USB parent as with hardware. */
  usb(options: VirtualKeyOptions): Promise<LabKey>;
  /** Unplugs every key; checks that no virtual key had a fault of its own. */
  clear(): Promise<void>;
}

/** Creates the lab's side inside the machine. */
export function createLab(checks: Checks): Lab {
  let present: LabKey[] = [];
  let slots = 0;
  return {
    checks,
    uhid: async (options, touch = 'ignore') => {
      const key = createVirtualKey(options);
      const events: Readonly<Record<string, unknown>>[] = [];
      slots += 1;
      const station = createUhidStation(slots, key, touch, (event) => void events.push(event));
      const plug = async (): Promise<void> => {
        await station.plug();
        if (!nodeOf(station).startsWith('/dev/')) throw new Error('the key got no hidraw node');
      };
      await plug();
      const labKey: LabKey = {
        key,
        get node() {
          return nodeOf(station);
        },
        events,
        plug,
        unplug: async () => {
          const { node } = labKey;
          await station.unplug();
          await until(() => !hidrawNodes().includes(node), 'the hidraw node did not go');
        },
        setTouch: station.setTouch,
      };
      present.push(labKey);
      return labKey;
    },
    usb: async (options) => {
      const key = createVirtualKey(options);
      let plugged: Awaited<ReturnType<typeof plugIntoUsb>> | null = null;
      const plug = async (): Promise<void> => {
        key.powerCycle();
        plugged = await plugIntoUsb(key.port);
      };
      await plug();
      const labKey: LabKey = {
        key,
        get node() {
          return plugged?.node ?? '';
        },
        events: [],
        plug,
        unplug: async () => {
          await plugged?.unplug();
          plugged = null;
        },
        setTouch: (answer) => key.setTouchPolicy(() => answer),
      };
      present.push(labKey);
      return labKey;
    },
    clear: async () => {
      const problems: unknown[] = [];
      for (const { key, unplug } of present) {
        // Whatever happens every key goes: a plugged one holds a thread that the end of the process waits for.
        await unplug().catch((error: unknown) => problems.push(error));
        problems.push(...key.state.internalErrors);
      }
      present = [];
      if (problems.length > 0) throw new Error('a virtual key failed by itself', { cause: problems[0] });
    },
  };
}

function nodeOf(station: ReturnType<typeof createUhidStation>): string {
  const { node } = station.describe();
  return typeof node === 'string' ? node : '';
}
