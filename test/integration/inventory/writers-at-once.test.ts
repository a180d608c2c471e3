import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildPrograms, engines, removePrograms } from '../../long/storage/programs.ts';
import { must, open, rowsOf, temporaryFolder } from '../../unit/inventory/inventory-fixture.ts';

vi.setConfig({ testTimeout: 7_200_000, hookTimeout: 300_000 });

const writes = process.env['SPAREKEY_LONG'] === '1' ? 500 : 30;
const run = promisify(execFile);
const commandLine = path.resolve('out/cli/sparekey.js');

let programs = '';
beforeAll(async () => {
  // Builds only what is not built yet.
  execFileSync(process.execPath, [path.resolve('scripts/cli.mjs'), '--help']);
  programs = await buildPrograms();
});
afterAll(() => removePrograms(programs));

/** Lets a program that is open all the time write, and returns what it said was written. */
function startWindow(node: string, file: string, data: string, name: string): Promise<string[]> {
  const child = spawn(node, [path.join(programs, 'window.js'), file, data, name, String(writes)]);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code === 0) resolve(output.split('\n').slice(0, -1));
      else reject(new Error(`${name} failed: ${errors}`));
    });
  });
}

/** Runs one command after the other, each its own process, and returns what they said was written. */
async function runCommands(node: string, file: string, data: string, name: string): Promise<string[]> {
  const written: string[] = [];
  for (let number = 0; number < writes; number++) {
    const label = `${name} ${String(number)}`;
    const command = ['inventory', 'devices', 'add', label, '--kind', 'phone', '--inventory', file, '--json'];
    // It fails where the status is not 0: then somebody was told that the inventory is in use.
    await run(node, [commandLine, ...command], { env: { ...process.env, HOME: data, XDG_DATA_HOME: data } });
    written.push(label);
  }
  return written;
}

describe('two windows and two command lines', () => {
  it(`G-01 write one file at once and lose nothing, ${String(writes)} times each`, async () => {
    const file = path.join(temporaryFolder(), 'inventory.sparekey');
    // Window and command line of both engines, where this computer has both.
    const [first, second = first] = engines();
    if (first === undefined || second === undefined) throw new Error('no engine');
    const began = performance.now();
    const written = await Promise.all([
      startWindow(first.node, file, temporaryFolder(), 'Window A'),
      startWindow(second.node, file, temporaryFolder(), 'Window B'),
      runCommands(first.node, file, temporaryFolder(), 'Command A'),
      runCommands(second.node, file, temporaryFolder(), 'Command B'),
    ]);
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(
      `writers at once (${first.name}, ${second.name}): ${String(written.flat().length)} writes in ${seconds} s`,
    );
    expect(written.map((each) => each.length)).toEqual([writes, writes, writes, writes]);
    const inventory = await open({ file });
    const { keys, enrolments, devices, revision } = await must(inventory.snapshot());
    const there = new Set([...enrolments.map(({ userName }) => userName), ...devices.map(({ label }) => label)]);
    expect(written.flat().filter((each) => !there.has(each))).toEqual([]);
    expect([keys.length, enrolments.length, devices.length]).toEqual([2, 2 * writes, 2 * writes]);
    // Each write is one commit: none happened twice, and none was lost under another.
    expect(revision).toBe(4 * writes + 2);
    expect(rowsOf(file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(fs.readdirSync(path.dirname(file)).filter((name) => name.includes('.new-'))).toEqual([]);
  });
});
