import { safeJson } from '../src-shared/lib/safe-json.ts';
import { localeOf } from '../src-shared/i18n/locale-of.ts';
import { type Locale, locales } from '../src-shared/domain/settings.ts';
import { commandTable } from './commands/command-table.ts';
import { loadTranslator } from './program/load-translator.ts';
import type { Makers } from './program/makers.ts';
import { type ExitStatus, exitStatus } from './program/exit-status.ts';
import { parseArguments } from './program/parse-arguments.ts';
import { programVersion } from './program/program-version.ts';
import { printDefect, printFailure, type Printer } from './program/print-answer.ts';
import { runCommand } from './program/run-command.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Columns of help that goes to a file or a pipe. */
const widthOfFile = 80;

/** Runs one command, waits until its answer is written, and returns the exit status. Never throws. */
export async function runCommandLine(args: readonly string[], terminal: Terminal, makers: Makers): Promise<ExitStatus> {
  const status = await commandStatus(args, terminal, makers);
  const lost = await terminal.finish(status);
  if (lost === null) return status;
  const t = await loadTranslator(chosenLocale(args, terminal.environment));
  // Standard output takes nothing, a document of JSON neither.
  const failure = { kind: 'output-not-written', detail: lost } as const;
  const unwritten = printFailure({ terminal, t, json: false }, { kind: 'operation', failure, explanation: null });
  // What went wrong before says more.
  return status === exitStatus.done || status === exitStatus.checkFailed ? unwritten : status;
}

async function commandStatus(args: readonly string[], terminal: Terminal, makers: Makers): Promise<ExitStatus> {
  const locale = chosenLocale(args, terminal.environment);
  const t = await loadTranslator(locale);
  // Also known when the arguments themselves are wrong: a program that asked for JSON gets JSON.
  const printer: Printer = { terminal, t, json: args.includes('--json') };
  try {
    const columns = terminal.size?.columns ?? widthOfFile;
    const parsed = await parseArguments(args, commandTable, { t, columns });
    if (!parsed.ok) return printFailure(printer, parsed.failure);
    if (parsed.value.type === 'command') return await runCommand(printer, parsed.value, { locale, makers });
    const answer = parsed.value.type === 'help' ? { help: parsed.value.text } : { version: await programVersion() };
    terminal.print(printer.json ? safeJson(answer) : (answer.help ?? `sparekey ${answer.version}`));
    return exitStatus.done;
  } catch (error) {
    return printDefect(printer, error);
  }
}

function chosenLocale(args: readonly string[], environment: Terminal['environment']): Locale {
  const index = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[index]?.split('=')[1] ?? (index === -1 ? undefined : args[index + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const ofSystem = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '');
  return (
    locales.find((locale) => locale === asked) ?? localeOf(ofSystem ?? Intl.DateTimeFormat().resolvedOptions().locale)
  );
}
