import type { Translate } from '../../../src-shared/i18n/translator.ts';
import type { Command, CommandEntry, TopicEntry } from '../../program/command.ts';
import { globalOptions } from '../../program/global-options.ts';
import type { OptionSpec, OptionSpecs } from '../../program/options.ts';

/** A word that may be typed, and what it does. */
export interface CompletionTerm {
  readonly word: string;
  readonly summary: string;
}

/** An option that may be typed. */
export interface CompletionOption extends CompletionTerm {
  /** Value that follows it: nothing, one of a few texts, the name of a file, or a text that only the person knows. */
  readonly value: 'none' | 'file' | 'text' | readonly string[];
}

/** Terms that may follow the words of a command or topic. */
export interface CompletionPlace {
  /** Words that lead here, with a space between them; empty where nothing was typed yet. */
  readonly path: string;
  readonly words: readonly CompletionTerm[];
  /** Options of the command, or of the one that runs where only the topic is named. */
  readonly options: readonly CompletionOption[];
  readonly takesFile: boolean;
}

type Entries = TopicEntry['entries'];

/** Returns what may follow what, for every command of a table, and the options of all of them. */
export async function completionTable(entries: Entries, t: Translate) {
  const flags = [
    { word: '--help', summary: t('cli.option.help'), value: 'none' as const },
    { word: '--version', summary: t('cli.option.version'), value: 'none' as const },
  ];
  return { places: await placesOf(entries, t, []), globals: [...optionsOf(globalOptions, t), ...flags] };
}

async function placesOf(entries: Entries, t: Translate, path: readonly string[]): Promise<readonly CompletionPlace[]> {
  const loaded = await Promise.all(entries.map((entry) => termOf(entry, t)));
  const byDefault = loaded.find(({ entry }) => 'load' in entry && entry.isDefault === true)?.command ?? null;
  const help = path.length === 0 ? [{ word: 'help', summary: t('cli.help') }] : [];
  const words = [...loaded.map(({ word, summary }) => ({ word, summary })), ...help];
  const below = loaded.map(async ({ entry, command }) => {
    const at = [...path, entry.name];
    if (command === null) return placesOf(entry.entries, t, at);
    return [{ path: at.join(' '), words: choicesOf(command.args), ...argumentsOf(command, t) }];
  });
  return [{ path: path.join(' '), words, ...argumentsOf(byDefault, t) }, ...(await Promise.all(below)).flat()];
}

async function termOf(entry: CommandEntry | TopicEntry, t: Translate) {
  if ('entries' in entry) return { entry, command: null, word: entry.name, summary: t(entry.summary) };
  const command = await entry.load();
  return { entry, command, word: entry.name, summary: t(command.summary) };
}

/** Returns the words that an argument may be, where its name lists them: `<on|off>`. */
function choicesOf(args: string): readonly CompletionTerm[] {
  const [, choices = ''] = /^[<[]([\w-]+(?:\|[\w-]+)+)[>\]]/.exec(args) ?? [];
  return choices.split('|').flatMap((word) => (word === '' ? [] : [{ word, summary: '' }]));
}

function argumentsOf(command: Command | null, t: Translate): Pick<CompletionPlace, 'options' | 'takesFile'> {
  if (command === null) return { options: [], takesFile: false };
  return { options: optionsOf(command.options, t), takesFile: namesFile(command.args) };
}

function optionsOf(options: OptionSpecs, t: Translate): readonly CompletionOption[] {
  return Object.values(options).map((option) => ({
    word: option.flags.split(' ')[0] ?? '',
    summary: typeof option.summary === 'function' ? option.summary(t) : t(option.summary),
    value: valueOf(option),
  }));
}

function valueOf({ flags, choices }: OptionSpec<unknown>): CompletionOption['value'] {
  if (choices !== undefined) return choices;
  if (!flags.includes(' ')) return 'none';
  return namesFile(flags) ? 'file' : 'text';
}

function namesFile(args: string): boolean {
  return /[<[]file[>\]]/.test(args);
}
