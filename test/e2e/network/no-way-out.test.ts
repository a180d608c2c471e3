import { afterEach, expect, it } from 'vitest';
import { patience } from '../harness.ts';
import { type TwoHosts, twoHosts } from './two-hosts.ts';
import { namesOut, waysOut } from './ways-out.ts';

const every = [...waysOut, ...namesOut].sort();
let hosts: TwoHosts | null = null;

afterEach(async () => {
  await hosts?.end();
  hosts = null;
});

it('N-07 the control: out of a window without our guards, every way arrives at the other host', async () => {
  hosts = await twoHosts('unguarded');
  const { tryAll, arrivals } = hosts;
  const tried = await tryAll();
  expect(tried.map(({ window }) => window)).toEqual(['unguarded']);
  await expect.poll(async () => (await arrivals()).ways, { timeout: patience }).toEqual(every);
  const { packets } = await arrivals();
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
