import { type ProgramOptions, type RunningProgram, runProgram, startProgram } from './programs.ts';

export interface CliOptions extends Omit<ProgramOptions, 'input'> {
  /** Given on standard input with --pin-stdin: the PIN, or the current and the new one. */
  readonly pin?: string | readonly [current: string, next: string];
  /** Without --json. */
  readonly words?: boolean;
}

export interface CliResult {
  readonly status: number;
  readonly seconds: number;
  /** The JSON document of standard output; empty where there is none. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line of this project as a program of its own, with --json unless `words`. */
export async function sparekey(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { status, seconds, stdout, stderr } = await runProgram(command(args, options), {
    ...options,
    input: inputOf(options),
  });
  return { status, seconds, stdout, stderr, json: options.words === true ? {} : parse(stdout) };
}

/** Starts it without waiting for its end; its input stays open unless a PIN is given. */
export function startSparekey(args: readonly string[], options: CliOptions = {}): RunningProgram {
  const input = inputOf(options);
  return startProgram(command(args, options), { ...options, ...(input !== '' && { input }) });
}

function command(args: readonly string[], { pin, words }: CliOptions): readonly string[] {
  const pinArguments = pin === undefined ? [] : ['--pin-stdin'];
  return [process.execPath, 'out/cli/sparekey.js', ...args, ...pinArguments, ...(words === true ? [] : ['--json'])];
}

function inputOf({ pin }: CliOptions): string {
  if (pin === undefined) return '';
  return typeof pin === 'string' ? `${pin}\n` : pin.map((one) => `${one}\n`).join('');
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text === '' ? '{}' : text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
