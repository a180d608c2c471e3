import { beforeEach, describe, expect, it } from 'vitest';
import { HidError } from '../../../src-shared/hid/hid-error.ts';
import type { HidTransport } from '../../../src-shared/hid/hid-transport.ts';
import { openKey } from '../../../src-main/keys/open-key.ts';
import { SentLog } from '../../../src-main/keys/sent-log.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';

const real = createVirtualTransport([createVirtualKey({ personality: 'strict21', seed: 1 })]);
let opens = 0;
let writes = 0;
beforeEach(() => {
  opens = 0;
  writes = 0;
});

/** Creates a transport of which the n-th open, or the n-th write of all, fails with a reason. */
function failing(at: 'open' | 'write', failures: ReadonlySet<number>, reason: 'busy' | 'gone'): HidTransport {
  const fails = (what: 'open' | 'write', count: number): void => {
    if (what === at && failures.has(count)) throw new HidError(reason, `${what} ${count} failed`);
  };
  return {
    list: () => real.list(),
    open: async (path) => {
      fails('open', ++opens);
      const connection = await real.open(path);
      return {
        inputReportSize: connection.inputReportSize,
        outputReportSize: connection.outputReportSize,
        read: (timeoutMs) => connection.read(timeoutMs),
        close: () => connection.close(),
        write: async (report) => {
          fails('write', ++writes);
          await connection.write(report);
        },
      };
    },
  };
}

async function open(transport: HidTransport): Promise<string> {
  const [device] = await real.list();
  if (device === undefined) throw new Error('no key');
  try {
    const connection = await openKey(transport, device, new SentLog());
    await connection.close();
    return 'opened';
  } catch (error) {
    const { reason, hidReason } = error as { reason?: string; hidReason?: string };
    return hidReason ?? reason ?? String(error);
  }
}

const always = new Set(Array.from({ length: 1_000 }, (_, index) => index + 1));

describe('w5-macos-open', () => {
  it.each(['open', 'write'] as const)('a key that is in use at %s is opened again', async (at) => {
    expect(await open(failing(at, new Set([1, 2]), 'busy'))).toBe('opened');
    expect(opens).toBe(3);
  });

  it.each(['open', 'write'] as const)('one that stays in use at %s is said to be', async (at) => {
    expect(await open(failing(at, always, 'busy'))).toBe('busy');
    expect(opens).toBeGreaterThan(2);
  });

  it.each(['open', 'write'] as const)('one that is gone at %s is not tried again', async (at) => {
    expect(await open(failing(at, always, 'gone'))).toBe('gone');
    expect(opens).toBe(1);
  });
});
