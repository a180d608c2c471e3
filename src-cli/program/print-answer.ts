import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandContext } from './command-context.ts';
import { jsonParts } from './json-parts.ts';
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

/** Characters of an answer that are put together before they are written. */
const partLength = 64 * 1024;
/** Time in milliseconds after which an interrupt is looked for. */
const longestComputation = 100;

/** Ends an answer that was partly written when the program was asked to end: no other document may follow it. */
export class AnswerCutOff extends Error {
  override readonly name = 'AnswerCutOff';
}

/**
 * Prints the answer of a command, as JSON or as lines, and returns the exit status. A long answer is written while it is put together. Throws
 * CommandFailed 'cancelled' after an interrupt, and AnswerCutOff where a part was written by then.
 */
export async function printAnswer(
  { terminal, json }: Printer,
  answer: PrintableAnswer,
  context: Pick<CommandContext, 'checkInterrupt' | 'signal'>,
): Promise<ExitStatus> {
  let part = '';
  let hasWritten = false;
  let checkedAt = performance.now();
  const check = async (): Promise<void> => {
    await context.checkInterrupt().catch((error: unknown) => {
      throw hasWritten ? new AnswerCutOff('the answer was cut off', { cause: error }) : error;
    });
    checkedAt = performance.now();
  };
  for (const text of json ? jsonParts(answer.document()) : linesOf(answer.lines())) {
    part += text;
    if (part.length >= partLength) {
      await check();
      hasWritten = true;
      await terminal.write(part);
      part = '';
    }
    if (performance.now() - checkedAt >= longestComputation) await check();
  }
  await check();
  await terminal.write(json ? `${part}\n` : part);
  return answer.status;
}

/** Reports that an answer is not whole, and returns the exit status. */
export function printCutOff({ terminal, t }: Printer): ExitStatus {
  terminal.note(`\n${t('cli.cut-off')}`);
  return exitStatus.notActed;
}

function* linesOf(lines: Iterable<string>): Generator<string, void> {
  for (const line of lines) yield `${line}\n`;
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
    terminal.print(safeJson({ error: { kind: failure.kind, message, ...factsOf(failure) } }));
  }
  terminal.note(displayText(message, 1_000));
  if (next !== null) terminal.note(displayText(next, 500));
  if (failure.kind === 'input-invalid' && failure.detail === 'looks-like-code') terminal.note(t('cli.not-secret'));
  for (const command of usual.commands) terminal.note(`  ${command}`);
  return exitStatusOf[failure.kind];
}

/** Returns what a program may want to know of a failure, under the names that it has elsewhere in the JSON. */
function factsOf(failure: OperationFailure): Record<string, unknown> {
  if (failure.kind === 'inventory-replaced') return { replaced: failure.detail };
  return {
    ...('retriesLeft' in failure && { retriesLeft: failure.retriesLeft }),
    ...('needsReplug' in failure && { needsReplug: failure.needsReplug }),
    ...('nextWay' in failure && { nextWay: failure.nextWay }),
    ...('stillListed' in failure && { stillListed: failure.stillListed }),
    ...('detail' in failure && { detail: failure.detail }),
  };
}

function printUsage(
  { terminal, t, json }: Printer,
  { message, usage, problems }: Extract<CommandFailure, { readonly kind: 'usage' }>,
): ExitStatus {
  if (json)
    terminal.print(safeJson({ error: { kind: 'usage', message, ...(problems !== undefined && { problems }) } }));
  terminal.note(t('cli.usage-problem', { message: displayText(message, 1_000) }));
  if (usage === null) terminal.note(t('cli.usage-hint'));
  else terminal.note(`\n${usage}`);
  return exitStatus.usage;
}
