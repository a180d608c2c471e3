import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { createTranslator, localeOf, type Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { CommandContext, type CommandResult, type ContextParts, type Makers, realMakers } from './command-context.ts';
import { CommandFailed, UsageError } from './command-failed.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from './exit-status.ts';
import { createProgram, isCommanderError, type RunCommand } from './program.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Runs one command and gives the exit status. Never throws. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  makers: Makers = realMakers,
): Promise<ExitStatus> {
  const locale = chosenLocale(args, terminal.environment);
  const t = createTranslator(locale);
  // Also known when the arguments themselves are wrong: a program that asked for JSON gets JSON.
  const wantsJson = args.includes('--json');
  let status: ExitStatus = exitStatus.done;

  const run: RunCommand = async (options, command) => {
    status = await runCommand({ options, terminal, t, locale, makers }, command);
  };
  try {
    await createProgram({ t, run, print: (text) => terminal.print(text.trimEnd()) }).parseAsync([...args], {
      from: 'user',
    });
    return status;
  } catch (error) {
    if (isCommanderError(error)) {
      if (error.exitCode === 0) return exitStatus.done;
      return usageProblem(terminal, t, wantsJson, error.message.replace(/^error: /, ''));
    }
    return unexpected(terminal, t, wantsJson, error);
  }
}

async function runCommand(
  parts: Omit<ContextParts, 'signal'>,
  command: (context: CommandContext) => Promise<CommandResult>,
): Promise<ExitStatus> {
  const { options, terminal, t } = parts;
  const interrupted = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  const context = new CommandContext({ ...parts, signal: interrupted.signal });
  const json = options.json === true;
  try {
    const result = await untilInterrupted(command(context), interrupted.signal, () => context.close());
    if (json) terminal.print(JSON.stringify(result.document));
    else for (const line of result.lines) terminal.print(line);
    return result.passed === false ? exitStatus.checkFailed : exitStatus.done;
  } catch (error) {
    if (error instanceof CommandFailed) return failed(terminal, t, json, error);
    if (error instanceof UsageError) return usageProblem(terminal, t, json, error.message);
    if (interrupted.signal.aborted) return failed(terminal, t, json, new CommandFailed({ kind: 'cancelled' }));
    return unexpected(terminal, t, json, error);
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
  let left: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = (): void => {
      left = setTimeout(() => void close().finally(() => reject(new CommandFailed({ kind: 'cancelled' }))), 2000);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([running, givenUp]);
  } finally {
    clearTimeout(left);
  }
}

function failed(terminal: Terminal, t: Translate, json: boolean, { failure, explanation }: CommandFailed): ExitStatus {
  const { text, next, commands } = failureMessage(t, failure);
  const message = explanation ?? text;
  if (json) {
    const tries = 'retriesLeft' in failure ? { retriesLeft: failure.retriesLeft } : {};
    terminal.print(JSON.stringify({ error: { kind: failure.kind, message, ...tries } }));
  }
  terminal.note(displayText(message, 500));
  if (next !== null) terminal.note(displayText(next, 500));
  for (const command of commands) terminal.note(`  ${command}`);
  return exitStatusOf[failure.kind];
}

function usageProblem(terminal: Terminal, t: Translate, json: boolean, message: string): ExitStatus {
  if (json) terminal.print(JSON.stringify({ error: { kind: 'usage', message } }));
  terminal.note(t('cli.usage-problem', { message: displayText(message, 500) }));
  terminal.note(t('cli.usage-hint'));
  return exitStatus.usage;
}

function unexpected(terminal: Terminal, t: Translate, json: boolean, error: unknown): ExitStatus {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
  const failure: OperationFailure = { kind: 'unexpected', detail };
  const status = failed(terminal, t, json, new CommandFailed(failure));
  if (error instanceof Error && terminal.environment['SPAREKEY_DEBUG'] === '1') terminal.note(error.stack ?? '');
  return status;
}

function chosenLocale(args: readonly string[], environment: Terminal['environment']): 'en' | 'ja' {
  const index = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[index]?.split('=')[1] ?? (index === -1 ? undefined : args[index + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const ofSystem = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '');
  return localeOf(asked ?? ofSystem ?? Intl.DateTimeFormat().resolvedOptions().locale);
}
