import { HidError } from '../../src-shared/hid/hid-error.ts';
import { withinNativeLimit } from './native-limit.ts';
import type { NodeHidDevice, NodeHidModule } from './node-hid-module.ts';

/** Longest waits for calls of the system, in milliseconds: what takes longer never returns. */
export const nativeLimits = {
  list: 5_000,
  open: 5_000,
  /** A key that is busy takes no report; Linux gives up after five seconds. */
  write: 6_000,
  /** Beyond the time that the read itself was given. */
  read: 2_000,
  close: 2_000,
} as const;

/** Returns node-hid with a limit on every call. A call that does not return in time rejects with HidError 'timeout'. */
export function boundedNodeHid(hid: NodeHidModule, limits: typeof nativeLimits = nativeLimits): NodeHidModule {
  return {
    devicesAsync: () => withinNativeLimit(hid.devicesAsync(), limits.list, 'list'),
    HIDAsync: {
      open: async (path, options) => {
        const opening = hid.HIDAsync.open(path, options);
        try {
          return boundedDevice(await withinNativeLimit(opening, limits.open, 'open'), limits);
        } catch (error) {
          // It may open after all, when nobody waits for it any more.
          if (error instanceof HidError) void opening.then((late) => late.close()).catch(() => undefined);
          throw error;
        }
      },
    },
  };
}

function boundedDevice(device: NodeHidDevice, limits: typeof nativeLimits): NodeHidDevice {
  return {
    on: (event, listener) => device.on(event, listener),
    read: (timeoutMs) => withinNativeLimit(device.read(timeoutMs), timeoutMs + limits.read, 'read'),
    write: (data) => withinNativeLimit(device.write(data), limits.write, 'write'),
    close: () => withinNativeLimit(device.close(), limits.close, 'close'),
  };
}
