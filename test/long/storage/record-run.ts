import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Engine } from './programs.ts';
import { beginScript, type ScriptName, scripts } from './scripts.ts';
import { parseTrace, recordedCalls, type TraceEvent } from './trace-events.ts';

/** Runs a script to its end and returns all that it did to files, and its lines. */
export function recordRun(engine: Engine, programs: string, script: ScriptName, root: string): TraceEvent[] {
  beginScript(scripts[script], root);
  const output = `${root}.strace`;
  const traced = [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-xx',
    '-s',
    '100000000',
    '-e',
    `trace=${recordedCalls.join(',')}`,
    '-o',
    output,
  ];
  const to = String(scripts[script].steps.length);
  const writer = [path.join(programs, 'writer.js'), script, root, '0', to];
  const ended = spawnSync('strace', [...traced, engine.node, ...writer], { encoding: 'utf8' });
  if (!ended.stdout.endsWith('end\n')) throw new Error(`the recorded writer failed: ${ended.stdout} ${ended.stderr}`);
  const events = parseTrace(fs.readFileSync(output, 'utf8'));
  fs.rmSync(output);
  return events;
}
