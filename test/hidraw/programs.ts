import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface ProgramResult {
  /** As a shell gives it: 128 + signal number where a signal ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface ProgramOptions {
  /** Written at once; the input is then closed. */
  readonly input?: string;
  /** Runs as user and group 1000 without further groups. */
  readonly asUser?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMs?: number;
  readonly cwd?: string;
}

export interface RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly result: Promise<ProgramResult>;
  /** Returns the output so far, both streams together. */
  output(): string;
  /** Resolves as soon as the output fits; rejects when the program ends before. */
  waitFor(fits: (output: string) => boolean): Promise<void>;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Starts a program without a terminal. */
export function startProgram(command: readonly string[], options: ProgramOptions = {}): RunningProgram {
  const [program = '', ...args] = options.asUser === true ? [...asOrdinaryUser, ...command] : command;
  const started = performance.now();
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
  let stdout = '';
  let stderr = '';
  let all = '';
  const waiting = new Set<() => void>();
  const hear = (text: string): void => {
    all += text;
    for (const look of [...waiting]) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    hear(text);
  });
  // A program that ends without reading its input is no failure of ours.
  child.stdin.on('error', () => undefined);
  if (options.input !== undefined) child.stdin.end(options.input);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 120_000);
  const result = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const status = signal === null ? (code ?? 1) : 128 + (signalNumbers[signal] ?? 0);
      resolve({ status, stdout, stderr, seconds: (performance.now() - started) / 1000 });
    });
  });
  return {
    child,
    result,
    output: () => all,
    waitFor: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!fits(all)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void result.then(
          () => reject(new Error(`the program ended before what was waited for: ${all}`)),
          (error: unknown) => reject(new Error('the program could not be started', { cause: error })),
        );
      }),
  };
}

/** Runs a program to its end. Its input is empty unless given. */
export function runProgram(command: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  return startProgram(command, { input: '', ...options }).result;
}

const asOrdinaryUser = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', 'env', 'HOME=/tmp/user'];
