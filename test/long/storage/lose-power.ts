import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SeededRandom } from '../../fuzz/mutator.ts';
import { acknowledgedIn } from './acknowledged.ts';
import { faultsOf } from './faults-of.ts';
import { afterPowerLoss, type DiskImage } from './power-loss.ts';
import type { Engine } from './programs.ts';
import { startReader } from './reader-process.ts';
import { recordRun } from './record-run.ts';
import { RecordedDisk, type RecordedFile } from './recorded-disk.ts';
import { undisturbedStates } from './undisturbed-states.ts';
import { foldersOf, type Script, type ScriptName, scripts } from './scripts.ts';
import type { TraceEvent } from './trace-events.ts';

export interface PowerLossPlan {
  readonly engine: Engine;
  /** Folder of the built programs that read, and whose states are right. */
  readonly programs: string;
  /** Folder of those that are recorded, where they are others. */
  readonly recorded?: string;
  readonly script: ScriptName;
  /** Number of states of the disk that are tried. */
  readonly states: number;
  readonly random: SeededRandom;
}

export interface PowerLossReport {
  readonly calls: number;
  readonly states: number;
  /** States in which something differed from what the program had seen. */
  readonly different: number;
  readonly faults: readonly string[];
}

/** Records a script, and reads what a loss of power could leave at random moments of it. */
export async function losePower(plan: PowerLossPlan): Promise<PowerLossReport> {
  const { engine, programs, recorded = programs, script, random } = plan;
  // In memory, where there is such a folder: every state is written and read for once.
  const folder = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'sparekey-power-'));
  const reader = startReader(engine, programs);
  try {
    const expected = await undisturbedStates(engine, programs, script, reader, path.join(folder, 'undisturbed'));
    const root = path.join(folder, 'run');
    const events = recordRun(engine, recorded, script, root);
    const disk = diskBefore(scripts[script], root);
    const moments = momentsOf(events, plan.states, random);
    const faults: string[] = [];
    let [played, different] = [0, 0];
    for (const [number, moment] of moments.entries()) {
      for (; played < moment; played++) play(disk, events[played]);
      const image = afterPowerLoss(disk, random);
      if (!isAsSeen(disk, image)) different++;
      const place = path.join(folder, `state-${String(number)}`);
      writeImage(image, root, place);
      const lines = events.slice(0, moment).flatMap((event) => (event.type === 'line' ? [event.text] : []));
      const found = await faultsOf(script, reader, expected, place, acknowledgedIn(lines, 0, place));
      for (const fault of found) faults.push(`${fault} (after ${String(moment)} calls)`);
      fs.rmSync(place, { recursive: true, force: true });
    }
    for (; played < events.length; played++) play(disk, events[played]);
    assertPlayedBack(disk, root);
    return { calls: events.length, states: moments.length, different, faults };
  } finally {
    reader.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function diskBefore({ fixture }: Script, root: string): RecordedDisk {
  const disk = new RecordedDisk(root);
  const { file, data } = foldersOf(root);
  disk.place(path.dirname(file), null);
  disk.place(data, null);
  if (fixture !== null) disk.place(file, fs.readFileSync(fixture));
  return disk;
}

/** Chooses moments after the first line, so that the inventory has been opened, in their order. */
function momentsOf(events: readonly TraceEvent[], count: number, random: SeededRandom): number[] {
  const changing = events.flatMap((event, index) =>
    event.type === 'open' || event.type === 'close' ? [] : [index + 1],
  );
  return Array.from({ length: count }, () => random.pick(changing)).sort((left, right) => left - right);
}

function play(disk: RecordedDisk, event: TraceEvent | undefined): void {
  if (event !== undefined) disk.play(event);
}

function writeImage(image: DiskImage, root: string, place: string): void {
  for (const [name, content] of image) {
    const target = path.join(place, path.relative(root, name));
    if (content === null) fs.mkdirSync(target, { recursive: true });
    else fs.writeFileSync(target, content);
  }
}

function isAsSeen(disk: RecordedDisk, image: DiskImage): boolean {
  return disk
    .directories()
    .every(({ path: name, possible }) =>
      [...(possible.at(-1) ?? [])].every(
        ([entry, file]) => file === 'directory' || image.get(`${name}/${entry}`)?.equals(file.content) === true,
      ),
    );
}

/** Throws where the record does not lead to the very files that the program left: then the states would be of another program. */
function assertPlayedBack(disk: RecordedDisk, root: string): void {
  for (const { path: name, possible } of disk.directories()) {
    const names: ReadonlyMap<string, RecordedFile | 'directory'> = possible.at(-1) ?? new Map();
    if (names.size === 0 && !fs.existsSync(name)) continue;
    const there = fs.readdirSync(name).sort().join(' ');
    const played = [...names.keys()].sort().join(' ');
    if (there !== played) throw new Error(`the record leads to other files in ${path.relative(root, name)}: ${there}`);
    for (const [entry, file] of names) {
      if (file === 'directory' || file.content.equals(fs.readFileSync(path.join(name, entry)))) continue;
      throw new Error(`the record leads to another ${entry}`);
    }
  }
}
