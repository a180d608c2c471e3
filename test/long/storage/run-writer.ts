import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './programs.ts';
import { type Acknowledged, acknowledgedIn } from './acknowledged.ts';
import type { ScriptName } from './scripts.ts';

/** Mishap of a writer: at the n-th call of one kind to the system, or so many milliseconds after it began. */
export type Mishap =
  | { readonly kind: 'kill'; readonly call: string; readonly count: number }
  | { readonly kind: 'kill'; readonly afterMilliseconds: number }
  /** The call fails; `andAfter`: and all of its kind after it. */
  | {
      readonly kind: 'error';
      readonly error: 'EIO' | 'ENOSPC';
      readonly call: string;
      readonly count: number;
      readonly andAfter: boolean;
    };

export interface WriterRun {
  readonly script: ScriptName;
  readonly root: string;
  readonly from: number;
  readonly to: number;
}

export interface WriterEnd extends Acknowledged {
  /** The failure of the step that ended it, as JSON. */
  readonly failure: string | null;
  /** False where it came to its end before. */
  readonly hasHappened: boolean;
}

/** Checks whether strace is there and may trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=none', 'true']).status === 0;
}

/** Runs a writer until it ends or is killed. Throws where it ends in another way. */
export async function runWriter(
  engine: Engine,
  programs: string,
  { script, root, from, to }: WriterRun,
  mishap: Mishap | null,
  keep: string | null = null,
): Promise<WriterEnd> {
  const args = [script, root, String(from), String(to), ...(keep === null ? [] : [keep])];
  const command = [engine.node, path.join(programs, 'writer.js'), ...args];
  const record = `${root}.strace`;
  const [program = '', ...rest] =
    mishap !== null && 'call' in mishap ? [...injecting(mishap, record), ...command] : command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (mishap !== null && 'afterMilliseconds' in mishap && output.startsWith('ready\n')) {
      void sleep(mishap.afterMilliseconds).then(() => child.kill('SIGKILL'));
    }
  });
  child.stderr.on('data', (data: Buffer) => void (errors += data.toString()));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, reason) => resolve(reason));
  });
  const isInjected = fs.existsSync(record) && fs.readFileSync(record, 'utf8').includes('(INJECTED)');
  fs.rmSync(record, { force: true });
  const lines = output.split('\n').slice(0, -1);
  const isAtEnd = lines.at(-1) === 'end';
  if (signal !== 'SIGKILL' && !isAtEnd)
    throw new Error(
      `the writer ended by itself (${String(signal)}, ${JSON.stringify(mishap)}): ${lines.join(', ')} ${errors}`,
    );
  const failed = lines.find((line) => line.startsWith('failed '));
  return {
    ...acknowledgedIn(lines, from, root),
    failure: failed?.slice('failed '.length) ?? null,
    hasHappened: mishap?.kind === 'error' ? isInjected : !isAtEnd,
  };
}

function injecting(mishap: Extract<Mishap, { call: string }>, record: string): readonly string[] {
  const { call, count } = mishap;
  const what = mishap.kind === 'kill' ? 'signal=KILL' : `error=${mishap.error}`;
  const when = `${String(count)}${mishap.kind === 'error' && mishap.andAfter ? '+' : ''}`;
  return ['strace', '-qq', '-o', record, '-s', '0', '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${when}`];
}
