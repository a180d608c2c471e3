import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildPrograms, engines, removePrograms } from '../../long/storage/programs.ts';
import { buildCommandLine, runCommands, runWindow } from '../../long/storage/run-window.ts';
import { must, open, rowsOf, temporaryFolder } from '../../unit/inventory/inventory-fixture.ts';

vi.setConfig({ testTimeout: 7_200_000, hookTimeout: 300_000 });

const writes = process.env['SPAREKEY_LONG'] === '1' ? 500 : 30;

let programs = '';
beforeAll(async () => {
  buildCommandLine();
  programs = await buildPrograms();
});
afterAll(() => removePrograms(programs));

describe('two windows and two command lines', () => {
  it(`G-01 write one file at once and lose nothing, ${String(writes)} times each`, async () => {
    const file = path.join(temporaryFolder(), 'inventory.sparekey');
    // Window and command line of both engines, where this computer has both.
    const [first, second = first] = engines();
    if (first === undefined || second === undefined) throw new Error('no engine');
    const writing = (node: string) => ({ node, file, data: temporaryFolder(), writes });
    const began = performance.now();
    const written = await Promise.all([
      runWindow(programs, { ...writing(first.node), name: 'Window A' }),
      runWindow(programs, { ...writing(second.node), name: 'Window B' }),
      runCommands({ ...writing(first.node), name: 'Command A' }),
      runCommands({ ...writing(second.node), name: 'Command B' }),
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
