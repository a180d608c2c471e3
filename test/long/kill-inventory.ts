import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
import { noKeychain } from '../../src-main/inventory/file/keychain.ts';
import { openInventory } from '../../src-main/inventory/open-inventory.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory.ts';
import { listing, must, passkey, pluggedKey } from '../unit/inventory/inventory-fixture.ts';

export interface KillReport {
  readonly cycles: number;
  /** Changes whose success was printed before the kill. */
  readonly acknowledged: number;
  /** Kills that left the lock or an unfinished copy behind: the interesting ones. */
  readonly interrupted: number;
  readonly backups: number;
}

const node = path.resolve('node_modules/.bin/node');
const writer = path.resolve('test/long/inventory-writer.ts');

/** What must be true of the inventory after everything that was acknowledged. */
interface Expected {
  /** Told enrolments by number; false where the removal was acknowledged. */
  readonly told: Map<number, boolean>;
  owner: number;
  /** One past the last number that may have been written without an acknowledgement. */
  next: number;
}

/**
 * Starts a writer, kills it with SIGKILL at a moment from `delay` (0 to 1), opens the file and compares; `cycles` times on one
 * file. Throws at the first acknowledged change that is not there, and at anything that cannot be opened.
 */
export async function killInventory(file: string, cycles: number, delay: () => number): Promise<KillReport> {
  await prepare(file);
  const expected: Expected = { told: new Map(), owner: -1, next: 0 };
  let [acknowledged, interrupted, backups] = [0, 0, 0];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const lines = await writeUntilKilled(file, expected.next, delay());
    acknowledged += lines.length;
    backups += lines.filter((line) => line.startsWith('backup')).length;
    // What a commit that was under way leaves.
    if (fs.existsSync(`${file}-journal`) && fs.statSync(`${file}-journal`).size > 0) interrupted++;
    for (const line of lines) note(expected, line);
    const inventory = await openInventory({ file, keychain: noKeychain, patience: 10_000 });
    try {
      compare(expected, await must(inventory.snapshot()));
      for (const line of lines) if (line.startsWith('backup ')) await openCopy(line.slice('backup '.length));
      if (cycle % 10 === 9) await shrink(inventory, expected);
    } finally {
      await inventory.close();
    }
  }
  return { cycles, acknowledged, interrupted, backups };
}

async function prepare(file: string): Promise<void> {
  const inventory = await openInventory({ file, keychain: noKeychain });
  await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([passkey('alice')])));
  await inventory.close();
}

async function writeUntilKilled(file: string, first: number, share: number): Promise<string[]> {
  const child = spawn(node, [writer, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: string[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the writer ended by itself: ${String(code)}`)),
    );
  });
  // Counted in acknowledgements and not in time, so that a slow computer is killed at the same moments as a fast one.
  const wanted = 1 + Math.floor(share * 4);
  while (linesOf(output).length < wanted) await Promise.race([nextOutput(child), ended]);
  await sleep(((share * 4) % 1) * 60);
  child.kill('SIGKILL');
  await ended;
  return linesOf(output).filter((line) => line !== 'ready');
}

function linesOf(output: readonly string[]): string[] {
  const text = output.join('');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

function nextOutput(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()));
}

function note(expected: Expected, line: string): void {
  const [what, count] = line.split(' ');
  const number = Number(count);
  if (what === 'told') expected.told.set(number, true);
  if (what === 'gone') expected.told.set(number, false);
  if (what === 'owner') expected.owner = number;
  if (what === 'told') expected.next = number + 1;
}

/** One change may have been committed without an acknowledgement: it is taken over into what is expected. */
function compare(expected: Expected, snapshot: InventorySnapshot): void {
  const found = new Set(
    snapshot.enrolments
      .filter(({ evidence }) => evidence === 'told')
      .map(({ serviceId }) => Number(serviceId?.replace('service-', ''))),
  );
  const owner = Number(snapshot.keys[0]?.owner?.replace('owner ', '') ?? -1);
  let unacknowledged = 0;
  for (const [number, present] of expected.told) {
    if (present && !found.has(number)) {
      // Only the removal that comes last of all may have happened unheard.
      if (number !== expected.next - 1 || number % 3 !== 2) throw new Error(`lost: told ${String(number)}`);
      unacknowledged++;
      expected.told.set(number, false);
    }
    if (!present && found.has(number)) throw new Error(`came back: told ${String(number)}`);
  }
  for (const number of found) {
    if (expected.told.has(number)) continue;
    if (number !== expected.next) throw new Error(`from nowhere: told ${String(number)}`);
    unacknowledged++;
    expected.told.set(number, true);
    expected.next = number + 1;
  }
  if (owner < expected.owner) throw new Error(`lost: owner ${String(expected.owner)}, found ${String(owner)}`);
  if (owner > expected.owner) unacknowledged++;
  expected.owner = owner;
  if (unacknowledged > 1) throw new Error(`${String(unacknowledged)} changes without an acknowledgement`);
}

async function openCopy(file: string): Promise<void> {
  if (!fs.existsSync(file)) return; // the oldest make room
  const copy = await openInventory({ file, keychain: noKeychain });
  try {
    await must(copy.snapshot());
  } finally {
    await copy.close();
  }
}

/** Keeps the file small, so that a thousand cycles are a thousand and not ten. */
async function shrink(inventory: Inventory, expected: Expected): Promise<void> {
  const { enrolments } = await must(inventory.snapshot());
  for (const { id, evidence } of enrolments.slice(0, -5)) if (evidence === 'told') await must(inventory.removeTold(id));
  expected.told.clear();
  compareAfterShrink(expected, await must(inventory.snapshot()));
}

function compareAfterShrink(expected: Expected, snapshot: InventorySnapshot): void {
  for (const { evidence, serviceId } of snapshot.enrolments) {
    if (evidence === 'told') expected.told.set(Number(serviceId?.replace('service-', '')), true);
  }
}
