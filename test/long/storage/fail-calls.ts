import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { faultsOf } from './faults-of.ts';
import type { Engine } from './programs.ts';
import { type Reader, startReader } from './reader-process.ts';
import type { Reading } from './reading.ts';
import { undisturbedStates } from './undisturbed-states.ts';
import { type Mishap, runWriter } from './run-writer.ts';
import { type Script, type ScriptName, scripts } from './scripts.ts';

export interface FailurePlan {
  readonly engine: Engine;
  /** Folder of the built programs. */
  readonly programs: string;
  readonly script: ScriptName;
  /** Names of the steps that are tried. */
  readonly steps: readonly string[];
  readonly variants: readonly { readonly error: 'EIO' | 'ENOSPC'; readonly andAfter: boolean }[];
}

export interface FailureReport {
  /** Calls that were made to fail. */
  readonly failed: number;
  /** Number of steps that ended in each way: a kind of failure, or `done`. */
  readonly ends: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

// Not `write`: it is also how a runtime wakes its threads.
const calls = ['pwrite64', 'fsync', 'ftruncate', 'rename', 'link', 'unlink', 'mkdir', 'copy_file_range'] as const;
/** Failures that a person may see where a disk does not do as it is asked. */
const expected = /^\{"kind":"(disk-full|inventory-unreadable|inventory-read-only)"/;

/**
 * Fails every single call of one kind after another while a step is done: it ends in success or in a failure that has a name, and the file
 * holds the state before or the one after, whole.
 */
export async function failCalls(plan: FailurePlan): Promise<FailureReport> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-errors-'));
  const reader = startReader(plan.engine, plan.programs);
  const report = { failed: 0, ends: new Map<string, number>(), faults: [] as string[] };
  try {
    const states = await undisturbedStates(plan.engine, plan.programs, plan.script, reader, folder);
    const { steps }: Script = scripts[plan.script];
    for (const name of plan.steps) {
      const from = steps.findIndex((step) => step.name === name);
      if (from < 0) throw new Error(`no such step: ${name}`);
      for (const variant of plan.variants) {
        for (const call of calls) await failEach(plan, { folder, reader, states, from }, { ...variant, call }, report);
      }
    }
    return report;
  } finally {
    reader.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

interface FailureSetting {
  readonly folder: string;
  readonly reader: Reader;
  readonly states: readonly Reading[];
  readonly from: number;
}

/** Fails the first call, then the second, until the step makes no more of them. */
async function failEach(
  { engine, programs, script }: FailurePlan,
  { folder, reader, states, from }: FailureSetting,
  variant: Omit<Extract<Mishap, { kind: 'error' }>, 'kind' | 'count'>,
  report: { failed: number; ends: Map<string, number>; faults: string[] },
): Promise<void> {
  for (let count = 1; ; count++) {
    const root = path.join(folder, 'run');
    fs.cpSync(path.join(folder, String(from)), root, { recursive: true });
    const mishap: Mishap = { kind: 'error', ...variant, count };
    const end = await runWriter(engine, programs, { script, root, from, to: from + 1 }, mishap);
    const faults = end.hasHappened ? await faultsOf(script, reader, states, root, end) : [];
    if (end.failure !== null && !expected.test(end.failure)) faults.push(`failed: ${end.failure}`);
    for (const fault of faults) report.faults.push(`${fault} (from ${String(from)}, ${JSON.stringify(mishap)})`);
    fs.rmSync(root, { recursive: true, force: true });
    if (!end.hasHappened) return;
    report.failed++;
    const how = end.failure === null ? 'done' : (expected.exec(end.failure)?.[1] ?? 'another failure');
    report.ends.set(how, (report.ends.get(how) ?? 0) + 1);
  }
}
