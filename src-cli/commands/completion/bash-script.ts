import { casesOf, type CompletionTable, quoted } from './completion-cases.ts';

/** Writes the completion script for bash, which needs nothing but bash itself. */
export function bashScript(table: CompletionTable): readonly string[] {
  const { paths, valued, files, choices } = casesOf(table);
  const globals = table.globals.map(({ word }) => word);
  return [
    '# sparekey completion bash. In ~/.bashrc: source <(sparekey completion bash)',
    '_sparekey_files() {',
    "  local IFS=$'\\n'",
    '  compopt -o filenames 2>/dev/null',
    '  COMPREPLY=($(compgen -f -- "$cur"))',
    '}',
    '_sparekey() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at= skip= words= options= i word',
    '  COMPREPLY=()',
    '  # bash takes "=" for a word of its own.',
    '  if [[ $cur == "=" ]]; then cur=; elif [[ $prev == "=" ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    '    word=${COMP_WORDS[i]}',
    '    if [[ $word == "=" ]]; then skip=1; continue; fi',
    '    if [[ $skip ]]; then skip=; continue; fi',
    '    case $word in',
    `      ${valued.join('|')}) skip=1; [[ \${COMP_WORDS[i+1]} == "=" ]] && skip=; continue ;;`,
    '      -*) continue ;;',
    '    esac',
    '    case "${at:+$at }$word" in',
    `      ${paths.map(quoted).join('|')}) at="\${at:+$at }$word" ;;`,
    '    esac',
    '  done',
    '  case "$at $prev" in',
    ...choices.map(({ path, option, values }) => {
      const place = path === '*' ? '*' : quoted(path);
      return `    ${place}${quoted(` ${option}`)}) COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$cur")); return ;;`;
    }),
    '  esac',
    '  case $prev in',
    `    ${files.join('|')}) _sparekey_files; return ;;`,
    `    ${valued.join('|')}) return ;;`,
    '  esac',
    '  case $at in',
    ...table.places.flatMap(({ path, words, options, takesFile }) => [
      `    ${quoted(path)})`,
      ...(words.length === 0 ? [] : [`      words=${quoted(words.map(({ word }) => word).join(' '))}`]),
      ...(options.length === 0 ? [] : [`      options=${quoted(options.map(({ word }) => word).join(' '))}`]),
      ...(takesFile ? ['      [[ $cur == -* ]] || { _sparekey_files; return; }'] : []),
      '      ;;',
    ]),
    '  esac',
    `  if [[ $cur == -* ]]; then words="$options ${globals.join(' ')}"; fi`,
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    '}',
    'complete -F _sparekey sparekey',
  ];
}
