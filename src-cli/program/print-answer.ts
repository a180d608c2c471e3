import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
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
  if (json) terminal.print(JSON.stringify(answer.document()));
  else for (const line of answer.lines()) terminal.print(line);
  return answer.isInOrder ? exitStatus.done : exitStatus.checkFailed;
}

/** Prints why a command failed and what to do next, and returns the exit status. */
export function printFailure(printer: Printer, failure: CommandFailure): ExitStatus {
  if (failure.kind === 'usage') return printUsage(printer, failure);
  return printOperationFailure(printer, failure);
}

/** Prints an error that nobody expected, and returns the exit status of a defect. */
export function printDefect(printer: Printer, error: unknown): ExitStatus {
  const { terminal } = printer;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
  const status = printOperationFailure(printer, { failure: { kind: 'unexpected', detail }, explanation: null });
  if (error instanceof Error && terminal.environment['SPAREKEY_DEBUG'] === '1') terminal.note(error.stack ?? '');
  return status;
}

function printOperationFailure(
  { terminal, t, json }: Printer,
  { failure, explanation, ...given }: Omit<Extract<CommandFailure, { readonly kind: 'operation' }>, 'kind'>,
): ExitStatus {
  const usual = failureMessage(t, failure);
  const message = explanation ?? usual.text;
  const { next = usual.next } = given;
  if (json) {
    const tries = 'retriesLeft' in failure ? { retriesLeft: failure.retriesLeft } : {};
    terminal.print(JSON.stringify({ error: { kind: failure.kind, message, ...tries } }));
  }
  terminal.note(displayText(message, 1_000));
  if (next !== null) terminal.note(displayText(next, 500));
  for (const command of usual.commands) terminal.note(`  ${command}`);
  return exitStatusOf[failure.kind];
}

function printUsage(
  { terminal, t, json }: Printer,
  { message, usage }: Extract<CommandFailure, { readonly kind: 'usage' }>,
): ExitStatus {
  if (json) terminal.print(JSON.stringify({ error: { kind: 'usage', message } }));
  terminal.note(t('cli.usage-problem', { message: displayText(message, 1_000) }));
  if (usage === null) terminal.note(t('cli.usage-hint'));
  else terminal.note(`\n${usage}`);
  return exitStatus.usage;
}
