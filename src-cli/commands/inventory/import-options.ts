import {
  type ImportChoices,
  type ImportColumn,
  importColumns,
  type ImportEncoding,
  importEncodings,
  type ImportReading,
} from '../../../src-shared/domain/imports.ts';
import { instantOf } from '../../program/arguments/instant-argument.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failure.ts';
import { flag, type OptionValues, several, text } from '../../program/options.ts';

/** Options that say how a file is read and what of it is recorded. */
export const importOptions = {
  dryRun: flag('--dry-run', 'cli.option.dry-run'),
  onConflict: text('--on-conflict <answer>', 'cli.option.on-conflict'),
  encoding: text('--encoding <name>', 'cli.option.encoding'),
  map: several('--map <heading=column>', 'cli.option.map'),
  service: several('--service <name=id>', 'cli.option.service-map'),
  keepMap: flag('--keep-map', 'cli.option.keep-map'),
  forKey: text('--for-key <label>', 'cli.option.for-key'),
  rpId: text('--rp-id <rp-id>', 'cli.option.listing-rp-id'),
  asOf: text('--as-of <date>', 'cli.option.as-of'),
  vault: text('--vault <provider>', 'cli.option.vault'),
  lines: text('--lines <numbers>', 'cli.option.lines'),
};

export type ImportInput = OptionValues<typeof importOptions>;

const answers = ['ours', 'theirs', 'both'] as const;

/** Returns how the person wants the file to be read; what was kept for other files stands behind it. */
export function readingOf(
  context: CommandContext,
  input: ImportInput,
  kept: Pick<ImportReading, 'columns' | 'services'>,
): ImportReading {
  const encoding: ImportEncoding | null = oneOf(context, input.encoding, importEncodings);
  return {
    encoding,
    key: input.forKey ?? null,
    rpId: input.rpId ?? null,
    asOf: input.asOf === undefined ? null : instantOf(context, input.asOf),
    vault: input.vault ?? null,
    columns: { ...kept.columns, ...columnsOf(context, input.map ?? []) },
    services: {
      ...kept.services,
      ...Object.fromEntries((input.service ?? []).map((one) => pair(context, '--service', one))),
    },
    notSecret: context.options.notSecret ? 'all' : [],
  };
}

/** Returns the columns that the options themselves name. */
export function columnsOf(context: CommandContext, map: readonly string[]): Record<string, ImportColumn | null> {
  const pairs = map.map((one) => {
    const [heading, name] = pair(context, '--map', one);
    return [heading, name === '' ? null : oneOf(context, name, importColumns)] as const;
  });
  return Object.fromEntries(pairs);
}

/** Returns what is recorded where file and inventory differ, and which of the offered lines are. */
export function choicesOf(context: CommandContext, input: ImportInput, offered: readonly number[]): ImportChoices {
  const lines = input.lines === undefined ? {} : { lines: linesOf(context, input.lines, offered) };
  return { others: oneOf(context, input.onConflict, answers) ?? 'ours', byId: {}, ...lines };
}

function linesOf({ t }: CommandContext, given: string, offered: readonly number[]): Record<string, boolean> {
  const wanted = new Set<number>();
  for (const part of given === 'all' || given === 'none' ? [] : given.split(',')) {
    const [, first = '', last = first] = /^\s*(\d{1,6})(?:-(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (first === '') throw new UsageError(t('cli.usage.lines', { value: given }));
    for (const line of offered) if (line >= Number(first) && line <= Number(last)) wanted.add(line);
  }
  return Object.fromEntries(offered.map((line) => [String(line), given === 'all' || wanted.has(line)]));
}

/** Splits at the last equals sign: headings may have one, columns and ids have none. */
function pair({ t }: CommandContext, option: string, value: string): [name: string, meaning: string] {
  const at = value.lastIndexOf('=');
  if (at < 1) throw new UsageError(t('cli.usage.mapping', { option, value }));
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
}

function oneOf<Value extends string>(
  { t }: CommandContext,
  given: string | undefined,
  values: readonly Value[],
): Value | null {
  if (given === undefined) return null;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError(t('cli.usage.one-of', { value: given, values: values.join(', ') }));
  return found;
}
