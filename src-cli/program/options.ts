import type { PlainMessageKey, Translate } from '../../src-shared/i18n/translator.ts';

/** One option of a command, with the type of its value. */
export interface OptionSpec<Value> {
  /** As help shows it: `--as <key>`. */
  readonly flags: string;
  readonly summary: PlainMessageKey | ((t: Translate) => string);
  readonly choices?: readonly string[];
  readonly isMandatory?: boolean;
  /** May be given several times; the values are a list. */
  readonly isRepeatable?: boolean;
  /** Narrows what the parser found. */
  readonly read: (value: unknown) => Value;
}

/** The options of a command by the name of their value, which is the flag in camel case (`--rp-id` is `rpId`). */
export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

/** The values of options. */
export type OptionValues<Options extends OptionSpecs> = {
  readonly [Name in keyof Options]: Options[Name] extends OptionSpec<infer Value> ? Value : never;
};

type Summary = OptionSpec<unknown>['summary'];

/** Creates an option that takes a text. */
export function text(flags: string, summary: Summary): OptionSpec<string | undefined> {
  return { flags, summary, read: textOf };
}

/** Creates an option that takes a text and must be given. */
export function mandatory(flags: string, summary: Summary): OptionSpec<string> {
  return { flags, summary, isMandatory: true, read: String };
}

/** Creates an option that takes a text and may be repeated; undefined where it is not given at all. */
export function several(flags: string, summary: Summary): OptionSpec<readonly string[] | undefined> {
  return {
    flags,
    summary,
    isRepeatable: true,
    read: (value) => (Array.isArray(value) ? value.map(String) : undefined),
  };
}

/** Creates an option that takes one of a few texts. */
export function choice<Choice extends string>(
  flags: string,
  summary: Summary,
  choices: readonly Choice[],
): OptionSpec<Choice | undefined> {
  return { flags, summary, choices, read: (value) => choices.find((one) => one === value) };
}

/** Creates an option that is there or not. */
export function flag(flags: string, summary: Summary): OptionSpec<boolean> {
  return { flags, summary, read: (value) => value === true };
}

/** Creates an option `--no-…` that switches off what is on without it. */
export function switchOff(flags: string, summary: Summary): OptionSpec<boolean> {
  return { flags, summary, read: (value) => value !== false };
}

/** Reads the values of options out of what the parser found. */
export function readOptions<Options extends OptionSpecs>(
  options: Options,
  found: Readonly<Record<string, unknown>>,
): OptionValues<Options>;
export function readOptions(options: OptionSpecs, found: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([name, { read }]) => [name, read(found[name])]));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
