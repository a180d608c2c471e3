import { CommandFailed } from '../../../src-cli/program/command-failure.ts';
import type { Terminal } from '../../../src-cli/terminal/terminal.ts';

export interface TerminalScript {
  /** Answers to questions, in order; a secret is given as text here and as bytes to the command. 'ctrl-c' cancels. */
  readonly answers?: readonly string[];
  /** Lines of standard input. */
  readonly stdin?: readonly string[];
  readonly canAsk?: boolean;
  /** The system's code of the error with which standard output fails. */
  readonly outputError?: string;
  /** The screen of standard output; without it the output goes to a file. */
  readonly size?: Terminal['size'];
  readonly environment?: Readonly<Record<string, string>>;
  /** Called when a part of a long answer was written. */
  readonly onWrite?: () => void;
}

export interface ScriptedTerminal extends Terminal {
  readonly printed: readonly string[];
  readonly noted: readonly string[];
  /** Prompts of secrets and questions, in order. */
  readonly asked: readonly string[];
  /** Every secret that was handed over; the command has to wipe them. */
  readonly secrets: readonly Uint8Array[];
  /** Returns the line of standard output that has not ended. */
  begun(): string;
  /** Presses Ctrl-C while the command runs. */
  interrupt(): void;
}

/** Creates a terminal that plays a script and remembers what was said. */
export function scriptedTerminal(script: TerminalScript = {}): ScriptedTerminal {
  const answers = [...(script.answers ?? [])];
  const stdin = [...(script.stdin ?? [])];
  const printed: string[] = [];
  /** A line of which only a part was written. */
  let begun = '';
  const noted: string[] = [];
  const asked: string[] = [];
  const secrets: Uint8Array[] = [];
  const stops = new Set<() => void>();
  let interrupted = false;
  const secret = (text: string): Uint8Array => {
    const bytes = new TextEncoder().encode(text);
    secrets.push(bytes);
    return bytes;
  };
  const answer = (prompt: string): string => {
    asked.push(prompt);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nothing was scripted for: ${prompt}`);
    if (next === 'ctrl-c') throw new CommandFailed({ kind: 'cancelled' });
    return next;
  };
  return {
    printed,
    noted,
    asked,
    secrets,
    interrupt: () => {
      interrupted = true;
      for (const stop of stops) stop();
    },
    environment: { LANG: 'en_US.UTF-8', ...script.environment },
    print: (line) => void printed.push(line),
    write: async (part) => {
      const lines = `${begun}${part}`.split('\n');
      begun = lines.pop() ?? '';
      printed.push(...lines);
      script.onWrite?.();
    },
    begun: () => begun,
    finish: async () => script.outputError ?? null,
    note: (line) => void noted.push(line),
    progress: () => undefined,
    size: script.size ?? null,
    canAsk: script.canAsk ?? script.answers !== undefined,
    askSecret: async (prompt) => secret(answer(prompt)),
    askLine: async (prompt) => answer(prompt),
    readSecretLine: async () => {
      const line = stdin.shift();
      return line === undefined ? null : secret(line);
    },
    onInterrupt: (stop) => {
      stops.add(stop);
      if (interrupted) stop();
      return () => stops.delete(stop);
    },
  };
}
