import { HidError } from '../src-shared/hid/hid-error.ts';
import type { HidConnection, HidDeviceInfo, HidTransport } from '../src-shared/hid/hid-transport.ts';
import { type VirtualClock, realClock } from './virtual-clock.ts';
import { createVirtualConnection, type VirtualConnection } from './virtual-connection.ts';
import type { VirtualKey } from './virtual-key.ts';

type VirtualPermission = 'ok' | 'denied' | 'busy';

/** Simulated keys behind the interface that real keys have. */
export interface VirtualTransport extends HidTransport {
  watch(onChange: () => void): () => void;
  /** Plugs a key in: a new plugId, and the lowest path that is free. Nothing happens if it is plugged in. */
  plug(key: VirtualKey): void;
  /** Unplugs a key: pending reads end with HidError 'gone', and the key loses power. */
  unplug(key: VirtualKey): void;
  isPlugged(key: VirtualKey): boolean;
  pathOf(key: VirtualKey): string | null;
  /** Returns what open() does from now on: 'denied' → HidError 'permission', 'busy' → HidError 'busy'. */
  setPermission(key: VirtualKey, permission: VirtualPermission): void;
  /** Returns the number of connections that are open to a key. */
  openConnections(key: VirtualKey): number;
}

interface Slot {
  readonly key: VirtualKey;
  readonly number: number;
  readonly plugOrder: number;
  readonly connections: Set<VirtualConnection>;
  readonly stopListening: () => void;
}

/** Creates a transport with `keys` plugged in. `clock` is what read deadlines run on; default real time. */
export function createVirtualTransport(
  keys: readonly VirtualKey[],
  options: { readonly clock?: VirtualClock } = {},
): VirtualTransport {
  const clock = options.clock ?? realClock;
  const slots = new Map<VirtualKey, Slot>();
  const permissions = new Map<VirtualKey, VirtualPermission>();
  const watchers = new Set<() => void>();
  let plugs = 0;

  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  const pathOfSlot = (slot: Slot): string => `virtual-key-${slot.number}`;

  const plug = (key: VirtualKey): void => {
    if (slots.has(key)) return;
    const taken = new Set([...slots.values()].map((slot) => slot.number));
    let number = 0;
    while (taken.has(number)) number++;
    slots.set(key, {
      key,
      number,
      plugOrder: ++plugs,
      connections: new Set(),
      stopListening: key.port.onUnplug(() => unplug(key)),
    });
    key.powerCycle();
    changed();
  };

  const unplug = (key: VirtualKey): void => {
    const slot = slots.get(key);
    if (slot === undefined) return;
    slots.delete(key);
    slot.stopListening();
    for (const connection of slot.connections) connection.lose();
    key.powerCycle();
    changed();
  };

  const connect = (path: string): HidConnection => {
    const slot = [...slots.values()].find((candidate) => pathOfSlot(candidate) === path);
    if (slot === undefined) throw new HidError('gone', 'no virtual key is plugged in there');
    const permission = permissions.get(slot.key) ?? 'ok';
    if (permission === 'denied') throw new HidError('permission', 'access to the virtual key is denied');
    if (permission === 'busy') throw new HidError('busy', 'another program uses the virtual key');
    const connection = createVirtualConnection(slot.key.port, clock, {
      unplug: () => unplug(slot.key),
      closed: () => void slot.connections.delete(connection),
    });
    slot.connections.add(connection);
    return connection;
  };

  for (const key of keys) plug(key);

  return {
    list: () =>
      Promise.resolve(
        [...slots.values()]
          .sort((a, b) => a.number - b.number)
          .map((slot): HidDeviceInfo => ({
            path: pathOfSlot(slot),
            ...slot.key.port.usb,
            inputReportSize: slot.key.port.reportSize,
            outputReportSize: slot.key.port.reportSize,
            plugId: `virtual-plug-${slot.plugOrder}`,
            plugOrder: slot.plugOrder,
            simulated: true,
          })),
      ),
    open: (path) =>
      new Promise((resolve) => {
        resolve(connect(path));
      }),
    watch: (onChange) => {
      watchers.add(onChange);
      return () => void watchers.delete(onChange);
    },
    plug,
    unplug,
    isPlugged: (key) => slots.has(key),
    pathOf: (key) => {
      const slot = slots.get(key);
      return slot === undefined ? null : pathOfSlot(slot);
    },
    setPermission: (key, permission) => {
      permissions.set(key, permission);
      changed();
    },
    openConnections: (key) => slots.get(key)?.connections.size ?? 0,
  };
}
