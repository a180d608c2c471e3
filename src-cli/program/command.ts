import type { PlainMessageKey } from '../../src-shared/i18n/translator.ts';
import { type Result, success } from '../../src-shared/lib/outcome.ts';
import type { CommandContext } from './command-context.ts';
import { type CommandFailure, outcomeOf } from './command-failure.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { type OptionSpecs, type OptionValues, readOptions } from './options.ts';

/** Output of a command with --json: one document of docs/cli.md. */
export type Document = Readonly<Record<string, unknown>>;

/** Arguments and options after the name of a command. */
type Input<Options extends OptionSpecs> = OptionValues<Options> & { readonly args: readonly string[] };

/** A command: what may be typed, what it does, and how its answer is printed. Its name is in the table of commands. */
export interface CommandDefinition<Options extends OptionSpecs, Answer extends Document> {
  /** One line of help. */
  readonly summary: PlainMessageKey;
  /** As help shows them: `<id>` must be given, `[file]` may be. */
  readonly args?: string;
  readonly options: Options;
  /** Performs the command. Throws CommandFailed and UsageError. */
  run(context: CommandContext, input: Input<Options>): Promise<Answer>;
  /** Returns the JSON; without it the answer is the document. A generator stands for a long array. Fields may be added, never renamed. */
  document?(context: CommandContext, answer: Answer): Document;
  /** Returns the lines for a person. */
  lines(context: CommandContext, answer: Answer): Iterable<string>;
  /** Returns the exit status of an answer that is not simply "done": what was looked at is not in order. */
  status?(answer: Answer): ExitStatus;
}

/** The answer of a command, to be printed in one of two ways. */
export interface PrintableAnswer {
  readonly document: () => Document;
  readonly lines: () => Iterable<string>;
  readonly status: ExitStatus;
}

/** A command as the parser and the runner see it. */
export interface Command {
  readonly summary: PlainMessageKey;
  readonly args: string;
  readonly options: OptionSpecs;
  readonly run: (
    context: CommandContext,
    args: readonly string[],
    found: Readonly<Record<string, unknown>>,
  ) => Promise<Result<PrintableAnswer, CommandFailure>>;
}

/** Creates a command whose failures are values. */
export function defineCommand<Options extends OptionSpecs, Answer extends Document>(
  definition: CommandDefinition<Options, Answer>,
): Command {
  const { summary, args = '', options } = definition;
  return {
    summary,
    args,
    options,
    run: async (context, given, found) => {
      const input = { ...readOptions(options, found), args: given };
      const outcome = await outcomeOf(definition.run(context, input));
      if (!outcome.ok) return outcome;
      const answer = outcome.value;
      return success({
        document: () => definition.document?.(context, answer) ?? answer,
        lines: () => definition.lines(context, answer),
        status: definition.status?.(answer) ?? exitStatus.done,
      });
    },
  };
}

/** A place in the table of commands: a command that is loaded when it is needed. */
export interface CommandEntry {
  readonly name: string;
  /** Runs where only the topic is named. */
  readonly isDefault?: boolean;
  readonly load: () => Promise<Command>;
}

/** A word that several commands begin with. */
export interface TopicEntry {
  readonly name: string;
  readonly summary: PlainMessageKey;
  readonly entries: readonly (CommandEntry | TopicEntry)[];
}
