import type { Locale } from '../../src-shared/domain/settings.ts';
import { CommandContext } from './command-context.ts';
import { CommandFailed, type CommandFailure } from './command-failure.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Makers } from './makers.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { printAnswer, printDefect, printFailure, type Printer } from './print-answer.ts';

const cancelled: CommandFailure = { kind: 'operation', failure: { kind: 'cancelled' }, explanation: null };

/** Runs one command, prints its answer or failure, and returns the exit status. */
export async function runCommand(
  { terminal, t }: Printer,
  { command, globals, args, found }: Extract<ParsedArguments, { readonly type: 'command' }>,
  { locale, makers }: { readonly locale: Locale; readonly makers: Makers },
): Promise<ExitStatus> {
  const printer: Printer = { terminal, t, json: globals.json };
  const interrupted = new AbortController();
  const { signal } = interrupted;
  const stopListening = terminal.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  const context = new CommandContext({ options: globals, terminal, t, locale, signal, makers });
  try {
    const outcome = await untilInterrupted(command.run(context, args, found), signal, () => context.close());
    return outcome.ok ? printAnswer(printer, outcome.value) : printFailure(printer, outcome.failure);
  } catch (error) {
    return signal.aborted ? printFailure(printer, cancelled) : printDefect(printer, error);
  } finally {
    stopListening();
    await context.close().catch(() => undefined);
  }
}

/**
 * Waits for the command. After an interrupt the core is closed, which cancels a pending touch on the key and ends whatever
 * runs; the command then ends by itself, or is left behind after two seconds.
 */
async function untilInterrupted<Value>(
  running: Promise<Value>,
  signal: AbortSignal,
  close: () => Promise<void>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (): void => {
      timer = setTimeout(() => void close().finally(() => reject(new CommandFailed({ kind: 'cancelled' }))), 2000);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([running, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}
