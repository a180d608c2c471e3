import { type Option, Command as Parser } from 'commander';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { UsageError } from './command-failure.ts';
import { nearestNames } from './nearest-names.ts';

/** More suggestions than this are no help. */
const mostSuggested = 5;

/** Ends the parsing of a topic without a command: its usage is shown. */
export class CommandMissing extends Error {
  override readonly name = 'CommandMissing';
  readonly topic: CommandParser;

  constructor(topic: CommandParser) {
    super('no command was named');
    this.topic = topic;
  }
}

/** A parser of commander that says what was typed wrongly in the person's language, and what may have been meant. Throws UsageError. */
export class CommandParser extends Parser {
  /** Whether it runs where only its topic is named. */
  isDefault = false;
  readonly #t: Translate;

  constructor(name: string, t: Translate) {
    super(name);
    this.#t = t;
  }

  override createCommand(name: string): CommandParser {
    return new CommandParser(name, this.#t);
  }

  override help(): never {
    throw new CommandMissing(this);
  }

  /** Returns the words that lead to this command, without the name of the program. */
  get path(): readonly string[] {
    return this.parent instanceof CommandParser ? [...this.parent.path, this.name()] : [];
  }

  /** Lists the names of the commands that may follow. */
  commandNames(): readonly string[] {
    return this.createHelp()
      .visibleCommands(this)
      .map((command) => command.name());
  }

  /** Finds the command that words name from here on. Throws UsageError. */
  commandNamed([word, ...others]: readonly string[]): CommandParser {
    if (word === undefined) return this;
    const found = this.commands.find((command) => command.name() === word);
    return found instanceof CommandParser ? found.commandNamed(others) : this.#refuseCommand(word);
  }

  // What follows takes the place of methods that commander calls for each kind of mistake; it writes English.

  unknownCommand(): never {
    this.#refuseCommand(this.args[0] ?? '');
  }

  unknownOption(flag: string): never {
    // An option of a command that was left out says nothing about the option.
    if (this.commands.length > 0 && this.parent !== null) throw new CommandMissing(this);
    const known = parents(this).flatMap((parser) => parser.createHelp().visibleOptions(parser));
    const near = flag.startsWith('--')
      ? nearestNames(
          flag,
          known.flatMap(({ long }) => long ?? []),
        )
      : [];
    const isArgument = !flag.startsWith('--') && this.registeredArguments.length > 0;
    throw this.#mistake(this.#t(isArgument ? 'cli.usage.dash' : 'cli.usage.unknown-option', { option: flag }), near);
  }

  missingArgument(name: string): never {
    throw new UsageError(this.#t('cli.usage.missing-argument', { argument: `<${name}>` }));
  }

  optionMissingArgument({ flags }: Option): never {
    throw new UsageError(this.#t('cli.usage.option-without-value', { option: flags }));
  }

  missingMandatoryOptionValue({ flags }: Option): never {
    throw new UsageError(this.#t('cli.usage.missing-option', { option: flags }));
  }

  _excessArguments(given: readonly string[]): never {
    const { parent } = this;
    // The command was not named: the first word was meant as its name.
    if (this.isDefault && parent instanceof CommandParser && parent.args[0] !== this.name()) {
      return parent.#refuseCommand(given[0] ?? '');
    }
    const count = this.registeredArguments.length;
    throw new UsageError(this.#t('cli.usage.too-many', { count, given: given.slice(count).join(' ') }));
  }

  #refuseCommand(typed: string): never {
    const here = nearestNames(typed, this.commandNames());
    const near = here.length > 0 ? here.map((name) => [...this.path, name].join(' ')) : deeper(root(this), typed);
    throw this.#mistake(this.#t('cli.usage.unknown-command', { command: [...this.path, typed].join(' ') }), near);
  }

  #mistake(problem: string, near: readonly string[]): UsageError {
    if (near.length === 0 || near.length > mostSuggested) return new UsageError(problem);
    const choices = near.join(this.#t('list.separator'));
    return new UsageError(this.#t('cli.usage.did-you-mean', { problem, choices }));
  }
}

/** Finds commands of any topic by their last word. */
function deeper(parser: Parser, word: string): readonly string[] {
  return parser.commands.flatMap((command) => [
    ...(command.name() === word && command instanceof CommandParser ? [command.path.join(' ')] : []),
    ...deeper(command, word),
  ]);
}

function parents(parser: Parser): readonly Parser[] {
  return parser.parent === null ? [parser] : [parser, ...parents(parser.parent)];
}

function root(parser: Parser): Parser {
  return parser.parent === null ? parser : root(parser.parent);
}
