import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Engine } from './programs.ts';
import { type Reader, startReader } from './reader-process.ts';
import { faultsOf } from './faults-of.ts';
import { undisturbedStates } from './undisturbed-states.ts';
import { type Mishap, runWriter } from './run-writer.ts';
import { type Script, type ScriptName, scripts } from './scripts.ts';

export interface KillPlan {
  readonly engine: Engine;
  /** Folder of the built programs. */
  readonly programs: string;
  /** Folder of those that are killed, where they are others. */
  readonly killed?: string;
  readonly script: ScriptName;
  readonly kills: number;
  /** Calls to the system at which to kill; none: at random times only. */
  readonly calls: readonly string[];
  /** Returns a number from 0 to below 1. */
  random(): number;
}

export interface KillReport {
  readonly kills: number;
  /** Runs that came to their end before their moment; they do not count. */
  readonly outlived: number;
  /** Steps that were acknowledged before a kill. */
  readonly acknowledged: number;
  /** Kills that left a transaction or an unfinished file behind. */
  readonly interrupted: number;
  /** Names of the steps that were under way. */
  readonly hit: ReadonlySet<string>;
  /** Everything that must not be; empty when nothing acknowledged was lost. */
  readonly faults: readonly string[];
}

/** Number of writers that run at once. */
const lanes = 3;

/**
 * Kills writers of one script, each at another moment of another step, and compares what is left with what was acknowledged: the state
 * after the last acknowledged step, or that after the step that was under way.
 */
export async function killWriters(plan: KillPlan): Promise<KillReport> {
  const { killed = plan.programs } = plan;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-kill-'));
  const readers = Array.from({ length: lanes }, () => startReader(plan.engine, plan.programs));
  const report = {
    kills: 0,
    outlived: 0,
    acknowledged: 0,
    interrupted: 0,
    hit: new Set<string>(),
    faults: [] as string[],
  };
  try {
    const [first] = readers;
    if (first === undefined) throw new Error('no reader');
    const states = await undisturbedStates(plan.engine, plan.programs, plan.script, first, folder);
    let begun = 0;
    const lane = async (reader: Reader): Promise<void> => {
      while (report.kills < plan.kills) {
        const number = begun++;
        const root = path.join(folder, `run-${String(number)}`);
        const from = beginningOf(scripts[plan.script], number);
        fs.cpSync(path.join(folder, String(from)), root, { recursive: true });
        const to = Math.min(from + 3, scripts[plan.script].steps.length);
        const kill = killOf(plan);
        const end = await runWriter(plan.engine, killed, { script: plan.script, root, from, to }, kill);
        if (!end.hasHappened) {
          if (end.failure !== null) report.faults.push(`failed: ${end.failure}`);
          if (++report.outlived > 20 + plan.kills * 5) throw new Error('most writers outlive their kill');
          continue;
        }
        report.kills++;
        report.acknowledged += end.acknowledged - from;
        report.hit.add(scripts[plan.script].steps[end.acknowledged]?.name ?? 'end');
        if (leftBehind(root)) report.interrupted++;
        const faults = await faultsOf(plan.script, reader, states, root, end);
        for (const fault of faults) report.faults.push(`${fault} (from ${String(from)}, ${JSON.stringify(kill)})`);
        fs.rmSync(root, { recursive: true, force: true });
      }
    };
    // All lanes come to their end before the folder goes.
    const ends = await Promise.allSettled(readers.map(lane));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return report;
  } finally {
    for (const reader of readers) reader.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the step with which a run begins: every step has its turn, but for those that the process before it must have begun. */
function beginningOf(script: Script, number: number): number {
  const from = number % script.steps.length;
  return script.steps[from]?.continues === true ? from - 1 : from;
}

/** Calls that many changes have many of are met more often, and later. */
const callCounts: Readonly<Record<string, number>> = {
  pwrite64: 40,
  fsync: 12,
  ftruncate: 4,
  rename: 3,
  link: 1,
  unlink: 4,
};

function killOf({ calls, random }: KillPlan): Mishap {
  const weighted = calls.flatMap((call) => Array<string>(Math.ceil((callCounts[call] ?? 1) / 4)).fill(call));
  const call = weighted[Math.floor(random() * weighted.length)];
  // A third at a random time, which may be within a call.
  if (call === undefined || random() < 0.3) return { kind: 'kill', afterMilliseconds: Math.floor(random() * 120) };
  return { kind: 'kill', call, count: 1 + Math.floor(random() ** 2 * (callCounts[call] ?? 1)) };
}

/** Checks whether a transaction is under way, or a file has not got its name yet. */
function leftBehind(root: string): boolean {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.some((name) => {
    if (/\.new-[0-9a-f]{12}|\.in-use$/.test(name)) return true;
    return name.endsWith('-journal') && fs.statSync(path.join(root, name)).size > 0;
  });
}
