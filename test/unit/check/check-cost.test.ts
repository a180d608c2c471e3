import { afterEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../src-main/create-core.ts';
import type { HidTransport } from '../../../src-shared/hid/hid-transport.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';

// A real bus takes a millisecond for each report, each way. What a check sends is therefore what it takes, with what a key needs to think.

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Reads and checks a key of which messages may be so long; returns requests and reports, from plug to the end. */
async function costOf(maxMessageSize: number) {
  const key = createVirtualKey({
    personality: { ...personalities.yubikey57, maxMessageSize },
    seed: 1,
    yubicoSerial: 31_880_118,
  });
  const reports = { written: 0, read: 0 };
  const plain = createVirtualTransport([key]);
  const transport: HidTransport = {
    ...plain,
    open: async (path) => {
      const connection = await plain.open(path);
      return {
        ...connection,
        write: (report) => {
          reports.written++;
          return connection.write(report);
        },
        read: async (timeoutMs) => {
          const report = await connection.read(timeoutMs);
          if (report !== null) reports.read++;
          return report;
        },
      };
    },
  };
  const core = await createCore({ transport });
  ends.push(() => core.close());
  await core.keys.refresh();
  const handle = core.keys.keys()[0]?.handle ?? '';
  const reading = await core.keys.run('check-key', handle, { known: [] });
  return { requests: key.log.entries.length, ok: reading.ok, ...reports };
}

describe('what a check costs', () => {
  it('14 requests, in 140 reports, of a key that takes messages of 1,200 bytes', async () => {
    expect(await costOf(1_200)).toEqual({ ok: true, requests: 14, written: 65, read: 75 });
  });

  it('of one that takes the longest messages that the transport knows: less than half of its two seconds', async () => {
    const { ok, requests, written, read } = await costOf(7_609);
    expect([ok, requests]).toEqual([true, 16]);
    expect(written + read).toBeLessThan(1_000);
    expect(written + read).toBeGreaterThan(500);
  });
});
