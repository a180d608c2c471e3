import { foldText } from '../../../src-shared/lib/fold-text.ts';

/** Kinds of things in the list of everything, in the order in which they are listed. */
const entryGroups = ['key', 'account', 'place', 'action', 'what-if', 'setting'] as const;
export type EntryGroup = (typeof entryGroups)[number];

/** One thing that can be gone to, or done. */
export interface PaletteEntry {
  readonly id: string;
  readonly group: EntryGroup;
  readonly name: string;
  /** Quiet text after the name. */
  readonly detail: string;
  /** Further texts by which it is found, such as its owner. */
  readonly terms: readonly string[];
  readonly run: () => void;
}

/** More of one kind than this are no list that is looked through: the next letter narrows it. */
const shownOfKind = 8;

/**
 * Returns what fits all parts of a text, by kind, those first whose name begins with it. For an empty text what can be done, and the first
 * of each kind.
 */
export function findEntries(
  entries: readonly PaletteEntry[],
  text: string,
): readonly { readonly group: EntryGroup; readonly entries: readonly PaletteEntry[] }[] {
  const parts = (foldText(text) ?? '').split(' ').filter((part) => part !== '');
  const found = entries.flatMap((entry) => {
    const rank = rankOf(entry, parts);
    return rank === null ? [] : [{ entry, rank }];
  });
  return entryGroups.flatMap((group) => {
    const own = found.filter(({ entry }) => entry.group === group).toSorted((left, right) => left.rank - right.rank);
    return own.length === 0 ? [] : [{ group, entries: own.slice(0, shownOfKind).map(({ entry }) => entry) }];
  });
}

/** Returns 0 where the name begins with what is sought, 1 where the name holds it, 2 where only other texts do; null: not found. */
function rankOf({ name, detail, terms }: PaletteEntry, parts: readonly string[]): 0 | 1 | 2 | null {
  const own = foldText(name) ?? '';
  const all = [own, ...[detail, ...terms].map((term) => foldText(term) ?? '')].join('\n');
  if (!parts.every((part) => all.includes(part))) return null;
  if (own.startsWith(parts.join(' '))) return 0;
  return parts.every((part) => own.includes(part)) ? 1 : 2;
}
