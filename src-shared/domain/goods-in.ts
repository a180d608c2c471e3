/** One delivered key. */
export interface GoodsInEntry {
  /** Serial number or asset tag as it stands there. */
  readonly number: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A list of delivered keys: a packing list, a table, or what a scanner typed. */
export interface GoodsInList {
  readonly name: string;
  readonly entries: readonly GoodsInEntry[];
}
