import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { safeJson } from '../../src-shared/lib/safe-json.ts';
import type { PrintableAnswer } from './command.ts';
import type { CommandFailure } from './command-failure.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from './exit-status.ts';

/** Terminal, language and format in which answers and failures are printed. */
export interface Printer {
  readonly terminal: Terminal;
  readonly t: Translate;
  readonly json: boolean;
}

/** Prints the answer of a command, as JSON or as lines, and returns the exit status. */
export function printAnswer({ terminal, json }: Printer, answer: PrintableAnswer): ExitStatus {
  if (json) terminal.print(safeJson(answer.document()));
  else for (const line of answer.lines()) terminal.print(line);
  return answer.status;
}

/** Prints why a command failed and what to do next, and returns the exit status. */
export function printFailure(printer: Printer, failure: CommandFailure): ExitStatus {
  if (failure.kind === 'usage') return printUsage(printer, failure.message);
  return printOperationFailure(printer, failure.failure, failure.explanation);
}

/** Prints an error that nobody expected, and returns the exit status of a defect. */
export function printDefect(printer: Printer, error: unknown): ExitStatus {
  const { terminal } = printer;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
  const status = printOperationFailure(printer, { kind: 'unexpected', detail }, null);
  if (error instanceof Error && terminal.environment['SPAREKEY_DEBUG'] === '1') terminal.note(error.stack ?? '');
  return status;
}

function printOperationFailure(
  { terminal, t, json }: Printer,
  failure: OperationFailure,
  explanation: string | null,
): ExitStatus {
  const { text, next, commands } = failureMessage(t, failure);
  const message = explanation ?? text;
  if (json) {
    terminal.print(safeJson({ error: { kind: failure.kind, message, ...factsOf(failure) } }));
  }
  terminal.note(displayText(message, 500));
  if (next !== null) terminal.note(displayText(next, 500));
  for (const command of commands) terminal.note(`  ${command}`);
  return exitStatusOf[failure.kind];
}

/** Returns what a program can act on besides the kind. */
function factsOf(failure: OperationFailure): Record<string, unknown> {
  if (failure.kind === 'pin-wrong') return { retriesLeft: failure.retriesLeft, needsReplug: failure.needsReplug };
  return failure.kind === 'passkey-refused' ? { stillListed: failure.stillListed } : {};
}

function printUsage({ terminal, t, json }: Printer, message: string): ExitStatus {
  if (json) terminal.print(safeJson({ error: { kind: 'usage', message } }));
  terminal.note(t('cli.usage-problem', { message: displayText(message, 500) }));
  terminal.note(t('cli.usage-hint'));
  return exitStatus.usage;
}
