#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { createDemoKeys } from '../demo-keys.ts';
import type { CommandFault } from '../fault-script.ts';
import { createVirtualKey } from '../virtual-key.ts';
import { UhidUsageError, readArguments, readTouch, usage } from './uhid-arguments.ts';
import { type UhidStation, createUhidStation } from './uhid-station.ts';

const defaultThreads = 4;
/** Writes and file look-ups need threads besides the one that each plugged key holds. */
const spareThreads = 2;

function say(event: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stations: UhidStation[] = [];
  const atStart: UhidStation[] = [];
  for (const { options, touch, plugged } of given.keys) {
    const station = createUhidStation(stations.length, createVirtualKey(options), touch, say);
    stations.push(station);
    if (plugged) atStart.push(station);
  }
  for (const { key, name, pin, plugged } of given.demo ? createDemoKeys() : []) {
    say({ event: 'demo-key', key: stations.length, name, pin });
    const station = createUhidStation(stations.length, key, 1500, say);
    stations.push(station);
    if (plugged) atStart.push(station);
  }
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? defaultThreads);
  if (stations.length + spareThreads > threads) {
    throw new UhidUsageError(`${stations.length} keys need UV_THREADPOOL_SIZE=${stations.length + spareThreads}`);
  }
  for (const station of atStart) await station.plug();
  say({ event: 'ready', keys: stations.length });
  await obey(stations);
  for (const station of stations) await station.unplug();
  say({ event: 'bye' });
  return 0;
}

/** Performs control commands until `quit` or a signal. */
function obey(stations: readonly UhidStation[]): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    // Without standard input the keys stay until a signal; a pending timer keeps the process alive.
    const alive = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(alive);
      lines.close();
      process.stdin.destroy();
      resolve();
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    let turn: Promise<void> = Promise.resolve();
    lines.on('line', (line) => {
      turn = turn.then(async () => {
        try {
          if ((await carryOut(stations, line)) === 'quit') end();
        } catch (error) {
          say({ event: 'error', message: error instanceof Error ? error.message : String(error) });
        }
      });
    });
  });
}

async function carryOut(stations: readonly UhidStation[], line: string): Promise<'quit' | 'go on'> {
  const command: unknown = JSON.parse(line);
  if (typeof command !== 'object' || command === null || !('command' in command)) {
    throw new UhidUsageError('a command is an object with the member command');
  }
  if (command.command === 'quit') return 'quit';
  const number = 'key' in command ? command.key : 0;
  const station = typeof number === 'number' ? stations[number] : undefined;
  if (station === undefined) throw new UhidUsageError(`no key ${String(number)}`);
  const { key } = station;
  switch (command.command) {
    case 'plug':
      await station.plug();
      break;
    case 'unplug':
      await station.unplug();
      break;
    case 'touch': {
      const refuse = 'answer' in command && command.answer === 'refuse';
      say({ event: 'touched', key: number, waited: key.touch(refuse ? 'refuse' : 'approve') });
      break;
    }
    case 'touch-policy':
      station.setTouch(readTouch('policy' in command ? command.policy : null));
      say({ event: 'touch-policy', key: number });
      break;
    case 'state':
      say(station.describe());
      break;
    case 'log':
      say({ event: 'log', key: number, entries: key.log.entries });
      break;
    case 'clear-log':
      key.log.clear();
      say({ event: 'log-cleared', key: number });
      break;
    case 'fail':
      failNext(station, command);
      say({ event: 'fault-set', key: number });
      break;
    default:
      throw new UhidUsageError(`unknown command ${String(command.command)}`);
  }
  return 'go on';
}

/** Reads a fault that can be written in JSON: status, hidError, dropReply, delayMs, unplug. */
function failNext(station: UhidStation, command: object): void {
  const name = 'name' in command && typeof command.name === 'string' ? command.name : 'any';
  const fault = 'fault' in command ? readFault(command.fault) : null;
  if (fault === null) throw new UhidUsageError('unknown fault');
  const count = (member: unknown, fallback: number): number => (typeof member === 'number' ? member : fallback);
  station.key.script.failNext(name, fault, {
    skip: count('skip' in command ? command.skip : null, 0),
    times: count('times' in command ? command.times : null, 1),
  });
}

function readFault(value: unknown): CommandFault | null {
  if (typeof value !== 'object' || value === null) return null;
  const carryOutToo = 'carryOut' in value && value.carryOut === true;
  if ('unplug' in value && (value.unplug === 'before' || value.unplug === 'after')) return { unplug: value.unplug };
  if ('status' in value && typeof value.status === 'number') return { status: value.status, carryOut: carryOutToo };
  if ('hidError' in value && typeof value.hidError === 'number') {
    return { hidError: value.hidError, carryOut: carryOutToo };
  }
  if ('delayMs' in value && typeof value.delayMs === 'number') return { delayMs: value.delayMs };
  if ('dropReply' in value) return { dropReply: true, carryOut: carryOutToo };
  return null;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`run-uhid: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UhidUsageError ? 2 : 1;
}
