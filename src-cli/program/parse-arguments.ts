import { Command as Parser, CommanderError, Option } from 'commander';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { Command, CommandEntry, TopicEntry } from './command.ts';
import type { CommandFailure } from './command-failure.ts';
import { type GlobalOptions, globalOptions } from './global-options.ts';
import { type OptionSpec, type OptionSpecs, readOptions } from './options.ts';

/** Parsed arguments: a command with its own, or a request for help. */
export type ParsedArguments =
  | { readonly type: 'help'; readonly text: string }
  | {
      readonly type: 'command';
      readonly command: Command;
      readonly globals: GlobalOptions;
      readonly args: readonly string[];
      /** Values of the command's own options as the parser found them. */
      readonly found: Readonly<Record<string, unknown>>;
    };

type Entries = TopicEntry['entries'];

/** Parses arguments against a table of commands. Only the command that is named is loaded, or those that help lists. */
export async function parseArguments(
  args: readonly string[],
  entries: Entries,
  t: Translate,
): Promise<Result<ParsedArguments, CommandFailure>> {
  // Describing every option takes longer than most commands, and only help shows it.
  const isHelp = args.some((arg) => arg === '--help' || arg === '-h');
  const tree = new ParserTree(isHelp ? t : () => '', entries);
  try {
    await tree.root.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return success({ type: 'help', text: await tree.help() });
    return failed({ kind: 'usage', message: error.message.replace(/^error: /, '') });
  }
  if (tree.parsed === null) throw new Error('the parser found no command');
  return success(tree.parsed);
}

class ParserTree {
  readonly root: Parser;
  readonly #t: Translate;
  /** Loads the commands that directly follow a word, so that its help can show them. */
  readonly #loadBelow = new Map<Parser, () => Promise<unknown>>();
  #helpOf: Parser | null = null;
  #help = '';
  parsed: ParsedArguments | null = null;

  constructor(t: Translate, entries: Entries) {
    this.#t = t;
    this.root = this.#prepare(new Parser('sparekey'))
      .description(t('cli.description'))
      .addHelpText('after', () => `\n${t('cli.help.exit-status')}\n\n${t('cli.help.demo')}`);
    this.#addOptions(this.root, globalOptions);
    this.#addEntries(this.root, entries);
  }

  /** Returns the help that was asked for. */
  async help(): Promise<string> {
    if (this.#helpOf !== null) {
      // It was written before its commands were loaded.
      await this.#loadBelow.get(this.#helpOf)?.();
      this.#help = '';
      this.#helpOf.outputHelp();
    }
    return this.#help.trimEnd();
  }

  /** Adds what can follow a word: topics, and commands that are loaded when they are named. */
  #addEntries(parent: Parser, entries: Entries): void {
    const loaders = new Map<string, () => Promise<void>>();
    for (const entry of entries) {
      if ('entries' in entry) {
        const topic = this.#prepare(parent.command(entry.name)).description(this.#t(entry.summary));
        this.#addEntries(topic, entry.entries);
      } else {
        const parser = this.#prepare(parent.command(entry.name, { isDefault: entry.isDefault === true }));
        loaders.set(entry.name, () => this.#describe(parser, entry));
      }
    }
    parent.hook('preSubcommand', (_, chosen) => loaders.get(chosen.name())?.());
    this.#loadBelow.set(parent, () => Promise.all([...loaders.values()].map((load) => load())));
  }

  async #describe(parser: Parser, { load }: CommandEntry): Promise<void> {
    const command = await load();
    parser.description(this.#t(command.summary));
    if (command.args !== '') parser.arguments(command.args);
    this.#addOptions(parser, command.options);
    parser.action(() => {
      const globals = readOptions(globalOptions, this.root.opts());
      this.parsed = { type: 'command', command, globals, args: parser.args, found: parser.opts() };
    });
  }

  #addOptions(parser: Parser, options: OptionSpecs): void {
    for (const spec of Object.values(options)) parser.addOption(optionOf(this.#t, spec));
  }

  #prepare(parser: Parser): Parser {
    return parser
      .exitOverride()
      .helpOption('-h, --help', this.#t('cli.option.help'))
      .helpCommand(false)
      .configureHelp({ styleTitle: (title) => helpTitle(this.#t, title) })
      .configureOutput({
        writeOut: (text) => {
          this.#help += text;
          this.#helpOf = parser;
        },
        writeErr: () => undefined,
        outputError: () => undefined,
      });
  }
}

function optionOf(t: Translate, spec: OptionSpec<unknown>): Option {
  const { flags, summary, choices, isMandatory, isRepeatable } = spec;
  const option = new Option(flags, typeof summary === 'function' ? summary(t) : t(summary));
  if (choices !== undefined) option.choices(choices);
  if (isMandatory === true) option.makeOptionMandatory();
  if (isRepeatable === true) {
    option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]).default(undefined);
  }
  return option;
}

/** Translates the headings that commander writes in English. */
function helpTitle(t: Translate, title: string): string {
  switch (title) {
    case 'Usage:':
      return t('cli.help.usage');
    case 'Options:':
      return t('cli.help.options');
    case 'Commands:':
      return t('cli.help.commands');
    case 'Arguments:':
      return t('cli.help.arguments');
    default:
      return title;
  }
}
