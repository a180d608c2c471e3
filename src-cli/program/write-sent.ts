import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { sentLines } from '../../src-shared/key-facts/sent-text.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { outcomeOf } from './command-failure.ts';
import type { CommandContext } from './command-context.ts';
import { writeOutputFile } from './write-output-file.ts';

/**
 * Writes what a command sent to keys, by name and without content: JSON into a file whose name ends so, else text. Returns the failure, which is
 * said on standard error, or null.
 */
export async function writeSent(context: CommandContext, file: string): Promise<OperationFailure | null> {
  const { t, terminal } = context;
  const keys = await context.sent();
  const content = file.toLowerCase().endsWith('.json')
    ? JSON.stringify({ keys }, null, 2)
    : keys.flatMap((key) => sentLines(t, key)).join('\n');
  const outcome = await outcomeOf(writeOutputFile(file, `${content}\n`));
  if (outcome.ok || outcome.failure.kind !== 'operation') return null;
  const { text, next } = failureMessage(t, outcome.failure.failure);
  terminal.note(displayText([text, next ?? ''].join(' ').trim(), 500));
  return outcome.failure.failure;
}
