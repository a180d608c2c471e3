import { foldText } from '../../src-shared/lib/fold-text.ts';

/** Folds a heading or a word of a fixed list for comparison: an underscore stands for a space, as in names of columns. */
export function foldTerm(text: string): string {
  return foldText(text.replaceAll('_', ' ')) ?? '';
}
