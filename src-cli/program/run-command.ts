import type { Locale } from '../../src-shared/domain/settings.ts';
import { CommandContext } from './command-context.ts';
import type { CommandFailure } from './command-failure.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from './exit-status.ts';
import type { Makers } from './makers.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { AnswerCutOff, printAnswer, printCutOff, printDefect, printFailure, type Printer } from './print-answer.ts';

/** After an interrupt, in milliseconds: keys are closed, which ends whatever still runs on them; the command is left behind. */
const interruptTimes = { close: 800, leave: 1_500 } as const;

/** Runs one command, prints its answer or failure, and returns the exit status. */
export async function runCommand(
  { terminal, t }: Printer,
  { command, globals, args, found }: Extract<ParsedArguments, { readonly type: 'command' }>,
  { locale, makers }: { readonly locale: Locale; readonly makers: Makers },
): Promise<ExitStatus> {
  const printer: Printer = { terminal, t, json: globals.json };
  const interrupted = new AbortController();
  const { signal } = interrupted;
  const context = new CommandContext({ options: globals, terminal, t, locale, signal, makers });
  const patience = new Patience(() => context.close());
  const stopListening = terminal.onInterrupt(() => {
    interrupted.abort(new DOMException('interrupted', 'AbortError'));
    patience.begin();
  });
  const work = async (): Promise<ExitStatus> => {
    await context.checkInterrupt();
    const outcome = await command.run(context, args, found);
    return outcome.ok ? printAnswer(printer, outcome.value, context) : printFailure(printer, outcome.failure);
  };
  const save = async (status: ExitStatus): Promise<ExitStatus> => {
    if (globals.sent === undefined) return status;
    const { writeSent } = await import('./write-sent.ts');
    const failure = await writeSent(context, globals.sent);
    return failure === null || status !== exitStatus.done ? status : exitStatusOf[failure.kind];
  };
  try {
    return await save(await Promise.race([work(), patience.over]));
  } catch (error) {
    if (error instanceof AnswerCutOff) return printCutOff(printer);
    return await save(signal.aborted ? printFailure(printer, interruption(context)) : printDefect(printer, error));
  } finally {
    stopListening();
    await Promise.race([context.close().catch(() => undefined), patience.over.catch(() => undefined)]);
    patience.end();
  }
}

/** Returns what an interrupt means: of a change that was sent nobody knows what became. */
function interruption({ changing }: CommandContext): CommandFailure {
  const failure =
    changing === null ? ({ kind: 'cancelled' } as const) : ({ kind: 'outcome-unknown', operation: changing } as const);
  return { kind: 'operation', failure, explanation: null };
}

/** Time that an interrupted command is given to end by itself: a touch on the key is cancelled, an input is asked for no more. */
class Patience {
  /** Rejects when it is over. */
  readonly over: Promise<never>;
  readonly #close: () => Promise<void>;
  #giveUp: () => void = () => undefined;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(close: () => Promise<void>) {
    this.#close = close;
    this.over = new Promise((_, reject) => {
      this.#giveUp = () => reject(new Error('the command did not end by itself'));
    });
    this.over.catch(() => undefined);
  }

  begin(): void {
    if (this.#timers.length > 0) return;
    this.#timers.push(
      setTimeout(() => void this.#close().catch(() => undefined), interruptTimes.close),
      setTimeout(this.#giveUp, interruptTimes.leave),
    );
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
