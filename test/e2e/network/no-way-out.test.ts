import { afterEach, expect, it } from 'vitest';
import type { Arrivals } from './far-host.ts';
import { type TwoHosts, twoHosts } from './two-hosts.ts';
import { namesOut, waysOut } from './ways-out.ts';

const every = [...waysOut, ...namesOut].sort();
let hosts: TwoHosts | null = null;

afterEach(async () => {
  await hosts?.end();
  hosts = null;
});

/** Starts of the control at most: Chromium has been seen to start without finding a network for WebRTC at all. */
const starts = 3;

/** Runs every way out of an unguarded window, in as many fresh starts as it takes for all to arrive. Returns the last start. */
async function tryUnguarded(): Promise<{ missing: unknown[]; packets: Arrivals['packets'] }> {
  for (let start = 1; ; start++) {
    hosts = await twoHosts('unguarded');
    const [window] = await hosts.tryAll();
    const { ways, packets } = await hosts.arrivals();
    await hosts.end();
    const missing = every.filter((way) => !ways.includes(way)).map((way) => ({ way, ended: window?.ended[way] }));
    if (missing.length === 0 || start === starts) return { missing, packets };
  }
}

it('N-07 the control: out of a window without our guards, every way arrives at the other host', async () => {
  const { missing, packets } = await tryUnguarded();
  expect(missing).toEqual([]);
  expect(packets.udp).toBeGreaterThan(0);
  expect(packets.tcp).toBeGreaterThan(0);
});

it('N-07 out of our windows nothing arrives: not a packet, by WebRTC or any other way', async () => {
  hosts = await twoHosts('guarded');
  const tried = await hosts.tryAll();
  expect(tried.map(({ window }) => window)).toEqual(['main', 'forgotten', 'pin']);
  for (const { ended } of tried) expect(Object.keys(ended).sort()).toEqual(every);
  // What must not happen gets time as well.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await hosts.closeWindows();
  expect(await hosts.arrivals()).toEqual({ ways: [], packets: { ipv4: 0, udp: 0, tcp: 0 } });
});
