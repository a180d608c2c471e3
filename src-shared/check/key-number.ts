import type { GoodsInEntry, GoodsInList } from '../domain/goods-in.ts';
import { foldText } from '../lib/fold-text.ts';

/** Returns a serial number or asset tag as it is compared: without spaces, dashes and zeros in front, in one case; empty where nothing is left. */
export function foldedNumber(number: string): string {
  return (foldText(number) ?? '').replace(/[\s\-‐-―_.#:/]+/gu, '').replace(/^0+(?=.)/, '');
}

/** Lists the entries with one of these numbers. */
export function entriesWith(list: GoodsInList, numbers: readonly string[]): readonly GoodsInEntry[] {
  const wanted = new Set(numbers.map(foldedNumber).filter((number) => number !== ''));
  return list.entries.filter(({ number }) => wanted.has(foldedNumber(number)));
}
