import { CommanderError, Option } from 'commander';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { Command, CommandEntry, TopicEntry } from './command.ts';
import { type CommandFailure, UsageError } from './command-failure.ts';
import { CommandMissing, CommandParser } from './command-parser.ts';
import { type GlobalOptions, globalOptions } from './global-options.ts';
import { configureHelp, type HelpSetting } from './help-text.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import { type OptionSpec, type OptionSpecs, readOptions } from './options.ts';

/** Parsed arguments: a command with its own, or a request for help or the version. */
export type ParsedArguments =
  | { readonly type: 'help'; readonly text: string }
  | { readonly type: 'version' }
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
  setting: HelpSetting,
): Promise<Result<ParsedArguments, CommandFailure>> {
  // Describing every option takes longer than most commands, and only help shows it.
  const isHelp = args.some((arg) => arg === '--help' || arg === '-h');
  const tree = new ParserTree(entries, setting, isHelp);
  try {
    await tree.root.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof HelpRequest) return parseArguments([...error.words, '--help'], entries, setting);
    if (error instanceof VersionRequest) return success({ type: 'version' });
    if (error instanceof UsageError) return failed({ kind: 'usage', message: error.message, usage: null });
    if (error instanceof CommandMissing) {
      const choices = error.topic.commandNames().join(setting.t('list.separator'));
      const usage = await helpOf(error.topic.path, entries, setting);
      return failed({ kind: 'usage', message: setting.t('cli.usage.no-command', { choices }), usage });
    }
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    return success({ type: 'help', text: await tree.help() });
  }
  if (tree.parsed === null) throw new Error('the parser found no command');
  return success(tree.parsed);
}

async function helpOf(words: readonly string[], entries: Entries, setting: HelpSetting): Promise<string> {
  const parsed = await parseArguments([...words, '--help'], entries, setting);
  if (!parsed.ok || parsed.value.type !== 'help') throw new Error('the parser wrote no help');
  return parsed.value.text;
}

/** Ends the parsing of `help COMMAND`. */
class HelpRequest extends Error {
  override readonly name = 'HelpRequest';
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    super('help was asked for');
    this.words = words;
  }
}

/** Ends the parsing where the version was asked for. */
class VersionRequest extends Error {
  override readonly name = 'VersionRequest';
}

class ParserTree {
  readonly root: CommandParser;
  readonly #setting: HelpSetting;
  /** Returns the texts that only help shows. */
  readonly #t: Translate;
  /** Loads the commands that directly follow a word, so that its help can show them. */
  readonly #loadBelow = new Map<CommandParser, () => Promise<unknown>>();
  #helpOf: CommandParser | null = null;
  #help = '';
  parsed: ParsedArguments | null = null;

  constructor(entries: Entries, setting: HelpSetting, isHelp: boolean) {
    this.#setting = setting;
    const t: Translate = isHelp ? setting.t : () => '';
    this.#t = t;
    this.root = this.#prepare(new CommandParser('sparekey', setting.t))
      .description(t('cli.description'))
      .addHelpText('after', () => {
        const notes = [t('cli.help.exit-status'), t('cli.help.demo')];
        return notes.map((note) => `\n${wrapText(note, setting.columns).join('\n')}`).join('\n');
      });
    this.#addOptions(this.root, globalOptions);
    this.root.addOption(new Option('-V, --version', t('cli.option.version'))).on('option:version', () => {
      throw new VersionRequest('the version was asked for');
    });
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
  #addEntries(parent: CommandParser, entries: Entries): void {
    const loaders = new Map<string, () => Promise<void>>();
    for (const entry of entries) {
      if ('entries' in entry) {
        const topic = this.#prepare(parent.command(entry.name)).description(this.#t(entry.summary));
        this.#addEntries(topic, entry.entries);
      } else {
        const parser = this.#prepare(parent.command(entry.name, { isDefault: entry.isDefault === true }));
        parser.isDefault = entry.isDefault === true;
        loaders.set(entry.name, () => this.#describe(parser, entry));
      }
    }
    const help = this.#prepare(parent.command('help', { hidden: parent !== this.root }))
      .description(this.#t('cli.help'))
      .arguments('[command...]')
      .action(() => {
        throw new HelpRequest(parent.commandNamed(help.args).path);
      });
    parent.hook('preSubcommand', (_, chosen) => loaders.get(chosen.name())?.());
    this.#loadBelow.set(parent, () => Promise.all([...loaders.values()].map((load) => load())));
  }

  async #describe(parser: CommandParser, { load }: CommandEntry): Promise<void> {
    const command = await load();
    parser.description(this.#t(command.summary));
    if (command.args !== '') parser.arguments(command.args);
    this.#addOptions(parser, command.options);
    parser.action(() => {
      const globals = readOptions(globalOptions, this.root.opts());
      this.parsed = { type: 'command', command, globals, args: parser.args, found: parser.opts() };
    });
  }

  #addOptions(parser: CommandParser, options: OptionSpecs): void {
    for (const spec of Object.values(options)) parser.addOption(optionOf(this.#setting.t, this.#t, spec));
  }

  #prepare(parser: CommandParser): CommandParser {
    configureHelp(parser, this.#setting);
    return parser
      .exitOverride()
      .helpOption('-h, --help', this.#t('cli.option.help'))
      .helpCommand(false)
      .configureOutput({
        getOutHelpWidth: () => this.#setting.columns,
        writeOut: (text) => {
          this.#help += text;
          this.#helpOf = parser;
        },
        writeErr: () => undefined,
        outputError: () => undefined,
      });
  }
}

function optionOf(t: Translate, helpText: Translate, spec: OptionSpec<unknown>): Option {
  const { flags, summary, choices, isMandatory, isRepeatable } = spec;
  const option = new Option(flags, typeof summary === 'function' ? summary(helpText) : helpText(summary));
  if (choices !== undefined) {
    // Shown by help; what commander itself says of another value is English.
    option.argChoices = [...choices];
    option.argParser((value: string) => {
      if (choices.includes(value)) return value;
      throw new UsageError(t('cli.usage.one-of', { value, values: choices.join(t('list.separator')) }));
    });
  }
  if (isMandatory === true) option.makeOptionMandatory();
  if (isRepeatable === true) {
    option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]).default(undefined);
  }
  return option;
}
