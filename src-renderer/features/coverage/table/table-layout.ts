/** Widths of the columns of the table, and what their heads have room for (CSS pixels). */
export interface TableLayout {
  readonly account: number;
  readonly key: number;
  /** Width of the column of a key that was never read: its head says what to do. */
  readonly unread: number;
  readonly other: number;
  /** Least width of the last column; it takes what is left. */
  readonly verdict: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  /** `full`: name, role and place, and what hangs on it · `short`: the name in two lines · `narrow`: in three · `upright`: the name standing on end. */
  readonly head: 'full' | 'short' | 'narrow' | 'upright';
  /** Whether other ways in have words beside their icons. */
  readonly words: boolean;
  /** Whether there is no room for all columns: then the last ones stay visible while the keys are scrolled. */
  readonly pinned: boolean;
}

/** Up to this number of keys there is room for long names, as those are that nobody has named. */
const mostRoomy = 3;
/** From this number of keys on their heads get narrow. */
const mostWide = 6;

/** Room for the button in the head of a key that was never read, and for its name in two lines (CSS pixels). */
const unreadHead = { width: 140, wideWidth: 172, height: 88 };

/** Width of a vertical scroll bar. */
const scrollBar = 12;

const widths = {
  wide: { account: 232, key: 92, other: 138, verdict: 252 },
  medium: { account: 222, key: 68, other: 40, verdict: 180 },
  small: { account: 160, key: 52, other: 40, verdict: 108 },
  compact: { account: 222, key: 28, other: 40, verdict: 220 },
} as const;

/**
 * Splits the width of the view. `unread`: keys that were never read, besides the others. `wideLetters`: those of the language are wider in a
 * head. `low`: there is little height, so heads have one line less. `compact`: many keys at once.
 */
export function tableLayout(
  width: number,
  { keys, unread }: { readonly keys: number; readonly unread: number },
  { wideLetters, low, compact }: { readonly wideLetters: boolean; readonly low: boolean; readonly compact: boolean },
): TableLayout {
  const unreadWidth = compact ? widths.compact.key : wideLetters ? unreadHead.wideWidth : unreadHead.width;
  const wide = { ...widths.wide, key: keys + unread <= mostRoomy ? 128 : wideLetters ? 108 : widths.wide.key };
  const sets = compact
    ? [widths.compact]
    : keys + unread > mostWide
      ? [widths.medium]
      : [wide, widths.medium, widths.small];
  const total = (set: (typeof sets)[number]): number =>
    set.account + keys * set.key + unread * unreadWidth + set.other + set.verdict + scrollBar;
  const set = sets.find((one) => total(one) <= width) ?? (width < 700 ? widths.small : (sets.at(-1) ?? widths.small));
  const pinned = total(set) > width && width >= 700;
  if (compact)
    return { ...set, unread: unreadWidth, rowHeight: 26, headHeight: 140, head: 'upright', words: false, pinned };
  const full = set.key >= widths.wide.key && !low;
  const narrow = set.key < widths.medium.key;
  return {
    ...set,
    rowHeight: 36,
    unread: unreadWidth,
    headHeight: Math.max(full ? 86 : narrow ? 84 : 66, unread === 0 ? 0 : unreadHead.height),
    head: full ? 'full' : narrow ? 'narrow' : 'short',
    words: set.other > 100,
    pinned,
  };
}
