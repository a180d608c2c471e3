import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './programs.ts';
import { type Acknowledged, acknowledgedIn } from './acknowledged.ts';
import type { ScriptName } from './scripts.ts';

/** When a writer is killed: as it enters the n-th call of one kind to the system, or so many milliseconds after it began. */
export type KillMoment = { readonly call: string; readonly count: number } | { readonly afterMilliseconds: number };

export interface WriterRun {
  readonly script: ScriptName;
  readonly root: string;
  readonly from: number;
  readonly to: number;
}

export interface WriterEnd extends Acknowledged {
  /** False where it came to its end before. */
  readonly isKilled: boolean;
}

/** Checks whether strace is there and may trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=none', 'true']).status === 0;
}

/** Runs a writer until it ends or is killed. Throws where it fails by itself. */
export async function runWriter(
  engine: Engine,
  programs: string,
  { script, root, from, to }: WriterRun,
  moment: KillMoment | null,
  keep: string | null = null,
): Promise<WriterEnd> {
  const args = [script, root, String(from), String(to), ...(keep === null ? [] : [keep])];
  const command = [engine.node, path.join(programs, 'writer.js'), ...args];
  const [program = '', ...rest] = moment !== null && 'call' in moment ? [...killing(moment), ...command] : command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (moment !== null && 'afterMilliseconds' in moment && output.startsWith('ready\n')) {
      void sleep(moment.afterMilliseconds).then(() => child.kill('SIGKILL'));
    }
  });
  child.stderr.on('data', (data: Buffer) => void (errors += data.toString()));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, reason) => resolve(reason));
  });
  const lines = output.split('\n').slice(0, -1);
  const isAtEnd = lines.at(-1) === 'end';
  if (signal !== 'SIGKILL' && !isAtEnd) throw new Error(`the writer ended by itself: ${lines.join(', ')} ${errors}`);
  return { ...acknowledgedIn(lines, from, root), isKilled: !isAtEnd };
}

function killing({ call, count }: { readonly call: string; readonly count: number }): readonly string[] {
  const inject = `inject=${call}:signal=KILL:when=${String(count)}`;
  return ['strace', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
}
