import { Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../../src-cli/commands/command-table.ts';
import type { CommandEntry, TopicEntry } from '../../../src-cli/program/command.ts';
import { globalOptions } from '../../../src-cli/program/global-options.ts';
import type { OptionSpecs } from '../../../src-cli/program/options.ts';

interface NamedEntry {
  readonly name: string;
  readonly entry: CommandEntry;
}

function commandsIn(entries: TopicEntry['entries'], before = ''): readonly NamedEntry[] {
  return entries.flatMap((entry) => {
    const name = `${before}${entry.name}`;
    return 'entries' in entry ? commandsIn(entry.entries, `${name} `) : [{ name, entry }];
  });
}

function topicsIn(entries: TopicEntry['entries']): readonly TopicEntry[] {
  return entries.flatMap((entry) => ('entries' in entry ? [entry, ...topicsIn(entry.entries)] : []));
}

/** Returns the name under which the parser keeps the value of each option, by the name under which the command takes it. */
function parserNames(options: OptionSpecs): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { flags }]) => [name, new Option(flags).attributeName()]),
  );
}

describe('the table of commands', () => {
  const commands = commandsIn(commandTable);

  it('names every command once', () => {
    expect(commands.length).toBeGreaterThan(60);
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  });

  it.each(commands)('$name takes its options under the names that the parser gives them', async ({ entry }) => {
    const { options } = await entry.load();
    const names = parserNames({ ...globalOptions, ...options });
    expect(names).toEqual(Object.fromEntries(Object.keys(names).map((name) => [name, name])));
  });

  it('has one default command at most in each topic', () => {
    for (const { name, entries } of topicsIn(commandTable)) {
      const defaults = entries.filter((entry) => 'load' in entry && entry.isDefault);
      expect([name, defaults.length <= 1]).toEqual([name, true]);
    }
  });
});
