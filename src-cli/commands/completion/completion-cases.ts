import type { CompletionOption, completionTable } from './completion-table.ts';

export type CompletionTable = Awaited<ReturnType<typeof completionTable>>;

/** Cases by which the scripts of all shells decide. */
export interface CompletionCases {
  /** Paths of commands and topics. */
  readonly paths: readonly string[];
  /** Options after which the next word is their value. */
  readonly valued: readonly string[];
  /** Options whose value is a file. */
  readonly files: readonly string[];
  /** Options whose value is one of a few texts, at a path; `*` stands for any. */
  readonly choices: readonly { readonly path: string; readonly option: string; readonly values: readonly string[] }[];
}

/** Collects the cases by which the scripts of all shells decide. */
export function casesOf({ places, globals }: CompletionTable): CompletionCases {
  const everywhere = [
    ...globals.map((option) => ({ path: '*', option })),
    ...places.flatMap(({ path, options }) => options.map((option) => ({ path, option }))),
  ];
  const named = (fits: (value: CompletionOption['value']) => boolean): readonly string[] => [
    ...new Set(everywhere.filter(({ option }) => fits(option.value)).map(({ option }) => option.word)),
  ];
  return {
    paths: places.map(({ path }) => path).filter((path) => path !== ''),
    valued: named((value) => value !== 'none'),
    files: named((value) => value === 'file'),
    choices: everywhere.flatMap(({ path, option: { word, value } }) =>
      typeof value === 'string' ? [] : [{ path, option: word, values: value }],
    ),
  };
}

/** Quotes a text for a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
