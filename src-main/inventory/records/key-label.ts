import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { InventoryData } from './inventory-data.ts';

const longestLabel = 80;

/** Checks whether another key than `exceptId` already has this label. */
export function isLabelTaken(data: InventoryData, label: string, exceptId: string | null): boolean {
  const wanted = foldText(label);
  return data.all('key').some((key) => key.id !== exceptId && foldText(key.label) === wanted);
}

/** Creates a label that no key has: the text given, or that text with the first free number from 2. */
export function uniqueLabel(data: InventoryData, text: string, fallback: string): string {
  const base = cleaned(text) || fallback;
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const label = shortened(base, longestLabel - suffix.length) + suffix;
    if (!isLabelTaken(data, label, null)) return label;
  }
}

/** Removes what a key may have put into its product name to disturb a line of text. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function shortened(text: string, length: number): string {
  let result = '';
  for (const character of text) {
    if (result.length + character.length > length) break;
    result += character;
  }
  return result.trim();
}
