import { casesOf, type CompletionTable, quoted } from './completion-cases.ts';
import type { CompletionTerm } from './completion-table.ts';

/** Writes the completion script for zsh: a file `_sparekey` on the fpath, or sourced after compinit. */
export function zshScript(table: CompletionTable): readonly string[] {
  const { paths, valued, files, choices } = casesOf(table);
  return [
    '#compdef sparekey',
    '# sparekey completion zsh. In ~/.zshrc, after compinit: source <(sparekey completion zsh)',
    '_sparekey() {',
    "  local at='' skip='' word='' previous=$words[CURRENT-1]",
    '  local -a commands options',
    '  local -i i',
    '  for ((i = 2; i < CURRENT; i++)); do',
    '    word=$words[i]',
    "    if [[ -n $skip ]]; then skip=''; continue; fi",
    '    case $word in',
    `      (${valued.join('|')}) skip=1; continue ;;`,
    '      (-*) continue ;;',
    '    esac',
    '    case "${at:+$at }$word" in',
    `      (${paths.map(quoted).join('|')}) at="\${at:+$at }$word" ;;`,
    '    esac',
    '  done',
    '  if [[ $words[CURRENT] == --*=* ]]; then',
    '    previous=${words[CURRENT]%%=*}',
    "    compset -P '*='",
    "  elif [[ -z $skip ]]; then previous=''; fi",
    '  case "$at $previous" in',
    ...choices.map(({ path, option, values }) => {
      const place = path === '*' ? '*' : quoted(path);
      return `    (${place}${quoted(` ${option}`)}) compadd -- ${values.map(quoted).join(' ')}; return ;;`;
    }),
    '  esac',
    '  case $previous in',
    `    (${files.join('|')}) _files; return ;;`,
    `    (${valued.join('|')}) _message ''; return ;;`,
    '  esac',
    '  case $at in',
    ...table.places.flatMap(({ path, words, options, takesFile }) => [
      `    (${quoted(path)})`,
      ...(words.length === 0 ? [] : [`      commands=(${words.map(described).join(' ')})`]),
      ...(options.length === 0 ? [] : [`      options=(${options.map(described).join(' ')})`]),
      ...(takesFile ? ['      [[ $words[CURRENT] == -* ]] || { _files; return; }'] : []),
      '      ;;',
    ]),
    '  esac',
    '  if [[ $words[CURRENT] == -* ]]; then',
    `    options+=(${table.globals.map(described).join(' ')})`,
    '    _describe -o option options',
    '  else',
    '    _describe command commands',
    '  fi',
    '}',
    'if [[ $funcstack[1] == _sparekey ]]; then _sparekey "$@"; else compdef _sparekey sparekey; fi',
  ];
}

function described({ word, summary }: CompletionTerm): string {
  return quoted(`${word}:${summary.replaceAll(':', String.raw`\:`)}`);
}
