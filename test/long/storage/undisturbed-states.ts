import fs from 'node:fs';
import path from 'node:path';
import type { Engine } from './programs.ts';
import type { Reader } from './reader-process.ts';
import type { Reading } from './reading.ts';
import { runWriter } from './run-writer.ts';
import { beginScript, foldersOf, type ScriptName, scripts } from './scripts.ts';

/** Runs a script once without a kill, and keeps the state after each step with what the program says of it. */
export async function undisturbedStates(
  engine: Engine,
  programs: string,
  script: ScriptName,
  reader: Reader,
  keep: string,
): Promise<Reading[]> {
  const steps = scripts[script].steps.length;
  const root = path.join(keep, 'undisturbed');
  beginScript(scripts[script], root);
  fs.cpSync(root, path.join(keep, '0'), { recursive: true });
  const { failure } = await runWriter(engine, programs, { script, root, from: 0, to: steps }, null, keep);
  if (failure !== null) throw new Error(`a step failed without a mishap: ${failure}`);
  const states: Reading[] = [];
  for (let step = 0; step <= steps; step++) {
    const copy = path.join(keep, 'read', String(step));
    fs.cpSync(path.join(keep, String(step)), copy, { recursive: true });
    states.push(await reader.read(foldersOf(copy).file, foldersOf(copy).data));
  }
  return states;
}
