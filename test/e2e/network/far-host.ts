// The other computer: listens where every way out of a page leads, and answers each line of standard input with what has
// arrived so far. Ends with its standard input.
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { namesOut, portOf, waysOut } from './ways-out.ts';

/** Arrivals at the far host since it started. */
export interface Arrivals {
  /** By which ways something came. */
  readonly ways: readonly string[];
  /** As its kernel counts them, whatever they were and wherever they were for. */
  readonly packets: { readonly ipv4: number; readonly udp: number; readonly tcp: number };
}

const seen = new Set<string>();

/** Opens one port for datagrams and connections. */
async function listen(port: number, onDatagram: (bytes: Buffer) => void, onConnection: () => void): Promise<void> {
  const datagrams = createSocket('udp6');
  datagrams.on('message', onDatagram);
  const connections = createServer((socket) => {
    onConnection();
    socket.on('error', () => {});
    socket.destroy();
  });
  await Promise.all([
    new Promise<void>((resolve) => datagrams.bind(port, '::', resolve)),
    new Promise<void>((resolve) => connections.listen(port, '::', resolve)),
  ]);
}

/** Reads the counters of one kind in /proc/net/snmp: a line of names, then a line of numbers. */
function counters(kind: string): (name: string) => number {
  const [names = [], values = []] = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${kind}: `))
    .map((line) => line.split(' '));
  return (name) => Number(values[names.indexOf(name)]);
}

function counter6(name: string): number {
  return Number(new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1]);
}

function arrivals(): Arrivals {
  const udp = counters('Udp');
  return {
    ways: [...seen].sort(),
    packets: {
      ipv4: counters('Ip')('InReceives'),
      udp: udp('InDatagrams') + udp('NoPorts') + counter6('Udp6InDatagrams') + counter6('Udp6NoPorts'),
      tcp: counters('Tcp')('InSegs'),
    },
  };
}

await Promise.all(
  waysOut.map((way) => {
    const note = (): void => void seen.add(way);
    return listen(portOf(way), note, note);
  }),
);
// A question for a name carries it in plain letters.
await listen(
  53,
  (question) => {
    for (const name of namesOut) if (question.toString('latin1').includes(name)) seen.add(name);
  },
  () => {},
);
process.stdout.write('{"ready":true}\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'arrivals') process.stdout.write(`${JSON.stringify(arrivals())}\n`);
}
process.exit(0);
