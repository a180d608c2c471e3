import { casesOf, type CompletionTable } from './completion-cases.ts';
import type { CompletionOption } from './completion-table.ts';

/** Writes the completion script for fish. */
export function fishScript(table: CompletionTable): readonly string[] {
  const { paths, valued } = casesOf(table);
  return [
    '# sparekey completion fish > ~/.config/fish/completions/sparekey.fish',
    'function __sparekey_at',
    '    set -l at',
    '    set -l skip',
    '    for word in (commandline -opc)[2..]',
    '        if test -n "$skip"',
    '            set skip',
    '            continue',
    '        end',
    '        switch $word',
    `            case ${valued.map(quoted).join(' ')}`,
    '                set skip 1',
    "            case '-*'",
    '            case "*"',
    `                if contains -- "$at $word" ${paths.map((path) => quoted(withSpace(path))).join(' ')}`,
    '                    set at "$at $word"',
    '                end',
    '        end',
    '    end',
    '    test "$at" = "$argv[1]"',
    'end',
    'complete -c sparekey -f',
    ...table.globals.map((option) => `complete -c sparekey ${optionArguments(option)}`),
    ...table.places.flatMap(({ path, words, options, takesFile }) => {
      const here = `complete -c sparekey -n ${quoted(`__sparekey_at "${path === '' ? '' : withSpace(path)}"`)}`;
      return [
        ...words.map(({ word, summary }) => `${here} -a ${quoted(word)} -d ${quoted(summary)}`),
        ...options.map((option) => `${here} ${optionArguments(option)}`),
        ...(takesFile ? [`${here} -F`] : []),
      ];
    }),
  ];
}

/** Returns a path as the script puts it together, word by word. */
function withSpace(path: string): string {
  return ` ${path}`;
}

function optionArguments({ word, summary, value }: CompletionOption): string {
  const values = { none: '', file: ' -r -F', text: ' -x' };
  const argument = typeof value === 'string' ? values[value] : ` -x -a ${quoted(value.join(' '))}`;
  return `-l ${word.slice(2)}${argument} -d ${quoted(summary)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
